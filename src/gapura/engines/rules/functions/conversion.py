"""Turning texts and numbers into other values, and back."""

import re
from decimal import Decimal

from gapura.engines.rules.dates import write_temporal
from gapura.engines.rules.functions.registry import feel
from gapura.engines.rules.problems import Fault
from gapura.engines.rules.text import say
from gapura.engines.rules.values import (
    NUMBERS,
    Function,
    Range,
    Value,
    fitting_text,
)

_NUMBER = re.compile(r"[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d{1,4})?", re.ASCII)
_DEEPEST = 30


@feel("number(from: string|number)")
def number(source: str | Decimal) -> Decimal:
    if isinstance(source, Decimal):
        return source
    if not _NUMBER.fullmatch(source):
        raise Fault(say("teks itu bukan angka", "that text is not a number"))
    return NUMBERS.create_decimal(source)


@feel("number(from: string, grouping separator: any, decimal separator: any)")
def number_with_separators(source: str, grouping: Value, point: Value) -> Decimal:
    if (
        grouping not in (" ", ",", ".", None)
        or point not in (",", ".", None)
        or (point is not None and grouping == point)
    ):
        raise Fault(
            say(
                "pemisah ribuan: spasi, koma atau titik; pemisah desimal: koma atau titik; keduanya berbeda",
                "grouping separator: space, comma or period; decimal separator: comma or period; not the same",
            )
        )
    plain = source.replace(grouping, "") if grouping else source
    return number(plain.replace(point, ".") if point else plain)


@feel("string(from: any)")
def string(source: Value) -> str | None:
    return source if source is None or isinstance(source, str) else fitting_text(written(source))


def written(value: Value, depth: int = 0) -> str:
    """A value as FEEL would write it; texts inside lists and contexts get quotes."""
    if depth > _DEEPEST:
        raise Fault(say("daftarnya bersarang terlalu dalam", "the list is nested too deeply"))
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Decimal):
        return _written_number(value)
    if isinstance(value, str):
        return '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'
    if isinstance(value, Function):
        return "function"
    return _written_collection(value, depth)


def _written_collection(value: Value, depth: int) -> str:
    if isinstance(value, list):
        return "[" + ", ".join(written(entry, depth + 1) for entry in value) + "]"
    if isinstance(value, dict):
        entries = (f"{_key(key)}: {written(entry, depth + 1)}" for key, entry in value.items())
        return "{" + ", ".join(entries) + "}"
    if isinstance(value, Range):
        opening, closing = "[" if value.start_included else "(", "]" if value.end_included else ")"
        start = "" if value.start is None else written(value.start, depth + 1)
        end = "" if value.end is None else written(value.end, depth + 1)
        return f"{opening}{start}..{end}{closing}"
    return write_temporal(value)


def _key(key: str) -> str:
    return key if re.fullmatch(r"[^\W\d][\w ]*", key) else written(key)


def _written_number(number: Decimal) -> str:
    if not number:
        return "0"
    return format(number, "f") if -40 < number.adjusted() < 40 else str(number)
