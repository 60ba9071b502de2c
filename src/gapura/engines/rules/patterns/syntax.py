"""Reads a pattern and writes the program that the machine runs."""

from functools import lru_cache

from gapura.engines.rules.patterns import machine, sets
from gapura.engines.rules.patterns.machine import Instruction, Pattern
from gapura.engines.rules.patterns.sets import CharacterSet
from gapura.engines.rules.problems import Fault
from gapura.engines.rules.text import say

_LONGEST_PATTERN = 1_000
_LONGEST_PROGRAM = 5_000
_DEEPEST = 40
_Program = list[Instruction]


@lru_cache(maxsize=256)
def compile_pattern(pattern: str, flags: str) -> Pattern:
    if set(flags) - set("smixq"):
        raise _fault("tanda pola hanya s, m, i, x, q", "the flags of a pattern are s, m, i, x, q")
    if len(pattern) > _LONGEST_PATTERN:
        raise _fault("pola terlalu panjang", "the pattern is too long")
    return _Reader(pattern, flags).pattern()


class _Reader:
    def __init__(self, pattern: str, flags: str) -> None:
        self._is_literal = "q" in flags
        self._text = _without_spaces(pattern) if "x" in flags and not self._is_literal else pattern
        self._ignore_case = "i" in flags
        self._dot_all = "s" in flags
        self._multiline = "m" in flags
        self._at = 0
        self._groups = 0
        self._open_groups: set[int] = set()
        self._loops = 0
        self._depth = 0
        self._has_references = False

    def pattern(self) -> Pattern:
        body = self._literal() if self._is_literal else self._alternatives()
        if self._at < len(self._text):
            raise _fault(
                "pola: tutup kurung tanpa pembuka", "the pattern closes a bracket it did not open"
            )
        slots = (self._groups + 1) * 2
        body = [(op, slots + a, b) if op == machine.LOOP else (op, a, b) for op, a, b in body]
        body = [
            (machine.SAVE, slots - 1 - a, b) if op == machine.SAVE and a < 0 else (op, a, b)
            for op, a, b in body
        ]
        program = [(machine.SAVE, 0, None), *_moved(body, 1), (machine.SAVE, 1, None), _MATCH]
        return Pattern(
            tuple(program), slots + self._loops, self._groups, self._has_references, self._same
        )

    def _literal(self) -> _Program:
        self._at = len(self._text)
        return [self._one(character) for character in self._text]

    def _same(self, left: str, right: str) -> bool:
        return left.casefold() == right.casefold() if self._ignore_case else left == right

    def _alternatives(self) -> _Program:
        branches = [self._sequence()]
        while self._take("|"):
            branches.append(self._sequence())
        end = sum(len(branch) + 2 for branch in branches) - 2
        program: _Program = []
        for branch in branches[:-1]:
            start = len(program)
            program.append((machine.SPLIT, start + 1, start + len(branch) + 2))
            program += _moved(branch, start + 1)
            program.append((machine.JUMP, end, None))
        return self._fitting(program + _moved(branches[-1], len(program)))

    def _sequence(self) -> _Program:
        program: _Program = []
        while self._at < len(self._text) and self._text[self._at] not in "|)":
            piece = self._quantified(self._atom())
            program += _moved(piece, len(program))
        return self._fitting(program)

    def _quantified(self, atom: _Program) -> _Program:
        least, most = self._quantity()
        if (least, most) == (1, 1) or not atom:
            return atom
        lazy = self._take("?")
        program: _Program = []
        for _ in range(least):
            program += _moved(atom, len(program))
            self._fitting(program)
        if most is None:
            return self._fitting(program + _moved(self._repeated(atom, lazy=lazy), len(program)))
        for _ in range(most - least):
            branch = (1, len(atom) + 1)
            optional = [(machine.SPLIT, *(reversed(branch) if lazy else branch)), *_moved(atom, 1)]
            program += _moved(optional, len(program))
            self._fitting(program)
        return program

    def _repeated(self, atom: _Program, *, lazy: bool) -> _Program:
        """Again and again; a round that took nothing is not repeated."""
        slot = self._loops
        self._loops += 1
        end = len(atom) + 4
        branch = (end, 1) if lazy else (1, end)
        return [
            (machine.SPLIT, *branch),
            (machine.SAVE, -1 - slot, None),
            *_moved(atom, 2),
            (machine.LOOP, slot, None),
            (machine.JUMP, 0, None),
        ]

    def _quantity(self) -> tuple[int, int | None]:
        for mark, quantity in (("?", (0, 1)), ("*", (0, None)), ("+", (1, None))):
            if self._take(mark):
                return quantity
        if not self._take("{"):
            return 1, 1
        inside, closed, _ = self._text[self._at :].partition("}")
        low, comma, high = inside.partition(",")
        if not closed or not low.isdecimal() or not (high.isdecimal() or not high):
            raise _fault(
                "pola: jumlah ditulis {2} atau {2,5}", "in a pattern a count is {2} or {2,5}"
            )
        self._at += len(inside) + 1
        least, most = int(low[:6]), (int(high[:6]) if high else None) if comma else int(low[:6])
        if most is not None and most < least:
            raise _fault("pola: jumlah terbalik", "the count in the pattern is reversed")
        return least, most

    def _atom(self) -> _Program:
        character = self._next()
        if character == "(":
            return self._group()
        if character == "[":
            return [(machine.CHAR, self._set(), None)]
        if character == ".":
            dot = sets.negated("\n\r".__contains__) if not self._dot_all else (lambda _: True)
            return [(machine.CHAR, dot, None)]
        if character in "^$":
            return [(machine.TEST, self._starts if character == "^" else self._ends, None)]
        if character == "\\":
            return [self._escape()]
        if character in "?*+{}]":
            raise _fault(
                f"pola: {character} tidak pada tempatnya",
                f"{character} is out of place in the pattern",
            )
        return [self._one(character)]

    def _group(self) -> _Program:
        self._depth += 1
        if self._depth > _DEEPEST:
            raise _fault("pola bersarang terlalu dalam", "the pattern is nested too deeply")
        captures = not self._take("?:")
        number = 0
        if captures:
            self._groups += 1
            number = self._groups
            self._open_groups.add(number)
        inside = self._alternatives()
        if not self._take(")"):
            raise _fault("pola: kurung belum ditutup", "a bracket of the pattern is not closed")
        self._depth -= 1
        if not captures:
            return inside
        self._open_groups.discard(number)
        return [
            (machine.SAVE, number * 2, None),
            *_moved(inside, 1),
            (machine.SAVE, number * 2 + 1, None),
        ]

    def _escape(self) -> Instruction:
        character = self._next()
        if character.isdecimal() and character != "0":
            number = int(character)
            if number > self._groups or number in self._open_groups:
                raise _fault(
                    "pola menunjuk kelompok yang belum ada",
                    "the pattern refers to a group not yet there",
                )
            self._has_references = True
            return machine.BACK, number, None
        members = self._escaped_set(character)
        return (machine.CHAR, members, None) if members else self._one(self._escaped(character))

    def _escaped(self, character: str) -> str:
        if character in sets.ESCAPED_CHARACTERS:
            return sets.ESCAPED_CHARACTERS[character]
        if character in sets.LITERAL_ESCAPES:
            return character
        raise _fault(
            f"pola: \\{character} tidak dikenal", f"\\{character} is not known in patterns"
        )

    def _escaped_set(self, character: str) -> CharacterSet | None:
        if character in "pP":
            inside, closed, _ = self._text[self._at :].partition("}")
            members = sets.in_category(inside[1:]) if closed and inside.startswith("{") else None
            if members is None:
                raise _fault(
                    "pola: golongan huruf tidak dikenal", "the pattern names an unknown category"
                )
            self._at += len(inside) + 1
        else:
            members = sets.ESCAPED_SETS.get(character.lower())
        return sets.negated(members) if members and character.isupper() else members

    def _set(self) -> CharacterSet:
        """What stands between square brackets."""
        is_negated = self._take("^")
        parts: list[CharacterSet] = []
        removed: CharacterSet | None = None
        while not self._take("]"):
            if parts and self._take("-["):
                removed = self._set()
            else:
                parts.append(self._member())
        if not parts:
            raise _fault("pola: [] kosong", "[] in the pattern is empty")
        members = sets.negated(sets.one_of(parts)) if is_negated else sets.one_of(parts)
        return sets.without(members, removed) if removed else members

    def _member(self) -> CharacterSet:
        low = self._next()
        if low == "\\":
            low = self._next()
            if members := self._escaped_set(low):
                return members
            low = self._escaped(low)
        elif low == "[":
            raise _fault("pola: [ di dalam [ ]", "the pattern has [ inside [ ]")
        high = low
        if (
            self._text[self._at : self._at + 1] == "-"
            and self._text[self._at + 1 : self._at + 2] not in "[]"
        ):
            self._at += 1
            high = self._next()
            high = self._escaped(self._next()) if high == "\\" else high
        if high < low:
            raise _fault("pola: rentang huruf terbalik", "a range of the pattern is reversed")
        return sets.between(low, high, ignore_case=self._ignore_case)

    def _one(self, wanted: str) -> Instruction:
        if self._ignore_case:
            return machine.CHAR, lambda character: self._same(character, wanted), None
        return machine.CHAR, wanted.__eq__, None

    def _starts(self, text: str, position: int) -> bool:
        return position == 0 or (self._multiline and text[position - 1] == "\n")

    def _ends(self, text: str, position: int) -> bool:
        return position == len(text) or (self._multiline and text[position] == "\n")

    def _take(self, mark: str) -> bool:
        if not self._text.startswith(mark, self._at):
            return False
        self._at += len(mark)
        return True

    def _next(self) -> str:
        if self._at >= len(self._text):
            raise _fault("pola berhenti sebelum selesai", "the pattern ends before it is complete")
        self._at += 1
        return self._text[self._at - 1]

    @staticmethod
    def _fitting(program: _Program) -> _Program:
        if len(program) > _LONGEST_PROGRAM:
            raise _fault("pola terlalu rumit", "the pattern is too complicated")
        return program


_MATCH: Instruction = (machine.MATCH, None, None)


def _moved(program: _Program, by: int) -> _Program:
    """The program as it reads when it begins `by` instructions later."""
    return [
        (
            op,
            a + by if op in (machine.SPLIT, machine.JUMP) else a,
            b + by if op == machine.SPLIT else b,
        )
        for op, a, b in program
    ]


def _without_spaces(pattern: str) -> str:
    """Flag x: blanks count only inside [ ]."""
    kept, depth = [], 0
    for character in pattern:
        depth += (character == "[") - (character == "]")
        if depth or not sets.is_space(character):
            kept.append(character)
    return "".join(kept)


def _fault(indonesian: str, english: str) -> Fault:
    return Fault(say(indonesian, english))
