"""`gapura services check`: everything that would hurt a resident or an officer, before it is published."""

from collections.abc import Mapping

from gapura.engines.definitions.findings import Finding, Places, in_order
from gapura.engines.definitions.jurisdiction import JurisdictionDefinition
from gapura.engines.definitions.reference_checks import check_references
from gapura.engines.definitions.scenario_schema import Scenario
from gapura.engines.definitions.schema import ServicePackage
from gapura.engines.definitions.word_checks import check_words


def check(package: ServicePackage, jurisdiction: JurisdictionDefinition | None) -> list[Finding]:
    """For a package without its folder: findings name file and reason, the line is 1."""
    return list(in_order(check_with_places(package, jurisdiction, Places())))


def check_with_places(
    package: ServicePackage, jurisdiction: JurisdictionDefinition | None, places: Places
) -> list[Finding]:
    return [
        *check_references(package, jurisdiction, places),
        *check_words(package, jurisdiction, places),
    ]


def check_scenarios(
    package: ServicePackage,
    scenarios: Mapping[str, Scenario],
    jurisdiction: JurisdictionDefinition,
    places: Places,
) -> list[Finding]:
    return []
