"""From a definition to the offices it stands for: those named, and one in each area of a rule."""

from collections.abc import Iterable
from dataclasses import dataclass

from gapura.engines.definitions.jurisdiction import JurisdictionDefinition, OfficeRule
from gapura.jurisdictions.models import LEVELS, Area


@dataclass(frozen=True)
class PlannedOffice:
    code: str
    kind: str
    name: str
    agency: str
    area_code: str
    parent: str
    address: str
    phone: str
    hours: dict[str, str] | None


def plan_offices(definition: JurisdictionDefinition, areas: Iterable[Area]) -> list[PlannedOffice]:
    named = [
        PlannedOffice(
            code=office.code,
            kind=office.kind,
            name=office.name,
            agency=office.agency,
            area_code=office.area,
            parent=office.parent or "",
            address=office.address or "",
            phone=office.phone or "",
            hours=_hours(office.hours),
        )
        for office in definition.offices
    ]
    areas = list(areas)
    by_rule = [
        _by_rule(rule, area)
        for rule in definition.office_rules
        for area in areas
        if area.level == rule.each
    ]
    return named + by_rule


def _by_rule(rule: OfficeRule, area: Area) -> PlannedOffice:
    words = _words(area)
    return PlannedOffice(
        code=rule.code.format_map(words),
        kind=rule.kind,
        name=rule.name.format_map(words),
        agency=rule.agency,
        area_code=area.code,
        parent=rule.parent.format_map(words) if rule.parent else "",
        address="",
        phone="",
        hours=_hours(rule.hours),
    )


def _words(area: Area) -> dict[str, str]:
    """{code} and {name} of the area, and the codes of the levels it lies in."""
    parts = area.code.split(".")
    above = {level: ".".join(parts[: depth + 1]) for depth, level in enumerate(LEVELS)}
    return {"code": area.code, "name": area.name, **above}


def _hours(hours: object) -> dict[str, str] | None:
    return dict(hours) if isinstance(hours, dict) else None
