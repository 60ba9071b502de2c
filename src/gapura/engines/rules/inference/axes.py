"""All values of one kind cut into pieces, on each of which a set of conditions answers the same."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from functools import cmp_to_key
from itertools import pairwise

from gapura.engines.rules.comparing import compare
from gapura.engines.rules.inference.types import Type
from gapura.engines.rules.problems import Fault
from gapura.engines.rules.text import say
from gapura.engines.rules.values import NUMBERS, Value, YearsMonths, kind_of

MOST_POINTS = 10_000


@dataclass(frozen=True)
class Piece:
    """`sample` lies in it. Without ends it is all there is; a point begins where it ends."""

    sample: Value
    start: Value = None
    end: Value = None
    is_other: bool = False
    """Whatever no condition mentions."""

    @property
    def is_point(self) -> bool:
        return self.start is not None and self.start is self.end


_ANYTHING = Piece("…", is_other=True)
"""No condition tells two values apart; those about null tell this one from null."""


class NoAxis(Exception):
    """These points do not lie on one line; the checker must not judge them."""


def pieces(kind: Type, points: Iterable[Value], *, by_order: bool = False) -> list[Piece]:
    """The pieces in order, null last when the value may be missing."""
    return _pieces(kind, _distinct(points), by_order=by_order) + (
        [Piece(None)] if kind.nullable else []
    )


def _pieces(kind: Type, points: list[Value], *, by_order: bool) -> list[Piece]:
    if kind.words is not None:
        return [_point(word) for word in sorted(kind.words)]
    name = kind_of(points[0]) if kind.is_open and points else kind.kind
    if name == "boolean":
        return [_point(True), _point(False)]
    if not points:
        return [_ANYTHING]
    fitting = [point for point in points if kind_of(point) == name]
    if len(fitting) < len(points) and (kind.is_open or _is_moment(name)):
        raise NoAxis
    if name == "string":
        if by_order:
            raise NoAxis
        return [*map(_point, fitting), Piece(_unmentioned(fitting), is_other=True)]
    if name not in _LINES:
        raise NoAxis
    return _cut(fitting, *_LINES[name]) if fitting else [_ANYTHING]


def _is_moment(name: str) -> bool:
    return name in {"date", "date and time"}


def _distinct(points: Iterable[Value]) -> list[Value]:
    found: dict[tuple[str, Value], Value] = {}
    for point in points:
        found.setdefault((kind_of(point), point), point)
        if len(found) > MOST_POINTS:
            raise NoAxis
    return list(found.values())


def _point(value: Value) -> Piece:
    return Piece(value, value, value)


def _unmentioned(words: list[str]) -> str:
    word = "lainnya"
    while word in words:
        word += "…"
    return word


Between = Callable[[Value, Value], Value]
"""A value strictly between two, None for an open side; None when there is none."""


def _cut(points: list[Value], between: Between, lowest: Value, highest: Value) -> list[Piece]:
    try:
        ordered = sorted(points, key=cmp_to_key(_order))
    except (Fault, TypeError):
        raise NoAxis from None
    unique = [ordered[0]]
    unique += [later for earlier, later in pairwise(ordered) if _order(earlier, later)]
    cut: list[Piece] = []
    for start, end in pairwise([None, *unique, None]):
        inside = _inside(start, end, between, lowest, highest)
        if inside is not None:
            cut.append(Piece(inside, start, end))
        if end is not None:
            cut.append(_point(end))
    return cut


def _order(one: Value, other: Value) -> int:
    found = compare(one, other)
    if found is None:
        raise Fault(say("tidak berurutan", "has no order"))
    return found


def _inside(start: Value, end: Value, between: Between, lowest: Value, highest: Value) -> Value:
    if start is None and lowest is not None:
        return lowest if _order(lowest, end) < 0 else None
    if end is None and highest is not None:
        return highest if _order(start, highest) < 0 else None
    try:
        inside = between(start, end)
        fits = (start is None or _order(start, inside) < 0) and (
            end is None or _order(inside, end) < 0
        )
    except (OverflowError, ArithmeticError):
        return None
    return inside if fits else None


def _number(start: Decimal | None, end: Decimal | None) -> Decimal:
    if start is None or end is None:
        return NUMBERS.subtract(end, Decimal(1)) if end is not None else _above(start)
    whole = start.to_integral_value(rounding="ROUND_FLOOR") + 1
    return whole if whole < end else NUMBERS.divide(NUMBERS.add(start, end), Decimal(2))


def _above(start: Decimal | None) -> Decimal:
    return NUMBERS.add(start or Decimal(0), Decimal(1))


def _stepping(step: timedelta) -> Between:
    def between(start: Value, end: Value) -> Value:
        return end - step if start is None else start + step

    return between


def _one_sided(start: Value, end: Value, step: timedelta) -> Value:
    return _stepping(step)(start, end)


def _moment(start: datetime | None, end: datetime | None) -> Value:
    if start is None or end is None:
        return _one_sided(start, end, timedelta(hours=1))
    return start + (end - start) / 2


def _length(start: timedelta | None, end: timedelta | None) -> Value:
    if start is None or end is None:
        return _one_sided(start, end, timedelta(days=1))
    return start + (end - start) / 2


def _months(start: YearsMonths | None, end: YearsMonths | None) -> YearsMonths:
    if start is None:
        return YearsMonths((end or YearsMonths(0)).total_months - 1)
    return YearsMonths(start.total_months + 1)


def _clock(start: time | None, end: time | None) -> time:
    day = date(2000, 1, 1)
    low, high = (datetime.combine(day, each or time()) for each in (start, end))
    return (low + (high - low) / 2).timetz()


_LINES: dict[str, tuple[Between, Value, Value]] = {
    "number": (_number, None, None),
    "date": (_stepping(timedelta(days=1)), None, None),
    "date and time": (_moment, None, None),
    "days and time duration": (_length, None, None),
    "years and months duration": (_months, None, None),
    "time": (_clock, time(), time.max),
}
