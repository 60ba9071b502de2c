"""Plus, minus, times, divide and power, over numbers, texts, dates and durations."""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from decimal import Decimal

from gapura.engines.rules.comparing import as_moment
from gapura.engines.rules.dates import add_months, length_of_seconds, seconds_of
from gapura.engines.rules.far import day_at, moved
from gapura.engines.rules.problems import Fault
from gapura.engines.rules.text import say
from gapura.engines.rules.values import (
    KIND_WORDS,
    NUMBERS,
    Value,
    YearsMonths,
    describe,
    fitting_text,
    kind_of,
)

_FAMILY = {kind: kind for kind in KIND_WORDS} | {"date and time": "moment", "date": "day"}
_WORDS = {
    "+": ("dijumlahkan", "added"),
    "-": ("dikurangkan", "subtracted"),
    "*": ("dikalikan", "multiplied"),
    "/": ("dibagi", "divided"),
    "**": ("dipangkatkan", "raised"),
}


def calculate(operator: str, left: Value, right: Value) -> Value:
    """The result; null when a side is null; a fault when the sides do not go together."""
    if left is None or right is None:
        return None
    rule = _RULES.get((operator, _FAMILY[kind_of(left)], _FAMILY[kind_of(right)]))
    if rule is None:
        raise _unfit(operator, left, right)
    return rule(left, right)


def negate(value: Value) -> Value:
    if isinstance(value, YearsMonths):
        return YearsMonths(-value.total_months)
    if isinstance(value, (Decimal, timedelta)):
        return -value if value else value
    if value is None:
        return None
    shown = describe(value)
    raise Fault(
        say(f"tanda minus tidak berlaku bagi {shown['id']}", f"there is no minus of {shown['en']}")
    )


def _divide(left: Decimal, right: Decimal) -> Decimal:
    _require_divisor(bool(right))
    return NUMBERS.divide(left, right)


def _power(base: Decimal, exponent: Decimal) -> Decimal:
    return NUMBERS.power(base, exponent)


def _scale_length(length: timedelta, factor: Decimal) -> timedelta:
    return length_of_seconds(NUMBERS.multiply(seconds_of(length), factor))


def _divide_length(length: timedelta, divisor: Decimal) -> timedelta:
    _require_divisor(bool(divisor))
    return length_of_seconds(NUMBERS.divide(seconds_of(length), divisor))


def _length_ratio(left: timedelta, right: timedelta) -> Decimal:
    return _divide(seconds_of(left), seconds_of(right))


def _scale_months(length: YearsMonths, factor: Decimal) -> YearsMonths:
    return YearsMonths(int(NUMBERS.multiply(Decimal(length.total_months), factor)))


def _divide_months(length: YearsMonths, divisor: Decimal) -> YearsMonths:
    _require_divisor(bool(divisor))
    return YearsMonths(int(NUMBERS.divide(Decimal(length.total_months), divisor)))


def _month_ratio(left: YearsMonths, right: YearsMonths) -> Decimal:
    return _divide(Decimal(left.total_months), Decimal(right.total_months))


def _move_day(day: date, length: timedelta) -> date:
    return day_at(day.toordinal() + length // timedelta(days=1))


def _move_clock(clock: time, length: timedelta) -> time:
    start = datetime.combine(date(2000, 1, 2), clock.replace(tzinfo=None))
    moved = start + timedelta(seconds=length.seconds, microseconds=length.microseconds)
    return moved.time().replace(tzinfo=clock.tzinfo)


def _clock_difference(left: time, right: time) -> timedelta:
    _require_same_zoning(left, right)
    day = date(2000, 1, 1)
    return datetime.combine(day, left) - datetime.combine(day, right)


def _moment_difference(left: date, right: date) -> timedelta:
    start, end = as_moment(right), as_moment(left)
    _require_same_zoning(start, end)
    return end - start


def _require_same_zoning(left: datetime | time, right: datetime | time) -> None:
    if (left.tzinfo is None) != (right.tzinfo is None):
        raise Fault(
            say(
                "yang satu memakai zona waktu dan yang lain tidak",
                "one has a time zone and the other has none",
            )
        )


def _require_divisor(is_not_zero: bool) -> None:  # noqa: FBT001 - the one thing it asks
    if not is_not_zero:
        raise Fault(say("pembagian dengan nol", "a division by zero"))


def _unfit(operator: str, left: Value, right: Value) -> Fault:
    one, other = describe(left), describe(right)
    word_id, word_en = _WORDS[operator]
    return Fault(
        say(
            f"{one['id']} dan {other['id']} tidak dapat {word_id}",
            f"{one['en']} and {other['en']} cannot be {word_en}",
        )
    )


_LENGTH, _MONTHS = "days and time duration", "years and months duration"
_RULES: dict[tuple[str, str, str], Callable[..., Value]] = {
    ("+", "number", "number"): NUMBERS.add,
    ("-", "number", "number"): NUMBERS.subtract,
    ("*", "number", "number"): NUMBERS.multiply,
    ("/", "number", "number"): _divide,
    ("**", "number", "number"): _power,
    ("+", "string", "string"): lambda left, right: fitting_text(left + right),
    ("+", _LENGTH, _LENGTH): lambda left, right: left + right,
    ("-", _LENGTH, _LENGTH): lambda left, right: left - right,
    ("*", _LENGTH, "number"): _scale_length,
    ("*", "number", _LENGTH): lambda left, right: _scale_length(right, left),
    ("/", _LENGTH, "number"): _divide_length,
    ("/", _LENGTH, _LENGTH): _length_ratio,
    ("+", _MONTHS, _MONTHS): lambda left, right: YearsMonths(
        left.total_months + right.total_months
    ),
    ("-", _MONTHS, _MONTHS): lambda left, right: YearsMonths(
        left.total_months - right.total_months
    ),
    ("*", _MONTHS, "number"): _scale_months,
    ("*", "number", _MONTHS): lambda left, right: _scale_months(right, left),
    ("/", _MONTHS, "number"): _divide_months,
    ("/", _MONTHS, _MONTHS): _month_ratio,
    ("+", "day", _LENGTH): _move_day,
    ("-", "day", _LENGTH): lambda left, right: _move_day(left, -right),
    ("+", _LENGTH, "day"): lambda left, right: _move_day(right, left),
    ("+", "moment", _LENGTH): moved,
    ("-", "moment", _LENGTH): lambda left, right: moved(left, -right),
    ("+", _LENGTH, "moment"): lambda left, right: moved(right, left),
    ("+", "time", _LENGTH): _move_clock,
    ("-", "time", _LENGTH): lambda left, right: _move_clock(left, -right),
    ("+", _LENGTH, "time"): lambda left, right: _move_clock(right, left),
    ("-", "time", "time"): _clock_difference,
    ("-", "day", "day"): _moment_difference,
    ("-", "day", "moment"): _moment_difference,
    ("-", "moment", "day"): _moment_difference,
    ("-", "moment", "moment"): _moment_difference,
    ("+", "day", _MONTHS): lambda left, right: add_months(left, right.total_months),
    ("-", "day", _MONTHS): lambda left, right: add_months(left, -right.total_months),
    ("+", _MONTHS, "day"): lambda left, right: add_months(right, left.total_months),
    ("+", "moment", _MONTHS): lambda left, right: add_months(left, right.total_months),
    ("-", "moment", _MONTHS): lambda left, right: add_months(left, -right.total_months),
    ("+", _MONTHS, "moment"): lambda left, right: add_months(right, left.total_months),
}
