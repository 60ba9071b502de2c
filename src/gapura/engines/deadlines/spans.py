"""Stretches of time: which are open, which stand still, and walking along what is left."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta

from gapura.engines.deadlines.calendars import DAY, LONGEST_CLOSURE, WorkingCalendar, as_utc
from gapura.engines.deadlines.errors import LimitError
from gapura.engines.rules.text import say

Span = tuple[datetime, datetime]
ZERO = timedelta(0)


def merged(spans: Sequence[Span]) -> tuple[Span, ...]:
    """In order, in UTC, without overlaps and without the empty ones."""
    result: list[Span] = []
    for begins, ends in sorted((as_utc(begins), as_utc(ends)) for begins, ends in spans):
        if ends <= begins:
            continue
        if result and begins <= result[-1][1]:
            result[-1] = (result[-1][0], max(result[-1][1], ends))
        else:
            result.append((begins, ends))
    return tuple(result)


def covers(spans: Sequence[Span], moment: datetime) -> bool:
    return any(begins <= moment < ends for begins, ends in spans)


def without(span: Span, stopped: Sequence[Span]) -> Iterator[Span]:
    """The parts of `span` outside `stopped`, which is merged."""
    begins, ends = span
    for stop, go in stopped:
        if go <= begins:
            continue
        if stop >= ends:
            break
        if begins < stop:
            yield begins, stop
        begins = go
    if begins < ends:
        yield begins, ends


def open_time(
    a: datetime, b: datetime, calendar: WorkingCalendar, stopped: Sequence[Span] = ()
) -> timedelta:
    """Office time in [a, b) outside `stopped`; zero when b is not after a."""
    a, b = as_utc(a), as_utc(b)
    day, last, total = calendar.local_day(a), calendar.local_day(b), ZERO
    while day <= last:
        for opens, closes in calendar.spans_on(day):
            for begins, ends in without((max(opens, a), min(closes, b)), stopped):
                total += ends - begins
        day += DAY
    return total


def plain_time(a: datetime, b: datetime, stopped: Sequence[Span] = ()) -> timedelta:
    """Time in [a, b) outside `stopped`."""
    parts = without((as_utc(a), as_utc(b)), stopped)
    return sum((ends - begins for begins, ends in parts), ZERO)


def add_working_time(
    start: datetime, amount: timedelta, calendar: WorkingCalendar, stopped: Sequence[Span]
) -> datetime:
    """The first moment by which `amount` of office time outside `stopped` has passed."""
    if amount <= ZERO:
        return start
    day = calendar.local_day(start) - DAY
    while True:
        day = next_working_day(day, calendar)
        for opens, closes in calendar.spans_on(day):
            for begins, ends in without((max(opens, start), closes), stopped):
                if amount <= ends - begins:
                    return begins + amount
                amount -= ends - begins


def add_plain_time(start: datetime, amount: timedelta, stopped: Sequence[Span]) -> datetime:
    """The first moment by which `amount` of time outside `stopped` has passed."""
    if amount <= ZERO:
        return start
    for stop, go in stopped:
        if go <= start:
            continue
        if start + amount <= stop:
            break
        amount -= max(stop - start, ZERO)
        start = go
    return start + amount


def next_working_day(day: date, calendar: WorkingCalendar) -> date:
    """The first working day after `day`; refuses a calendar that never opens instead of spinning."""
    for offset in range(1, LONGEST_CLOSURE.days + 1):
        if calendar.is_working_day(day + offset * DAY):
            return day + offset * DAY
    raise LimitError(
        say(
            f"Kalender kerja tidak punya hari kerja dalam {LONGEST_CLOSURE.days} hari setelah "
            f"{day.isoformat()}, jadi batas waktu tidak dapat dihitung. Isi jam buka kantor ini.",
            f"The working calendar has no working day within {LONGEST_CLOSURE.days} days after "
            f"{day.isoformat()}, so no deadline can be computed. Fill in this office's hours.",
        )
    )
