"""Functions about texts."""

import re
from collections.abc import Iterator
from decimal import Decimal

from gapura.engines.rules.functions.registry import feel, feel_in_scope, texts_of
from gapura.engines.rules.patterns import Effort, Groups, Pattern, compile_pattern
from gapura.engines.rules.problems import Fault
from gapura.engines.rules.scope import Scope
from gapura.engines.rules.text import say
from gapura.engines.rules.values import Value, fitting_text, whole_number


@feel("substring(string: string, start position: number, length: number?)")
def substring(text: str, start: Decimal, length: Decimal | None = None) -> str:
    """Counted from 1; a negative start counts from the end."""
    first = whole_number(start)
    if first == 0 or abs(first) > max(len(text), 1):
        raise Fault(say("posisi awal di luar teks", "the start position is outside the text"))
    begin = first - 1 if first > 0 else len(text) + first
    if length is None:
        return text[begin:]
    if whole_number(length) < 1:
        raise Fault(say("panjang harus 1 atau lebih", "the length must be 1 or more"))
    return text[begin : begin + whole_number(length)]


@feel("string length(string: string)")
def string_length(text: str) -> Decimal:
    return Decimal(len(text))


@feel("upper case(string: string)")
def upper_case(text: str) -> str:
    return text.upper()


@feel("lower case(string: string)")
def lower_case(text: str) -> str:
    return text.lower()


@feel("substring before(string: string, match: string)")
def substring_before(text: str, match: str) -> str:
    before, found, _ = text.partition(match) if match else ("", "", "")
    return before if found else ""


@feel("substring after(string: string, match: string)")
def substring_after(text: str, match: str) -> str:
    return text.partition(match)[2] if match else text


@feel("contains(string: string, match: string)")
def contains(text: str, match: str) -> bool:
    return match in text


@feel("starts with(string: string, match: string)")
def starts_with(text: str, match: str) -> bool:
    return text.startswith(match)


@feel("ends with(string: string, match: string)")
def ends_with(text: str, match: str) -> bool:
    return text.endswith(match)


@feel_in_scope("matches(input: string, pattern: string, flags: any?)")
def matches(scope: Scope, text: str, pattern: str, flags: Value = None) -> bool:
    return _compiled(scope, pattern, flags).find(text, 0, Effort(scope.run.spend)) is not None


@feel_in_scope("replace(input: string, pattern: string, replacement: string, flags: any?)")
def replace(scope: Scope, text: str, pattern: str, replacement: str, flags: Value = None) -> str:
    compiled = _compiled(scope, pattern, flags)
    if compiled.find("", 0, Effort(scope.run.spend)) is not None:
        raise Fault(say("pola cocok dengan teks kosong", "the pattern matches the empty text"))
    literal = "q" in _flags(flags)
    parts, position = [], 0
    for groups in _all_matches(scope, compiled, text):
        parts.append(text[position : groups[0][0]])
        parts.append(replacement if literal else _filled(replacement, text, groups))
        position = groups[0][1]
    return fitting_text("".join([*parts, text[position:]]))


@feel_in_scope("split(string: string, delimiter: string)")
def split(scope: Scope, text: str, delimiter: str) -> list[Value]:
    if not delimiter:
        return list(text)
    parts, position = [], 0
    for groups in _all_matches(scope, _compiled(scope, delimiter, None), text):
        parts.append(text[position : groups[0][0]])
        position = groups[0][1]
    return [*parts, text[position:]]


@feel("string join(list: list, delimiter: any?)")
def string_join(parts: list[Value], delimiter: Value = None) -> str:
    if delimiter is not None and not isinstance(delimiter, str):
        raise Fault(say("pemisah harus teks", "the delimiter must be text"))
    return fitting_text((delimiter or "").join(texts_of(parts)))


def _compiled(scope: Scope, pattern: str, flags: Value) -> Pattern:
    scope.run.spend(10 + len(pattern) // 10)
    return compile_pattern(pattern, _flags(flags))


def _flags(flags: Value) -> str:
    if flags is not None and not isinstance(flags, str):
        raise Fault(say("flags harus teks", "flags must be text"))
    return flags or ""


def _all_matches(scope: Scope, pattern: Pattern, text: str) -> Iterator[Groups]:
    """Matches one after the other; an empty one moves on by a character."""
    position, effort = 0, Effort(scope.run.spend)
    while position <= len(text):
        groups = pattern.find(text, position, effort)
        if groups is None:
            return
        yield groups
        begin, end = groups[0]
        position = end if end > begin else end + 1


def _filled(replacement: str, text: str, groups: Groups) -> str:
    """The replacement with $1 … $9 filled in; \\$ and \\\\ stand for themselves."""

    def fill(match: re.Match[str]) -> str:
        mark = match[0]
        if mark.startswith("\\") and len(mark) == 2:
            return mark[1]
        if not mark[1:].isdecimal():
            raise Fault(
                say(
                    "dalam pengganti, tulis \\$ untuk $ dan \\\\ untuk \\",
                    "in a replacement write \\$ for $ and \\\\ for \\",
                )
            )
        number = int(mark[1:])
        begin, end = groups[number] if number < len(groups) else (0, 0)
        return text[begin:end] if begin >= 0 else ""

    return re.sub(r"\\[\\$]|\$\d|[\\$]", fill, replacement)
