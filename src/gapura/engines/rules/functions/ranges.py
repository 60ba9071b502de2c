"""How points and ranges lie to each other (DMN 1.5, table 78), and `is`."""

from gapura.engines.rules.comparing import compare, is_in_range
from gapura.engines.rules.functions.registry import feel
from gapura.engines.rules.problems import Fault
from gapura.engines.rules.text import say
from gapura.engines.rules.values import Range, Value, kind_of

_POINTS = "number|string|date|time|date and time|days and time duration|years and months duration"
_EITHER = f"range|{_POINTS}"


def _span(value: Value) -> Range:
    """A point is the range from itself to itself."""
    return value if isinstance(value, Range) else Range(value, value)


def _order(left: Value, right: Value) -> int:
    order = compare(left, right)
    if order is None:
        raise Fault(say("yang kosong tidak dapat dibandingkan", "what is empty cannot be compared"))
    return order


def _starts_order(left: Range, right: Range) -> int:
    """Which starts first: without a start before all, an open start a little after a closed one."""
    if left.start is None or right.start is None:
        return int(left.start is not None) - int(right.start is not None)
    order = _order(left.start, right.start)
    return order or int(right.start_included) - int(left.start_included)


def _ends_order(left: Range, right: Range) -> int:
    if left.end is None or right.end is None:
        return int(left.end is None) - int(right.end is None)
    order = _order(left.end, right.end)
    return order or int(left.end_included) - int(right.end_included)


@feel(f"before(a: {_EITHER}, b: {_EITHER})")
def before(left: Value, right: Value) -> bool:
    one, other = _span(left), _span(right)
    if one.end is None or other.start is None:
        return False
    order = _order(one.end, other.start)
    return order < 0 or (order == 0 and not (one.end_included and other.start_included))


@feel(f"after(a: {_EITHER}, b: {_EITHER})")
def after(left: Value, right: Value) -> bool:
    return before(right, left)


@feel("meets(a: range, b: range)")
def meets(left: Range, right: Range) -> bool:
    return left.end_included and right.start_included and _order(left.end, right.start) == 0


@feel("met by(a: range, b: range)")
def met_by(left: Range, right: Range) -> bool:
    return meets(right, left)


@feel("overlaps(a: range, b: range)")
def overlaps(left: Range, right: Range) -> bool:
    return not before(left, right) and not before(right, left)


@feel("overlaps before(a: range, b: range)")
def overlaps_before(left: Range, right: Range) -> bool:
    return (
        _starts_order(left, right) < 0 and not before(left, right) and _ends_order(left, right) <= 0
    )


@feel("overlaps after(a: range, b: range)")
def overlaps_after(left: Range, right: Range) -> bool:
    return overlaps_before(right, left)


@feel(f"finishes(a: {_EITHER}, b: range)")
def finishes(left: Value, right: Range) -> bool:
    one = _span(left)
    return _ends_order(one, right) == 0 and _starts_order(one, right) >= 0


@feel(f"finished by(a: range, b: {_EITHER})")
def finished_by(left: Range, right: Value) -> bool:
    return finishes(right, left)


@feel(f"includes(a: range, b: {_EITHER})")
def includes(left: Range, right: Value) -> bool | None:
    if not isinstance(right, Range):
        return is_in_range(right, left)
    return _starts_order(left, right) <= 0 and _ends_order(left, right) >= 0


@feel(f"during(a: {_EITHER}, b: range)")
def during(left: Value, right: Range) -> bool | None:
    return includes(right, left)


@feel(f"starts(a: {_EITHER}, b: range)")
def starts(left: Value, right: Range) -> bool:
    one = _span(left)
    return _starts_order(one, right) == 0 and _ends_order(one, right) <= 0


@feel(f"started by(a: range, b: {_EITHER})")
def started_by(left: Range, right: Value) -> bool:
    return starts(right, left)


@feel(f"coincides(a: {_EITHER}, b: {_EITHER})")
def coincides(left: Value, right: Value) -> bool:
    one, other = _span(left), _span(right)
    return _starts_order(one, other) == 0 and _ends_order(one, other) == 0


@feel("is(value1: any?, value2: any?)")
def identical(left: Value = None, right: Value = None) -> bool:
    """The same kind and the same value, zone included; different kinds are not the same."""
    if kind_of(left) != kind_of(right):
        return False
    if hasattr(left, "tzinfo"):
        return (
            bool(left == right)
            and left.utcoffset() == right.utcoffset()
            and left.tzinfo == right.tzinfo
        )
    return bool(left == right)
