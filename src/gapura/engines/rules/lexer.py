"""Cuts the text of a rule into tokens, knowing at every place which names are in reach."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from lark import Token

from gapura.engines.rules.names import WORD, KnownNames, tidy, words_at
from gapura.engines.rules.problems import Place, RuleError
from gapura.engines.rules.text import Text, say

KEYWORDS = {
    word: word.upper()
    for word in (
        *("if", "then", "else", "for", "in", "return", "some", "every", "satisfies", "function"),
        *("and", "or", "between", "instance", "of", "true", "false", "null"),
    )
}
_STOP = frozenset(KEYWORDS)
TYPE_NAMES = ("days and time duration", "years and months duration", "date and time")
DEEPEST = 200
"""Around a part that makes names; evaluating stops earlier still."""
_NAMELESS = frozenset({"LPAR", "LSQB", "OPENS_LEFT"})
_BLANK = re.compile(r"(?:\s+|//[^\n]*|/\*.*?\*/)+", re.DOTALL)
_NUMBER = re.compile(r"(?:\d+(?:\.\d+)?|\.\d+)(?:[eE][+-]?\d+)?", re.ASCII)
_STRING = re.compile(r'"(?:[^"\\]|\\.)*"', re.DOTALL)
_KEY = re.compile(r'([^\W\d][^:,(){}\[\]"<>=@?]*?)\s*(?=:)')
_DECLARED = re.compile(r'([^\W\d][^:,(){}\[\]"<>=@?]*?)\s+(?=in\b)')
_PARAMETER = re.compile(r'([^\W\d][^:,(){}\[\]"<>=@?]*?)\s*(?=[:,)])')
_SIGNS = {
    "**": "POWER",
    "->": "ARROW",
    "..": "DOTS",
    "<=": "COMPARE",
    ">=": "COMPARE",
    "!=": "COMPARE",
    "=": "COMPARE",
    "<": "LESS",
    ">": "MORE",
    "+": "PLUS",
    "-": "MINUS",
    "*": "TIMES",
    "/": "DIVIDE",
    ".": "DOT",
    ",": "COMMA",
    ":": "COLON",
    "(": "LPAR",
    ")": "RPAR",
    "[": "LSQB",
    "]": "RSQB",
    "{": "LBRACE",
    "}": "RBRACE",
    "?": "NAME",
}
_BEFORE_TYPE = {"OF", "COLON", "LESS", "ARROW", "COMMA"}
_TYPE_OPENS = re.compile(r"function\s*<")
_OPENING = {"LPAR", "LSQB", "LBRACE", "OPENS_LEFT"}
_CLOSING = {"RPAR", "RSQB", "RBRACE", "OPENS_RIGHT"}
_OPERAND_ENDS = _CLOSING | {"NAME", "NUMBER", "STRING", "AT", "TRUE", "FALSE", "NULL", "LSQB"}
_AFTER_OPEN_RANGE = re.compile(
    r"\s*(?:$|[),\]}=!<>*/+]|(?:and|or|then|else|return|satisfies|in|between|instance)\b)"
)


@dataclass
class Frame:
    """A bracket, or a `for … return …`, with the names it brings into reach."""

    kind: str
    names: KnownNames = field(default_factory=KnownNames)
    declared: set[str] = field(default_factory=set)
    in_head: bool = False
    """Between `for` and `return` commas separate iterations."""
    has_dots: bool = False

    def declare(self, name: str) -> None:
        self.names.add(name)
        self.declared.add(name)


class Scanner:
    """Reads one rule from left to right."""

    def __init__(
        self,
        text: str,
        known: KnownNames,
        *,
        is_unary: bool = False,
        types: KnownNames,
        members: KnownNames,
    ) -> None:
        self._text = text
        self._at = 0
        self._frames = [Frame("start")]
        self._known = known
        self._members = members
        self._keys = KnownNames()
        self._types = types
        self._last = ""
        self._may_negate = is_unary and _is_negated_whole(text)

    def tokens(self) -> Iterator[Token]:
        while self._skip_blanks():
            start = self._at
            kind, value = self._next()
            token = Token(kind, value, start_pos=start, end_pos=self._at, **self._where(start))
            self._last = kind
            yield token

    @property
    def open_brackets(self) -> list[str]:
        return [frame.kind for frame in self._frames if frame.kind in _OPENING]

    def _skip_blanks(self) -> bool:
        blank = _BLANK.match(self._text, self._at)
        self._at = blank.end() if blank else self._at
        return self._at < len(self._text)

    def _next(self) -> tuple[str, str]:
        character = self._text[self._at]
        if character == '"':
            return "STRING", self._string()
        if self._text.startswith('@"', self._at):
            self._at += 1
            return "AT", self._string()
        if found := self._declaration():
            return "NAME", found
        number = _NUMBER.match(self._text, self._at)
        if number and not (character == "." and self._last in _OPERAND_ENDS):
            self._at = number.end()
            return "NUMBER", number[0]
        return self._word() if WORD.match(self._text, self._at) else self._sign()

    def _string(self) -> str:
        match = _STRING.match(self._text, self._at)
        if match is None:
            raise self._error(
                say("tanda petik ini tidak ditutup", "this quotation mark is not closed")
            )
        self._at = match.end()
        return match[0]

    def _declaration(self) -> str | None:
        """A name at a place where names are made: a key, a parameter, `for name in`."""
        frame = self._frames[-1]
        at_start = self._last in {"LBRACE", "COMMA", "LPAR", "FOR", "SOME", "EVERY"}
        if not at_start:
            return None
        if frame.kind == "iterations":
            return self._declared(_DECLARED, frame) if frame.in_head else None
        if frame.kind == "parameters":
            return self._declared(_PARAMETER, frame)
        if frame.kind == "LBRACE":
            name = self._declared(_KEY, frame)
            if name:
                self._keys.add(name)
            return name
        return self._declared(_KEY, None) if frame.kind == "LPAR" else None

    def _declared(self, shape: re.Pattern[str], frame: Frame | None) -> str | None:
        match = shape.match(self._text, self._at)
        if match is None:
            return None
        self._at = match.end()
        name = tidy(match[1])
        if frame is not None:
            frame.declare(name)
        return name

    def _word(self) -> tuple[str, str]:
        word = WORD.match(self._text, self._at)
        keyword = KEYWORDS.get(word[0]) if word else None
        if self._last == "DOT":
            return "NAME", self._member()
        if self._may_negate and word:
            self._may_negate = False
            self._at = word.end()
            return "NOT", word[0]
        found = self._longest_known()
        if found and (keyword is None or " " in found[0]):
            self._at = found[1]
            return "NAME", found[0]
        if keyword == "FUNCTION" and self._is_type():
            keyword = "NAME"
        if keyword and word:
            self._at = word.end()
            self._enter(keyword)
            return keyword, word[0]
        name, self._at = words_at(self._text, self._at, _STOP)
        return "NAME", name

    def _member(self) -> str:
        name, end = words_at(self._text, self._at, _STOP)
        for members in (self._members, self._keys):
            found = members.longest_at(self._text, self._at)
            if found and found[1] >= end:
                name, end = found
        self._at = end
        return name

    def _longest_known(self) -> tuple[str, int] | None:
        places = [frame.names for frame in self._frames if frame.declared]
        places.append(self._known)
        if self._last in _BEFORE_TYPE:
            places.append(self._types)
        found = [place.longest_at(self._text, self._at) for place in places]
        return max((each for each in found if each), key=lambda each: each[1], default=None)

    def _is_type(self) -> bool:
        """`function<…> -> …` names a type; `function(…)` makes a function."""
        return self._last in _BEFORE_TYPE and bool(_TYPE_OPENS.match(self._text, self._at))

    def _enter(self, keyword: str) -> None:
        if keyword in {"FOR", "SOME", "EVERY"}:
            self._open(Frame("iterations", in_head=True))
        elif keyword in {"RETURN", "SATISFIES"}:
            for frame in reversed(self._frames):
                if frame.kind == "iterations" and frame.in_head:
                    frame.in_head = False
                    break
        elif keyword in {"THEN", "ELSE"}:
            self._leave_bodies()

    def _sign(self) -> tuple[str, str]:
        for length in (2, 1):
            sign = self._text[self._at : self._at + length]
            if sign in _SIGNS:
                kind = self._bracket(_SIGNS[sign])
                self._at += length
                return kind, sign
        shown = self._text[self._at]
        raise self._error(
            say(
                f"tanda {shown} tidak dikenal dalam aturan; hapus atau beri tanda petik",
                f"the sign {shown} means nothing in a rule; remove it or put it in quotation marks",
            )
        )

    def _bracket(self, kind: str) -> str:
        """Keeps the frames in step; tells a range's `]1..3[` from a list's brackets."""
        if kind == "RSQB" and self._last not in _OPERAND_ENDS:
            kind = "OPENS_LEFT"
        elif kind == "LSQB" and self._last in _OPERAND_ENDS and self._ends_range():
            kind = "OPENS_RIGHT"
        if kind == "DOTS":
            self._frames[-1].has_dots = True
        elif kind == "COMMA":
            self._leave_bodies()
        elif kind in _OPENING:
            opens_parameters = kind == "LPAR" and self._last == "FUNCTION"
            self._open(Frame("parameters" if opens_parameters else kind))
        elif kind in _CLOSING:
            self._close()
        return kind

    def _open(self, frame: Frame) -> None:
        if len(self._frames) > DEEPEST and frame.kind not in _NAMELESS:
            raise self._error(
                say(
                    "aturan bersarang terlalu dalam; pecah menjadi beberapa aturan",
                    "the rule is nested too deeply; split it into several rules",
                )
            )
        self._frames.append(frame)

    def _ends_range(self) -> bool:
        frame = self._frames[-1]
        is_range = frame.has_dots and frame.kind in _OPENING
        return is_range and bool(_AFTER_OPEN_RANGE.match(self._text, self._at + 1))

    def _leave_bodies(self) -> None:
        while self._frames[-1].kind == "iterations" and not self._frames[-1].in_head:
            self._frames.pop()

    def _close(self) -> None:
        while self._frames[-1].kind == "iterations":
            self._frames.pop()
        if len(self._frames) == 1:
            return
        closed = self._frames.pop()
        if closed.kind == "parameters":
            # The body of a function follows its parameters and ends where a `for` body would.
            self._frames.append(Frame("iterations", names=closed.names, declared=closed.declared))

    def _where(self, position: int) -> dict[str, int]:
        place = place_of(self._text, position)
        return {"line": place.line, "column": place.column}

    def _error(self, sentence: Text) -> RuleError:
        return RuleError(sentence, place_of(self._text, self._at))


def _is_negated_whole(text: str) -> bool:
    """Whether unary tests read `not( … )` from end to end; `not(a) or b` is an expression."""
    if not re.match(r"\s*not\s*\(", text) or not text.rstrip().endswith(")"):
        return False
    bare = re.sub(r"\s+", "", _STRING.sub('""', text))
    depth = 0
    for position, character in enumerate(bare):
        depth += _nesting(bare, position)
        if character == ")" and depth == 0:
            return position == len(bare) - 1
    return False


def _nesting(bare: str, position: int) -> int:
    """Ranges mix brackets, `[1..2)` and `]1..2[`: what counts is whether one opens or closes."""
    character = bare[position]
    if character == "]":
        return 1 if bare[position - 1] in "(," else -1
    if character == "[":
        return -1 if bare[position + 1 : position + 2] in {",", ")"} else 1
    return (character == "(") - (character == ")")


def place_of(text: str, position: int) -> Place:
    line = text.count("\n", 0, position) + 1
    return Place(line, position - text.rfind("\n", 0, position))
