"""Functions about one number."""

from decimal import (
    ROUND_CEILING,
    ROUND_DOWN,
    ROUND_FLOOR,
    ROUND_HALF_DOWN,
    ROUND_HALF_EVEN,
    ROUND_HALF_UP,
    ROUND_UP,
    Decimal,
)

from gapura.engines.rules.functions.registry import feel
from gapura.engines.rules.problems import Fault
from gapura.engines.rules.text import say
from gapura.engines.rules.values import NUMBERS, Value, YearsMonths, whole_number

_LEAST_PLACES, _MOST_PLACES = -6_111, 6_176
_ZERO = Decimal(0)


def rounded(number: Decimal, scale: Decimal, rounding: str) -> Decimal:
    places = whole_number(scale)
    if not _LEAST_PLACES <= places <= _MOST_PLACES:
        raise Fault(
            say(
                f"banyaknya desimal antara {_LEAST_PLACES} dan {_MOST_PLACES}",
                f"the scale lies between {_LEAST_PLACES} and {_MOST_PLACES}",
            )
        )
    exponent = number.as_tuple().exponent
    if isinstance(exponent, int) and -exponent <= places:
        return number
    result = number.quantize(Decimal(1).scaleb(-places), rounding=rounding, context=NUMBERS)
    return result or _ZERO


@feel("decimal(n: number, scale: number)")
def decimal(number: Decimal, scale: Decimal) -> Decimal:
    return rounded(number, scale, ROUND_HALF_EVEN)


@feel("floor(n: number, scale: number?)")
def floor(number: Decimal, scale: Decimal | None = None) -> Decimal:
    return rounded(number, scale or _ZERO, ROUND_FLOOR)


@feel("ceiling(n: number, scale: number?)")
def ceiling(number: Decimal, scale: Decimal | None = None) -> Decimal:
    return rounded(number, scale or _ZERO, ROUND_CEILING)


@feel("round up(n: number, scale: number)")
def round_up(number: Decimal, scale: Decimal) -> Decimal:
    return rounded(number, scale, ROUND_UP)


@feel("round down(n: number, scale: number)")
def round_down(number: Decimal, scale: Decimal) -> Decimal:
    return rounded(number, scale, ROUND_DOWN)


@feel("round half up(n: number, scale: number)")
def round_half_up(number: Decimal, scale: Decimal) -> Decimal:
    return rounded(number, scale, ROUND_HALF_UP)


@feel("round half down(n: number, scale: number)")
def round_half_down(number: Decimal, scale: Decimal) -> Decimal:
    return rounded(number, scale, ROUND_HALF_DOWN)


@feel("abs(n: number|days and time duration|years and months duration)")
def absolute(value: Value) -> Value:
    return YearsMonths(abs(value.total_months)) if isinstance(value, YearsMonths) else abs(value)


@feel("modulo(dividend: number, divisor: number)")
def modulo(dividend: Decimal, divisor: Decimal) -> Decimal:
    """The sign follows the divisor: dividend - divisor * floor(dividend / divisor)."""
    if not divisor:
        raise Fault(say("pembagian dengan nol", "a division by zero"))
    rest = NUMBERS.remainder(dividend, divisor)
    return NUMBERS.add(rest, divisor) if rest and (rest < 0) != (divisor < 0) else rest


@feel("sqrt(number: number)")
def sqrt(number: Decimal) -> Decimal:
    if number < 0:
        raise Fault(say("akar dari angka di bawah nol", "the root of a number below zero"))
    return NUMBERS.sqrt(number)


@feel("log(number: number)")
def log(number: Decimal) -> Decimal:
    if number <= 0:
        raise Fault(say("logaritma dari angka nol atau kurang", "the logarithm of zero or less"))
    return NUMBERS.ln(number)


@feel("exp(number: number)")
def exp(number: Decimal) -> Decimal:
    return NUMBERS.exp(number)


@feel("odd(number: number)")
def odd(number: Decimal) -> bool:
    return abs(NUMBERS.remainder(number, Decimal(2))) == 1


@feel("even(number: number)")
def even(number: Decimal) -> bool:
    return NUMBERS.remainder(number, Decimal(2)) == 0
