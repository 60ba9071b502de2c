"""What may follow a dot: members of contexts, and the properties FEEL gives dates, durations and ranges."""

from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal

from gapura.engines.rules.dates import seconds_of, zone_name
from gapura.engines.rules.problems import Fault, shown
from gapura.engines.rules.text import say
from gapura.engines.rules.values import Value, describe, kind_of

_Property = Callable[[Value], Value]


def member_of(value: Value, member: str) -> Value:
    """The member of a context, of each context of a list, or a property of a value."""
    if value is None:
        return None
    if isinstance(value, list):
        return [_member_or_null(entry, member) for entry in value]
    if isinstance(value, dict):
        if member in value:
            return value[member]
        raise Fault(say(f"isian {shown(member)} tidak ada", f"there is no entry {shown(member)}"))
    read = _PROPERTIES.get(kind_of(value), {}).get(member)
    if read is None:
        kind, name = describe(value), shown(member)
        raise Fault(say(f"{kind['id']} tidak mempunyai {name}", f"{kind['en']} has no {name}"))
    return read(value)


def _member_or_null(value: Value, member: str) -> Value:
    try:
        return member_of(value, member)
    except Fault:
        return None


def _number_of(attribute: str) -> _Property:
    return lambda value: Decimal(getattr(value, attribute))


def _part_of_days(unit: timedelta, limit: int | None = None) -> _Property:
    """Whole units of a duration beyond the next larger unit; the sign stays with each."""

    def read(value: Value) -> Value:
        units = abs(value) // unit
        units = units % limit if limit else units
        return Decimal(-units if value < timedelta() else units)

    return read


def _seconds(value: Value) -> Value:
    seconds = seconds_of(abs(value)) % 60
    return -seconds if value < timedelta() else seconds


def _offset(value: Value) -> Value:
    return value.utcoffset()


_DAY: dict[str, _Property] = {
    "year": _number_of("year"),
    "month": _number_of("month"),
    "day": _number_of("day"),
    "weekday": lambda value: Decimal(value.isoweekday()),
}
_CLOCK: dict[str, _Property] = {
    "hour": _number_of("hour"),
    "minute": _number_of("minute"),
    "second": lambda value: Decimal(value.second) + Decimal(value.microsecond) / 1_000_000,
    "time offset": _offset,
    "timezone": lambda value: zone_name(value.tzinfo),
}
_PROPERTIES: dict[str, dict[str, _Property]] = {
    "date": _DAY,
    "time": _CLOCK,
    "date and time": _DAY | _CLOCK,
    "years and months duration": {"years": _number_of("years"), "months": _number_of("months")},
    "days and time duration": {
        "days": _part_of_days(timedelta(days=1)),
        "hours": _part_of_days(timedelta(hours=1), 24),
        "minutes": _part_of_days(timedelta(minutes=1), 60),
        "seconds": _seconds,
    },
    "range": {
        "start": lambda value: value.start,
        "end": lambda value: value.end,
        "start included": lambda value: value.start_included,
        "end included": lambda value: value.end_included,
    },
}
PROPERTY_NAMES = frozenset(name for members in _PROPERTIES.values() for name in members)
