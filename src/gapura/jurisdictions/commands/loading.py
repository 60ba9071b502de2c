"""Bring a city's rows in line with its jurisdiction.yaml; run by the owner, as often as one likes.

What people changed at the desk (address, phone, hours, their own offices and days) stays.
"""

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from gapura.engines.definitions.jurisdiction import JurisdictionDefinition
from gapura.jurisdictions import queries
from gapura.jurisdictions.commands.freshness import announce_calendar_change
from gapura.jurisdictions.commands.planning import PlannedOffice, plan_offices
from gapura.jurisdictions.models import Agency, Area, CalendarDay, Jurisdiction, Office
from gapura.kernel.actors import Actor, system
from gapura.kernel.commands import command
from gapura.kernel.errors import Refused
from gapura.kernel.ids import uuid7

SOURCE = "jurisdiction.yaml"
SETTINGS = ("government", "tagline", "theme", "life_events", "roles", "needs_verification")
DEFINED = ("agency_id", "parent_id", "kind", "name", "area_code", "is_open")
CONTACT = ("address", "phone", "hours")  # the definition's until someone at the desk knows better


def load_jurisdiction(definition: JurisdictionDefinition) -> None:
    _load(definition, by=system(definition.id))
    queries.forget()


@command
def _load(definition: JurisdictionDefinition, *, by: Actor) -> None:
    areas = _areas_of(definition)
    calendar_changed = _load_city(definition)
    agencies = _load_agencies(definition)
    hours_changed = _load_offices(definition, plan_offices(definition, areas), agencies)
    days_changed = _load_days(definition)
    if calendar_changed or hours_changed or days_changed:
        announce_calendar_change(office_id=None, on=None, by=by)


def _areas_of(definition: JurisdictionDefinition) -> list[Area]:
    """The areas of the city; offices by rule stand in them."""
    codes = definition.areas
    rows = Area.objects.filter(valid_to=None).order_by("code")
    areas = [row for row in rows if any(f"{row.code}.".startswith(f"{code}.") for code in codes)]
    missing = sorted(set(codes) - {area.code for area in areas})
    if missing:
        raise Refused(
            _("Wilayah %(codes)s belum dimuat. Muat data wilayah lebih dulu, lalu ulangi.")
            % {"codes": ", ".join(missing)},
            code="areas-not-loaded",
        )
    return areas


def _load_city(definition: JurisdictionDefinition) -> bool:
    """True when the city's working calendar is another than before."""
    written = definition.model_dump(mode="json", by_alias=True)
    calendar = {key: written["calendar"][key] for key in ("weekly", "joint_leave_off")}
    before = Jurisdiction.objects.filter(id=definition.id).first()
    Jurisdiction.objects.update_or_create(
        id=definition.id,
        defaults={
            "short": definition.short,
            "names": written["name"],
            "area_codes": written["areas"],
            "languages": written["languages"],
            "timezone": definition.timezone,
            "contact": written["contact"],
            "settings": {key: written[key] for key in SETTINGS} | {"calendar": calendar},
        },
    )
    if before is None:
        return True
    return (before.settings["calendar"], before.timezone) != (calendar, definition.timezone)


def _load_agencies(definition: JurisdictionDefinition) -> dict[str, UUID]:
    known = {row.code: row for row in Agency.objects.of(definition.id).order_by("code")}
    rows = {
        agency.code: known.get(agency.code)
        or Agency(id=uuid7(), jurisdiction_id=definition.id, code=agency.code)
        for agency in definition.agencies
    }
    for agency in definition.agencies:
        row = rows[agency.code]
        row.kind, row.names = agency.kind, dict(agency.name)
        row.parent_id = rows[agency.parent].id if agency.parent else None
    Agency.objects.bulk_create(row for code, row in rows.items() if code not in known)
    Agency.objects.bulk_update(
        [row for code, row in rows.items() if code in known], ["kind", "names", "parent"]
    )
    return {code: row.id for code, row in rows.items()}


def _load_offices(
    definition: JurisdictionDefinition, planned: list[PlannedOffice], agencies: Mapping[str, UUID]
) -> bool:
    """True when a known office works at other hours than before."""
    known = {row.code: row for row in Office.objects.of(definition.id).order_by("code")}
    ids = {office.code: uuid7() for office in planned} | {c: row.id for c, row in known.items()}
    hours = {code: row.hours for code, row in known.items()}
    new, changed = [], []
    for office in planned:
        row = known.get(office.code)
        values = _values(office, agencies, ids)
        if row is None:
            new.append(_new_office(definition.id, ids[office.code], office, values))
        elif _adopt(row, office, values):
            changed.append(row)
    Office.objects.bulk_create(new)
    Office.objects.bulk_update(
        changed, [*(field.removesuffix("_id") for field in DEFINED), *CONTACT]
    )
    gone = set(known) - {office.code for office in planned}
    ours = Office.objects.of(definition.id).filter(defined_in="definition", code__in=gone)
    ours.update(is_open=False)
    return any(row.hours != hours[row.code] for row in changed)


def _values(
    office: PlannedOffice, agencies: Mapping[str, UUID], ids: Mapping[str, UUID]
) -> dict[str, Any]:
    return {
        "agency_id": agencies[office.agency],
        "parent_id": ids[office.parent] if office.parent else None,
        "kind": office.kind,
        "name": office.name,
        "area_code": office.area_code,
        "is_open": True,
    }


def _new_office(
    jurisdiction: str, office_id: UUID, office: PlannedOffice, values: Mapping[str, Any]
) -> Office:
    return Office(
        id=office_id,
        jurisdiction_id=jurisdiction,
        code=office.code,
        address=office.address,
        phone=office.phone,
        hours=office.hours,
        needs_verification=True,
        defined_in="definition",
        calendar_version=uuid7(),
        **values,
    )


def _adopt(row: Office, office: PlannedOffice, values: Mapping[str, Any]) -> bool:
    """Take over the definition; True when that changed anything."""
    wanted = dict(values)
    if row.needs_verification:  # nobody at the desk has said otherwise
        wanted |= {field: getattr(office, field) for field in CONTACT}
    if all(getattr(row, field) == value for field, value in wanted.items()):
        return False
    for field, value in wanted.items():
        setattr(row, field, value)
    return True


def _load_days(definition: JurisdictionDefinition) -> bool:
    """The exceptions of the definition; days that people entered stand above them."""
    rows = CalendarDay.objects.of(definition.id).filter(office__isnull=True)
    rows = rows.filter(kind__in=("local_closed", "special_hours")).order_by("date")
    by_people = {row.date for row in rows if row.source != SOURCE}
    before = {(row.date, row.hours, row.name()) for row in rows if row.source == SOURCE}
    wanted = [day for day in definition.calendar.overrides if day.on not in by_people]
    if before == {(day.on, day.hours or "", day.reason["id"]) for day in wanted}:
        return False
    CalendarDay.objects.of(definition.id).filter(source=SOURCE).delete()
    CalendarDay.objects.bulk_create(_days(definition.id, wanted))
    return True


def _days(jurisdiction: str, wanted: Iterable[Any]) -> list[CalendarDay]:
    return [
        CalendarDay(
            id=uuid7(),
            jurisdiction_id=jurisdiction,
            date=day.on,
            kind="special_hours" if day.hours else "local_closed",
            hours=day.hours or "",
            names=dict(day.reason),
            source=SOURCE,
        )
        for day in wanted
    ]
