"""Every read of cities, areas, offices and working days."""

from gapura.jurisdictions.models import Office
from gapura.jurisdictions.queries.areas import (
    AreaHit,
    get_area,
    get_area_path,
    list_areas,
    search_areas,
)
from gapura.jurisdictions.queries.calendars import (
    PlannedDay,
    list_calendar_days,
    preview_calendar,
    working_calendar,
    working_calendar_of,
)
from gapura.jurisdictions.queries.cities import (
    City,
    find_jurisdiction,
    forget,
    get_jurisdiction,
    list_ids,
    list_jurisdictions,
)
from gapura.jurisdictions.queries.offices import (
    OfficePage,
    all_office_ids,
    get_office,
    get_office_by_id,
    list_agencies,
    list_office_kinds,
    list_offices,
    list_offices_serving,
    office_for,
    office_ids_above,
    office_ids_beneath,
)

__all__ = [
    "AreaHit",
    "City",
    "Office",
    "OfficePage",
    "PlannedDay",
    "all_office_ids",
    "find_jurisdiction",
    "forget",
    "get_area",
    "get_area_path",
    "get_jurisdiction",
    "get_office",
    "get_office_by_id",
    "list_agencies",
    "list_areas",
    "list_calendar_days",
    "list_ids",
    "list_jurisdictions",
    "list_office_kinds",
    "list_offices",
    "list_offices_serving",
    "office_for",
    "office_ids_above",
    "office_ids_beneath",
    "preview_calendar",
    "search_areas",
    "working_calendar",
    "working_calendar_of",
]
