"""Opening hours as people read them: now, through the week, and on the days that differ."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import groupby
from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.dates import WEEKDAYS
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from gapura.channels.portal.personal import language
from gapura.engines.deadlines.calendars import Interval, WorkingCalendar
from gapura.jurisdictions import queries as jurisdictions

if TYPE_CHECKING:
    from gapura.jurisdictions.models import Office

AHEAD = timedelta(days=35)
SOON = timedelta(days=7)


@dataclass(frozen=True)
class OtherDay:
    """A day on which the week's hours do not hold."""

    on: date
    hours: str  # "" = closed
    why: str


@dataclass(frozen=True)
class Opening:
    is_open: bool
    sentence: str  # until when, or from when
    week: tuple[tuple[str, str], ...]  # ("Senin–Kamis", "07.30–16.00")
    other_days: tuple[OtherDay, ...]


def opening_of(office: "Office", now: datetime | None = None) -> Opening:
    """One statement when the office's calendar is known to this process already."""
    now = now or timezone.now()
    calendar = jurisdictions.working_calendar(office)
    return Opening(
        is_open=calendar.is_open_at(now),
        sentence=_sentence(calendar, now),
        week=tuple(_week(calendar)),
        other_days=other_days(office, calendar, calendar.local_day(now)),
    )


def other_days(office: "Office", calendar: WorkingCalendar, today: date) -> tuple[OtherDay, ...]:
    """The days ahead that are not as their weekday is, for this office."""
    rows = jurisdictions.list_calendar_days(
        office.jurisdiction_id, first=today, last=today + AHEAD, office_id=office.id
    )
    named = {row.date: row.name(language()) for row in rows}
    return tuple(
        OtherDay(day, _hours(calendar.hours_on(day)), why)
        for day, why in named.items()
        if calendar.hours_on(day) != calendar.weekly.get(day.weekday(), ())
    )


def _sentence(calendar: WorkingCalendar, now: datetime) -> str:
    today = calendar.local_day(now)
    if calendar.is_open_at(now):
        closes = next(end for start, end in calendar.spans_on(today) if start <= now < end)
        return _("Tutup pukul %(time)s.") % {"time": _clock(closes.astimezone(calendar.zone))}
    opens = calendar.next_opening(now)
    if opens is None:
        return _("Belum ada hari buka yang tercatat. Telepon dulu sebelum datang.")
    local = opens.astimezone(calendar.zone)
    if local.date() == today:
        return _("Buka lagi hari ini pukul %(time)s.") % {"time": _clock(local)}
    form = "l" if local.date() - today < SOON else "l, j F"
    return _("Buka lagi %(day)s pukul %(time)s.") % {
        "day": date_format(local.date(), form),
        "time": _clock(local),
    }


def _week(calendar: WorkingCalendar) -> Iterable[tuple[str, str]]:
    """Days that follow each other with the same hours are one line."""
    days = ((day, calendar.weekly.get(day, ())) for day in range(7))
    for hours, group in groupby(days, key=lambda pair: pair[1]):
        span = [day for day, _hours_of_day in group]
        names = [str(WEEKDAYS[day]) for day in (span[0], span[-1])]
        label = names[0] if len(span) == 1 else f"{names[0]}–{names[1]}"
        yield label, _hours(hours) or _("Tutup")


def _hours(hours: Iterable[Interval]) -> str:
    return ", ".join(f"{opens:%H.%M}–{_closing(closes)}" for opens, closes in hours)


def _closing(closes: object) -> str:
    text = f"{closes:%H.%M}"
    return "24.00" if text == "00.00" else text


def _clock(local: datetime) -> str:
    return date_format(local, "H.i")
