"""The working calendar of a city or one of its offices, as its definition says."""

from collections.abc import Iterable, Mapping
from datetime import date, time

import holidays

from gapura.engines.deadlines.calendars import Interval, WorkingCalendar
from gapura.engines.definitions.jurisdiction import WEEKDAYS, JurisdictionDefinition, Weekday


def working_calendar(
    definition: JurisdictionDefinition,
    *,
    years: Iterable[int],
    hours: Mapping[Weekday, str] | None = None,
) -> WorkingCalendar:
    """National holidays and joint leave of `years`; `hours` are those of one office."""
    calendar = definition.calendar
    weekly = hours or calendar.weekly
    days_off = national_days_off(years, joint_leave=calendar.joint_leave_off)
    return WorkingCalendar(
        timezone=definition.timezone,
        weekly={WEEKDAYS.index(day): read_hours(text) for day, text in weekly.items()},
        days_off=days_off | {day.on for day in calendar.overrides if day.hours is None},
        special={day.on: read_hours(day.hours) for day in calendar.overrides if day.hours},
    )


def national_days_off(years: Iterable[int], *, joint_leave: bool) -> frozenset[date]:
    years = tuple(years)
    if not years:
        return frozenset()
    categories = ("public", "government") if joint_leave else ("public",)
    return frozenset(
        holidays.country_holidays(
            "ID", years=years, language="id", categories=categories, islamic_show_estimated=False
        )
    )


def read_hours(text: str) -> tuple[Interval, ...]:
    """`08:00-12:00,13:00-16:00`; 24:00 is midnight at the end of the day."""
    spans = [span.split("-") for span in text.split(",")]
    return tuple((_time(opens), _time(closes)) for opens, closes in spans)


def _time(text: str) -> time:
    hour, minute = text.split(":")
    return time(int(hour) % 24, int(minute))
