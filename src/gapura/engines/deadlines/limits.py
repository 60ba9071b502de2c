"""Time limits of the law and of an SOP: reading them, saying them, and when they end."""

import calendar as gregorian
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Literal

from gapura.engines.deadlines.calendars import DAY, WorkingCalendar, as_utc
from gapura.engines.deadlines.errors import LimitError
from gapura.engines.deadlines.spans import (
    Span,
    add_plain_time,
    add_working_time,
    covers,
    merged,
    open_time,
)
from gapura.engines.deadlines.spans import next_working_day as _next_working_day
from gapura.engines.rules.text import Text, say

__all__ = ["Limit", "LimitError", "describe", "due_at", "parse_limit", "working_time_between"]

Unit = Literal["working_days", "working_time", "calendar_days", "clock_hours", "months"]

_LARGEST: dict[Unit, int] = {
    "working_days": 2_600,  # ten years, as for the others
    "working_time": 20_000 * 3600,
    "calendar_days": 3_660,
    "clock_hours": 3_660 * 24,
    "months": 1_200,
}

_NOUNS: dict[Unit, tuple[str, str]] = {
    "working_days": ("hari kerja", "working day"),
    "calendar_days": ("hari kalender", "calendar day"),
    "clock_hours": ("jam", "hour"),
    "months": ("bulan", "month"),
}

_FORMS = re.compile(
    r"P(?:(?P<working_days>\d+)WD"
    r"|T(?:(?P<hours>\d+)H)?(?:(?P<minutes>\d+)M)?"
    r"|(?P<days>\d+)D"
    r"|(?P<times>\d+)X(?P<each>\d+)H"
    r"|(?:(?P<years>\d+)Y)?(?:(?P<months>\d+)M)?)",
    re.ASCII,
)


@dataclass(frozen=True)
class Limit:
    """`amount` counts days, months or (clock_hours) hours; for working_time it counts seconds."""

    unit: Unit
    amount: int


def parse_limit(text: str) -> Limit:
    """Read P5WD, PT4H30M (working time), P10D (calendar), P3X24H (clock hours), P1M, P1Y."""
    match = _FORMS.fullmatch(text.strip())
    limit = (
        _read({key: int(digits) for key, digits in match.groupdict("0").items()}) if match else None
    )
    if limit is None or limit.amount == 0:
        raise LimitError(
            say(
                f"Batas waktu “{text}” tidak terbaca. Tulis misalnya P5WD (5 hari kerja), PT4H "
                "(4 jam kerja), P10D (10 hari kalender), P3X24H (3×24 jam), P1M atau P1Y.",
                f"The time limit “{text}” cannot be read. Write for instance P5WD (5 working "
                "days), PT4H (4 working hours), P10D (10 calendar days), P3X24H (3×24 hours), "
                "P1M or P1Y.",
            )
        )
    if limit.amount > _LARGEST[limit.unit]:
        raise LimitError(
            say(
                f"Batas waktu “{text}” terlalu panjang. Tulis batas yang lebih pendek, "
                "misalnya P5WD.",
                f"The time limit “{text}” is too long. Write a shorter one, such as P5WD.",
            )
        )
    return limit


def _read(found: dict[str, int]) -> Limit | None:
    """The one unit that was written; all-zero text such as "P0D" or "PT" is no limit."""
    candidates = (
        Limit("working_days", found["working_days"]),
        Limit("working_time", found["hours"] * 3600 + found["minutes"] * 60),
        Limit("calendar_days", found["days"]),
        Limit("clock_hours", found["times"] * found["each"]),
        Limit("months", found["years"] * 12 + found["months"]),
    )
    return next((limit for limit in candidates if limit.amount), None)


def describe(limit: Limit) -> Text:
    """The limit in words, "5 hari kerja" / "5 working days"."""
    amount = limit.amount
    if limit.unit == "working_time":
        return _describe_working_time(amount)
    if limit.unit == "clock_hours" and amount % 24 == 0:
        return say(f"{amount // 24}×24 jam", f"{amount // 24}×24 hours")
    if limit.unit == "months" and amount % 12 == 0:
        return say(f"{amount // 12} tahun", _plural(amount // 12, "year"))
    indonesian, english = _NOUNS[limit.unit]
    return say(f"{amount} {indonesian}", _plural(amount, english))


def _describe_working_time(seconds: int) -> Text:
    hours, minutes = seconds // 3600, -(-(seconds % 3600) // 60)
    if not minutes:
        return say(f"{hours} jam kerja", _plural(hours, "working hour"))
    if not hours:
        return say(f"{minutes} menit kerja", _plural(minutes, "working minute"))
    return say(
        f"{hours} jam {minutes} menit kerja",
        f"{_plural(hours, 'hour')} {_plural(minutes, 'minute')} of working time",
    )


def _plural(amount: int, noun: str) -> str:
    return f"{amount} {noun}" if amount == 1 else f"{amount} {noun}s"


def due_at(
    limit: Limit, start: datetime, calendar: WorkingCalendar, *, stopped: Sequence[Span] = ()
) -> datetime:
    """The legal moment at which the limit ends, in UTC.

    Limits of days and months count from the following day and end at 24:00 local time of the last
    day, whatever hour the office closes. Time in `stopped` does not count: for limits of days, a
    day is left out when the clock stood still as that day began.
    """
    start, stopped = as_utc(start), merged(stopped)
    if limit.unit == "clock_hours":
        return add_plain_time(start, timedelta(hours=limit.amount), stopped)
    if limit.unit == "working_time":
        return add_working_time(start, timedelta(seconds=limit.amount), calendar, stopped)
    if limit.unit == "working_days":
        last = _last_working_day(limit.amount, calendar.local_day(start), calendar, stopped)
    else:
        last = _last_calendar_day(limit, calendar.local_day(start), calendar, stopped)
    return calendar.moment(last + DAY)


def _last_working_day(
    amount: int, day: date, calendar: WorkingCalendar, stopped: Sequence[Span]
) -> date:
    counted = 0
    while counted < amount:
        day = _next_working_day(day, calendar)
        if not covers(stopped, calendar.moment(day)):
            counted += 1
    return day


def _last_calendar_day(
    limit: Limit, day: date, calendar: WorkingCalendar, stopped: Sequence[Span]
) -> date:
    end = day + limit.amount * DAY if limit.unit == "calendar_days" else _later(day, limit.amount)
    if not stopped:
        return end
    left = (end - day).days
    while left:
        day += DAY
        if not covers(stopped, calendar.moment(day)):
            left -= 1
    return day


def _later(day: date, months: int) -> date:
    """The same day of a later month, or that month's last day: 31 January + 1 month."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, gregorian.monthrange(year, month + 1)[1]))


def working_time_between(a: datetime, b: datetime, calendar: WorkingCalendar) -> timedelta:
    """How long the office is open between two moments; negative when `b` is before `a`."""
    if b < a:
        return -open_time(b, a, calendar)
    return open_time(a, b, calendar)
