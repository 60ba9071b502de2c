"""Closed days ahead, from the city's own calendar."""

from django.utils import timezone

from gapura.channels.portal.opening import OtherDay, other_days
from gapura.jurisdictions import queries as jurisdictions
from gapura.jurisdictions.queries import City

MOST = 3


def closed_days(city: City) -> tuple[OtherDay, ...]:
    """Working days on which the city's first office is closed; at most three statements."""
    page = jurisdictions.list_offices(city.id, area=city.area_codes[0], limit=1)
    if not page.offices:
        return ()
    office = page.offices[0]
    days = other_days(office, jurisdictions.working_calendar(office), timezone.localdate())
    return tuple(day for day in days if not day.hours)[:MOST]
