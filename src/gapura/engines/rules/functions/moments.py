"""Making dates, times and durations. Today and now come from the caller, never from a clock."""

from datetime import date, datetime, time, timedelta, timezone
from decimal import Decimal

from gapura.engines.rules import dates
from gapura.engines.rules.far import combined
from gapura.engines.rules.functions.registry import feel, feel_in_scope
from gapura.engines.rules.problems import Fault
from gapura.engines.rules.scope import Scope
from gapura.engines.rules.text import say
from gapura.engines.rules.values import Value, YearsMonths, whole_number


@feel_in_scope("today()")
def today(scope: Scope) -> date:
    return scope.run.today


@feel_in_scope("now()")
def now(scope: Scope) -> datetime:
    if scope.run.now is None:
        raise Fault(
            say(
                "jam sekarang tidak diberikan kepada aturan ini", "this rule was not given the time"
            )
        )
    return scope.run.now


@feel("date(from: string)")
def date_from_text(text: str) -> date:
    return dates.read_date(text)


@feel("date(from: date|date and time)")
def date_from_moment(moment: date) -> date:
    return moment.date() if isinstance(moment, datetime) else moment


@feel("date(year: number, month: number, day: number)")
def date_from_parts(year: Decimal, month: Decimal, day: Decimal) -> date:
    return dates.make_date(whole_number(year), whole_number(month), whole_number(day))


@feel("time(from: string)")
def time_from_text(text: str) -> time:
    return dates.read_time(text)


@feel("time(from: time|date|date and time)")
def time_from_moment(moment: time | date) -> time:
    if isinstance(moment, datetime):
        return moment.timetz()
    return moment if isinstance(moment, time) else time(tzinfo=dates.read_zone("Z"))


@feel("time(hour: number, minute: number, second: number, offset: any?)")
def time_from_parts(hour: Decimal, minute: Decimal, second: Decimal, offset: Value = None) -> time:
    if offset is not None and not isinstance(offset, timedelta):
        raise Fault(say("offset harus lama waktu", "offset must be a duration"))
    whole = whole_number(second)
    micro = int((second - whole) * 1_000_000)
    zone = None if offset is None else timezone(offset)
    return time(whole_number(hour), whole_number(minute), whole, micro, tzinfo=zone)


@feel("date and time(from: string)")
def moment_from_text(text: str) -> datetime:
    return dates.read_datetime(text)


@feel("date and time(from: date and time)")
def moment_from_moment(moment: datetime) -> datetime:
    return moment


@feel("date and time(date: date|date and time, time: time)")
def moment_from_parts(day: date, clock: time) -> datetime:
    return combined(date_from_moment(day), clock)


@feel("date and time(date and time: date and time, timezone: string)")
def moment_in_zone(moment: datetime, zone: str) -> datetime:
    wanted = dates.read_zone(zone if zone == "Z" or zone[:1] in "+-" else f"@{zone}")
    return moment.astimezone(wanted) if moment.tzinfo else moment.replace(tzinfo=wanted)


@feel("duration(from: string)")
def duration_from_text(text: str) -> timedelta | YearsMonths:
    return dates.read_duration(text)


@feel("duration(from: days and time duration|years and months duration)")
def duration_as_is(length: timedelta | YearsMonths) -> timedelta | YearsMonths:
    return length


@feel("years and months duration(from: date|date and time, to: date|date and time)")
def years_and_months_duration(start: date, end: date) -> YearsMonths:
    """Whole months between two days: the age of a person at a date."""
    return YearsMonths(dates.months_between(date_from_moment(start), date_from_moment(end)))
