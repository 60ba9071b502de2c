"""Every change of a city, its areas, its offices and its working days."""

from gapura.jurisdictions.commands.areas import AREAS, AREAS_SOURCE, load_areas
from gapura.jurisdictions.commands.calendars import remove_calendar_day, set_calendar_day
from gapura.jurisdictions.commands.holidays import HolidaysSeeded, seed_holidays
from gapura.jurisdictions.commands.loading import load_jurisdiction
from gapura.jurisdictions.commands.offices import add_office, change_office

__all__ = [
    "AREAS",
    "AREAS_SOURCE",
    "HolidaysSeeded",
    "add_office",
    "change_office",
    "load_areas",
    "load_jurisdiction",
    "remove_calendar_day",
    "seed_holidays",
    "set_calendar_day",
]
