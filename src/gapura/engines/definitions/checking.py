"""`gapura services check`: everything that would hurt a resident or an officer, before it is published."""

from collections.abc import Mapping

from gapura.engines.definitions.calendars import working_calendar
from gapura.engines.definitions.findings import Finding, Places, in_order
from gapura.engines.definitions.jurisdiction import JurisdictionDefinition
from gapura.engines.definitions.model_checks import check_models
from gapura.engines.definitions.procedure_checks import check_procedure
from gapura.engines.definitions.reference_checks import check_references
from gapura.engines.definitions.rule_checks import check_rules
from gapura.engines.definitions.scenario_schema import Scenario
from gapura.engines.definitions.scenarios import run
from gapura.engines.definitions.schema import ServicePackage
from gapura.engines.definitions.showing_checks import check_showing
from gapura.engines.definitions.table_checks import check_tables
from gapura.engines.definitions.word_checks import check_words
from gapura.engines.rules.text import in_language, say

OUTCOMES_TO_SHOW = 3


def check(package: ServicePackage, jurisdiction: JurisdictionDefinition | None) -> list[Finding]:
    """For a package without its folder: findings name file and reason, the line is 1."""
    return list(in_order(check_with_places(package, jurisdiction, Places())))


def check_with_places(
    package: ServicePackage, jurisdiction: JurisdictionDefinition | None, places: Places
) -> list[Finding]:
    return [
        *check_references(package, jurisdiction, places),
        *check_rules(package, places),
        *check_tables(package, places),
        *check_models(package, places),
        *check_showing(package, places),
        *check_procedure(package, jurisdiction, places),
        *check_words(package, jurisdiction, places),
    ]


def check_scenarios(
    package: ServicePackage,
    scenarios: Mapping[str, Scenario],
    jurisdiction: JurisdictionDefinition,
    places: Places,
) -> list[Finding]:
    """Run each; to be asked only of a package without errors, for its engines trust it."""
    found = [_too_few(places)] if len(scenarios) < OUTCOMES_TO_SHOW else []
    for file, scenario in scenarios.items():
        year = scenario.submitted_at.year
        calendar = working_calendar(jurisdiction, years=(year, year + 1))
        for difference in run(package, scenario, calendar).differences:
            found.append(
                places.finding(
                    file,
                    ("expect",),
                    "scenario",
                    say(
                        f"Contoh “{in_language(scenario.title, 'id')}” gagal. {difference['id']}",
                        f"The scenario “{in_language(scenario.title, 'en')}” fails. {difference['en']}",
                    ),
                    say(
                        "Betulkan layanan, atau betulkan contohnya bila harapannya keliru.",
                        "Correct the service, or the scenario if it expects the wrong thing.",
                    ),
                )
            )
    return found


def _too_few(places: Places) -> Finding:
    return places.finding(
        "scenarios/",
        (),
        "too_few_scenarios",
        say("Kurang dari tiga contoh kejadian.", "There are fewer than three scenarios."),
        say(
            "Tulis contoh yang dikabulkan, yang diperbaiki, dan yang ditolak.",
            "Write one that is granted, one that is corrected and one that is refused.",
        ),
        severity="warning",
    )
