"""Sameness, order and three-valued logic: null means “not known”, not “no”."""

from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

from gapura.engines.rules.far import combined
from gapura.engines.rules.problems import Fault
from gapura.engines.rules.text import say
from gapura.engines.rules.values import Range, Value, YearsMonths, describe, kind_of

_ORDERED = (Decimal, str, timedelta)
PLAIN = frozenset({Decimal, str, timedelta, date})
"""Types whose values Python compares just as FEEL does, when both sides are of one."""
_SOME_DAY = date(1970, 1, 1)


def equal(left: Value, right: Value) -> bool | None:
    """True or false when both are of one kind or one is null; null for different kinds."""
    if left is None or right is None:
        return left is right
    if type(left) is type(right) and type(left) in PLAIN:
        return bool(left == right)
    if _both(left, right, date):
        return _same_moment(left, right)
    if kind_of(left) != kind_of(right):
        raise _unlike(left, right)
    same = _SAMENESS.get(type(left))
    return same(left, right) if same else bool(left == right)


def compare(left: Value, right: Value) -> int | None:
    """-1, 0 or 1; null when one is null; a fault for kinds that have no common order."""
    if left is None or right is None:
        return None
    low, high = _sortable(left, right)
    return int(low > high) - int(low < high)


def may_compare(left: Value, right: Value) -> bool:
    try:
        return compare(left, right) is not None
    except Fault:
        return False


def is_in_range(value: Value, span: Range) -> bool | None:
    """Whether the value lies between the ends of a range."""
    return all_true(
        (
            True if span.start is None else _above(value, span.start, span.start_included),
            True if span.end is None else _above(span.end, value, span.end_included),
        )
    )


def matches(value: Value, target: Value) -> bool | None:
    """`value in target`: inside a range, one of a list, or the same."""
    if isinstance(target, Range) and not isinstance(value, Range):
        return is_in_range(value, target)
    if isinstance(target, list):
        if isinstance(value, list) and equal(value, target):
            return True
        return any_true(_matches_entry(value, entry) for entry in target)
    return equal(value, target)


def all_true(answers: Iterable[Any]) -> bool | None:
    """`and`: false wins over unknown; what is neither true nor false counts as unknown."""
    result: bool | None = True
    for answer in answers:
        if answer is False:
            return False
        if answer is not True:
            result = None
    return result


def any_true(answers: Iterable[Any]) -> bool | None:
    """`or`: true wins over unknown."""
    result: bool | None = False
    for answer in answers:
        if answer is True:
            return True
        if answer is not False:
            result = None
    return result


def _matches_entry(value: Value, entry: Value) -> bool | None:
    """An entry of another kind is simply not the value."""
    try:
        return matches(value, entry) if isinstance(entry, Range) else equal(value, entry)
    except Fault:
        return False


def _above(value: Value, bound: Value, included: bool) -> bool | None:  # noqa: FBT001 - data of a range
    order = compare(value, bound)
    if order is None:
        return None
    return order >= 0 if included else order > 0


def _sortable(left: Value, right: Value) -> tuple[Any, Any]:
    if _both(left, right, date):
        if kind_of(left) == kind_of(right) == "date":
            return left, right
        moments = as_moment(left), as_moment(right)
        if _zoned(moments[0]) == _zoned(moments[1]):
            return moments
    elif kind_of(left) == kind_of(right):
        if isinstance(left, _ORDERED) and not isinstance(left, bool):
            return left, right
        if isinstance(left, YearsMonths):
            return left.total_months, right.total_months
        if isinstance(left, time) and (left.tzinfo is None) == (right.tzinfo is None):
            return _clock(left)[0], _clock(right)[0]
    raise _unlike(left, right)


def as_moment(day: date) -> datetime:
    """A date is its midnight in UTC, as DMN has it."""
    return day if isinstance(day, datetime) else combined(day, time(tzinfo=UTC))


def _same_moment(left: date, right: date) -> bool:
    if kind_of(left) == kind_of(right) == "date":
        return left == right
    one, other = as_moment(left), as_moment(right)
    return _zoned(one) == _zoned(other) and one == other


def _zoned(moment: date) -> bool:
    return isinstance(moment, datetime) and moment.tzinfo is not None


def _clock(moment: time) -> tuple[int, bool]:
    """Microseconds since midnight in UTC, and whether there is a zone at all."""
    micros = (moment.hour * 3600 + moment.minute * 60 + moment.second) * 1_000_000
    micros += moment.microsecond
    if moment.tzinfo is None:
        return micros, False
    # A zone like Europe/Paris has an offset on a day only; any fixed day keeps the order stable.
    offset = datetime.combine(_SOME_DAY, moment).utcoffset() or timedelta()
    return micros - offset // timedelta(microseconds=1), True


def _same_lists(left: list[Value], right: list[Value]) -> bool | None:
    if len(left) != len(right):
        return False
    return all_true(equal(one, other) for one, other in zip(left, right, strict=True))


def _same_ranges(left: Range, right: Range) -> bool | None:
    if _shape(left) != _shape(right):
        return False
    return _same_lists([left.start, left.end], [right.start, right.end])


def _shape(span: Range) -> tuple[bool, bool, str]:
    return span.start_included, span.end_included, span.sign


def _same_contexts(left: dict[str, Value], right: dict[str, Value]) -> bool | None:
    if left.keys() != right.keys():
        return False
    return _same_lists(list(left.values()), [right[key] for key in left])


def _same_clocks(left: time, right: time) -> bool:
    return _clock(left) == _clock(right)


_SAMENESS: dict[type, Callable[[Any, Any], bool | None]] = {
    list: _same_lists,
    dict: _same_contexts,
    time: _same_clocks,
    Range: _same_ranges,
}


def _both(left: Value, right: Value, kind: type) -> bool:
    return isinstance(left, kind) and isinstance(right, kind)


def _unlike(left: Value, right: Value) -> Fault:
    one, other = describe(left), describe(right)
    return Fault(
        say(
            f"{one['id']} tidak dapat dibandingkan dengan {other['id']}",
            f"{one['en']} cannot be compared with {other['en']}",
        )
    )
