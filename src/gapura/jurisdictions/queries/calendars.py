"""When an office works, and when it would if a planned day became true."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from uuid import UUID

from django.db.models import Q

from gapura.engines.deadlines.calendars import Interval, WorkingCalendar, parse_hours
from gapura.engines.definitions.jurisdiction import WEEKDAYS
from gapura.jurisdictions.models import LOCAL_KINDS, CalendarDay, Jurisdiction, Office


@dataclass(frozen=True)
class PlannedDay:
    """A day that differs from the week, kept or only planned; no office = every office."""

    on: date
    kind: str
    hours: str = ""
    office_id: UUID | None = None


def working_calendar(office: Office) -> WorkingCalendar:
    """Kept in the process until something about this office's time changes."""
    return _kept(office.jurisdiction_id, office.id, office.calendar_version)


def working_calendar_of(jurisdiction: str, office_id: UUID) -> WorkingCalendar:
    versions = Office.objects.of(jurisdiction).values_list("calendar_version", flat=True)
    return _kept(jurisdiction, office_id, versions.get(id=office_id))


def preview_calendar(office: Office, planned: PlannedDay) -> WorkingCalendar:
    """The calendar as it would be: what moves is seen before it moves."""
    others = [day for day in _days_of(office) if not _same_place(day, planned)]
    return _calendar(office, [*others, planned])


def list_calendar_days(
    jurisdiction: str, *, first: date, last: date, office_id: UUID | None = None
) -> list[CalendarDay]:
    """The days of all offices, and of this one, in order."""
    days = CalendarDay.objects.of(jurisdiction).filter(date__range=(first, last))
    days = days.filter(Q(office_id=None) | Q(office_id=office_id)).select_related("office")
    return list(days.order_by("date", "kind", "id"))


@lru_cache(maxsize=4096)
def _kept(jurisdiction: str, office_id: UUID, version: UUID) -> WorkingCalendar:
    """`version` is random and new with every change: an old calendar is never asked for again."""
    office = Office.objects.of(jurisdiction).get(id=office_id)
    return _calendar(office, _days_of(office))


def _days_of(office: Office) -> list[PlannedDay]:
    rows = CalendarDay.objects.of(office.jurisdiction_id).filter(
        Q(office_id=None) | Q(office_id=office.id)
    )
    return [
        PlannedDay(on=row.date, kind=row.kind, hours=row.hours, office_id=row.office_id)
        for row in rows.order_by("date", "id")
    ]


def _calendar(office: Office, days: Iterable[PlannedDay]) -> WorkingCalendar:
    city = Jurisdiction.objects.get(id=office.jurisdiction_id)  # not the kept one: never stale
    rules = city.settings["calendar"]
    days = list(days)
    return WorkingCalendar(
        timezone=city.timezone,
        weekly=_weekly(office.hours or rules["weekly"]),
        days_off=frozenset(_days_off(office, days, joint_leave_off=rules["joint_leave_off"])),
        special={  # what the office itself decided stands above what holds for all
            day.on: parse_hours(day.hours) if day.hours else ()
            for day in sorted(days, key=lambda day: day.office_id is not None)
            if day.kind in LOCAL_KINDS
        },
    )


def _days_off(
    office: Office, days: Iterable[PlannedDay], *, joint_leave_off: bool
) -> Iterable[date]:
    observes = {
        "holiday": not office.works_on_holidays,
        "joint_leave": joint_leave_off
        if office.joint_leave_off is None
        else office.joint_leave_off,
    }
    return (day.on for day in days if observes.get(day.kind, False))


def _weekly(hours: dict[str, str]) -> dict[int, tuple[Interval, ...]]:
    return {WEEKDAYS.index(day): parse_hours(text) for day, text in _by_weekday(hours)}


def _by_weekday(hours: dict[str, str]) -> list[tuple[str, str]]:
    return [(day, hours[day]) for day in WEEKDAYS if hours.get(day)]


def _same_place(day: PlannedDay, planned: PlannedDay) -> bool:
    both_local = (day.kind in LOCAL_KINDS) == (planned.kind in LOCAL_KINDS)
    return both_local and (day.on, day.office_id) == (planned.on, planned.office_id)
