"""The values of FEEL, and nothing else: what enters a rule is turned into one of these or into null."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import (
    ROUND_HALF_EVEN,
    Context,
    Decimal,
    DivisionByZero,
    InvalidOperation,
    Overflow,
)
from typing import Any

from gapura.engines.rules.problems import Exhausted, Fault
from gapura.engines.rules.text import Text, say

Value = Any
"""None, bool, Decimal, str, date, datetime, time, timedelta, YearsMonths, list, dict, Range or Function."""

NUMBERS = Context(
    prec=34,
    rounding=ROUND_HALF_EVEN,
    Emin=-6143,
    Emax=6144,
    traps=[InvalidOperation, DivisionByZero, Overflow],
)
"""IEEE 754 decimal128, as DMN asks."""

LONGEST_TEXT = 100_000
LONGEST_LIST = 100_000
_DEEPEST_INPUT = 50


@dataclass(frozen=True)
class YearsMonths:
    """A years and months duration; days never enter it, because months differ in length."""

    total_months: int

    @property
    def years(self) -> int:
        return _toward_zero(self.total_months, 12)

    @property
    def months(self) -> int:
        return self.total_months - self.years * 12


@dataclass(frozen=True)
class Range:
    """All values from `start` to `end`; an end that is None is open to infinity."""

    start: Value
    end: Value
    start_included: bool = True
    end_included: bool = True
    sign: str = ""
    """`<`, `>=` … when it was written as a test; `(< 10)` is not the same as `(null..10)`."""


class Function:
    """Something a rule can call; never seen outside the evaluator."""

    __slots__ = ()

    def invoke(self, scope: Any, positional: list[Value], named: Mapping[str, Value]) -> Value:
        raise NotImplementedError


KIND_WORDS: dict[str, tuple[str, str]] = {
    "null": ("kosong", "empty"),
    "boolean": ("ya/tidak", "yes/no"),
    "number": ("angka", "a number"),
    "string": ("teks", "text"),
    "date": ("tanggal", "a date"),
    "date and time": ("tanggal dan jam", "a date and time"),
    "time": ("jam", "a time"),
    "days and time duration": ("lama waktu (hari/jam)", "a days and time duration"),
    "years and months duration": ("lama waktu (tahun/bulan)", "a years and months duration"),
    "list": ("daftar", "a list"),
    "context": ("kelompok isian", "a context"),
    "range": ("rentang", "a range"),
    "function": ("fungsi", "a function"),
}


def kind_of(value: Value) -> str:
    """The FEEL name of the kind a value is of."""
    found = _BY_TYPE.get(type(value))
    if found is not None:
        return found
    for types, kind in _KINDS:
        if isinstance(value, types):
            return kind
    return "null"


_KINDS: tuple[tuple[type, str], ...] = (
    (bool, "boolean"),
    (Decimal, "number"),
    (str, "string"),
    (datetime, "date and time"),
    (date, "date"),
    (time, "time"),
    (timedelta, "days and time duration"),
    (YearsMonths, "years and months duration"),
    (list, "list"),
    (dict, "context"),
    (Range, "range"),
    (Function, "function"),
)

_BY_TYPE: dict[type, str] = dict(_KINDS)


def describe(value: Value) -> Text:
    """The kind of a value in words. Never the value itself, which may be personal."""
    indonesian, english = KIND_WORDS[kind_of(value)]
    return say(indonesian, english)


class Prepared(dict[str, Value]):
    """Values from outside, made into FEEL's once, for many rules about the same situation."""

    def __init__(self, values: Mapping[str, object]) -> None:
        super().__init__((name, from_python(value)) for name, value in values.items())


_AS_THEY_ARE = frozenset({type(None), bool, str, date, datetime, time, timedelta, YearsMonths})


def from_python(value: object, *, depth: int = 0) -> Value:
    """A value from outside as a FEEL value; what FEEL does not know becomes null."""
    if type(value) in _AS_THEY_ARE:
        return value
    if depth > _DEEPEST_INPUT:
        return None
    if type(value) is dict:
        return _context(value, depth + 1)
    if isinstance(value, (date, time, timedelta, YearsMonths)):
        return value
    if isinstance(value, (str, int, float, Decimal)):
        return str(value) if isinstance(value, str) else _number(value)
    return _collection(value, depth + 1)


def _context(value: Mapping[Any, object], depth: int) -> Value:
    return {str(key): from_python(entry, depth=depth) for key, entry in value.items()}


def _collection(value: object, depth: int) -> Value:
    if isinstance(value, Range):
        start, end = (from_python(side, depth=depth) for side in (value.start, value.end))
        return Range(start, end, value.start_included, value.end_included, value.sign)
    if isinstance(value, Mapping):
        return _context(value, depth)
    if isinstance(value, (list, tuple, set, frozenset)):
        return [from_python(entry, depth=depth) for entry in value]
    return value if isinstance(value, Function) else None


def _number(value: float | Decimal) -> Decimal | None:
    try:
        number = NUMBERS.plus(Decimal(repr(value)) if isinstance(value, float) else Decimal(value))
    except ArithmeticError:
        return None
    return number if number.is_finite() else None


def whole_number(number: Decimal) -> int:
    """A number that counts something; fractions are dropped."""
    if abs(number) > LONGEST_LIST * 1_000_000:
        raise Fault(say("angkanya terlalu besar", "the number is too large"))
    return int(number)


def fitting_text(text: str) -> str:
    if len(text) > LONGEST_TEXT:
        raise Exhausted(
            say(
                f"aturan membuat teks lebih dari {LONGEST_TEXT} huruf; sederhanakan aturannya",
                f"the rule makes a text of more than {LONGEST_TEXT} characters; make it simpler",
            )
        )
    return text


def fitting_list(entries: list[Value]) -> list[Value]:
    if len(entries) > LONGEST_LIST:
        raise Exhausted(
            say(
                f"aturan membuat daftar lebih dari {LONGEST_LIST} isi; sederhanakan aturannya",
                f"the rule makes a list of more than {LONGEST_LIST} entries; make it simpler",
            )
        )
    return entries


def _toward_zero(number: int, divisor: int) -> int:
    quotient = abs(number) // divisor
    return -quotient if number < 0 else quotient
