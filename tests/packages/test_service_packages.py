"""Every real service of every city: checks clean, and its worked situations come true."""

import csv
from pathlib import Path

import pytest

from gapura.engines.definitions.calendars import working_calendar
from gapura.engines.definitions.loading import find_packages, load_jurisdiction, load_package
from gapura.engines.definitions.scenarios import run
from gapura.engines.forms.schema import Question

ROOT = Path(__file__).parents[2]
SERVICES = ROOT / "services"
AREAS = ROOT / "src/gapura/jurisdictions/data/areas.csv"
PACKAGES = find_packages(SERVICES)
SCENARIOS = sorted(SERVICES.glob("id.*/*/scenarios/*.yaml"))


def named(path):
    return str(path.relative_to(SERVICES))


@pytest.fixture(scope="module")
def loaded():
    packages = {}
    for folder in sorted(SERVICES.glob("id.*")):
        jurisdiction, findings = load_jurisdiction(folder)
        assert [str(finding) for finding in findings] == []
        for package in find_packages(folder):
            packages[package] = (load_package(package, jurisdiction=jurisdiction), jurisdiction)
    return packages


def test_both_cities_offer_the_three_services():
    offered = {named(folder) for folder in PACKAGES}

    for city in ("id.depok", "id.jakarta"):
        for service in ("birth-certificate", "pm1-general-statement", "road-damage"):
            assert f"{city}/{service}" in offered


@pytest.mark.parametrize("folder", PACKAGES, ids=named)
def test_a_package_checks_clean(loaded, folder):
    package, _jurisdiction = loaded[folder]

    assert [str(finding) for finding in package.findings] == []
    assert package.package.service.code == folder.name


@pytest.mark.parametrize("file", SCENARIOS, ids=named)
def test_a_worked_situation_comes_true(loaded, file):
    package, jurisdiction = loaded[file.parents[1]]
    position = sorted(file.parent.glob("*.yaml")).index(file)
    calendar = working_calendar(jurisdiction, years=(2026, 2027))

    result = run(package.package, package.scenarios[position], calendar)

    assert result.differences == ()


@pytest.mark.parametrize("folder", PACKAGES, ids=named)
def test_a_package_shows_success_correction_and_refusal(loaded, folder):
    package, jurisdiction = loaded[folder]
    calendar = working_calendar(jurisdiction, years=(2026, 2027))

    results = [run(package.package, scenario, calendar) for scenario in package.scenarios]

    outcomes = {result.outcome for result in results}
    assert outcomes & {"granted", "resolved"}
    assert outcomes & {"refused", "rejected"}
    assert any("correction" in result.path for result in results)


def test_the_same_service_differs_between_the_cities(loaded):
    for service in ("birth-certificate", "pm1-general-statement", "road-damage"):
        jakarta = loaded[SERVICES / "id.jakarta" / service][0].package
        depok = loaded[SERVICES / "id.depok" / service][0].package

        assert jakarta.service.promise.within != depok.service.promise.within
        assert jakarta.workflow != depok.workflow
        assert {t.amount for t in (*jakarta.fees.tariffs, *depok.fees.tariffs)} == {0}


def test_no_service_claims_silence_as_a_yes_while_that_is_not_established(loaded):
    for package, _jurisdiction in loaded.values():
        deadlines = package.package.workflow.deadlines.values()

        assert {deadline.on_expiry for deadline in deadlines} == {"escalate"}
        assert not any("30/2014" in law.title for law in package.package.service.legal_resources)


def test_every_area_in_a_worked_situation_exists(loaded):
    with AREAS.open(encoding="utf-8", newline="") as file:
        known = {row[0] for row in csv.reader(file)}

    for package, _jurisdiction in loaded.values():
        for scenario in package.scenarios:
            areas = {
                answer["area"] for answer in scenario.answers.values() if isinstance(answer, dict)
            }
            assert areas <= known


def test_numbers_of_people_are_kept_secret_in_every_form(loaded):
    def all_of(questions):
        for question in questions:
            yield question
            yield from all_of(question.questions)

    numbers: list[Question] = [
        question
        for package, _jurisdiction in loaded.values()
        for question in all_of(package.package.form.questions())
        if question.kind in {"nik", "family_card"}
    ]

    assert len(numbers) >= 8
    assert all(question.sensitive for question in numbers)


@pytest.mark.parametrize("city", ["id.jakarta", "id.depok"])
def test_the_birth_certificate_asks_for_two_witnesses_and_takes_statements_for_papers(loaded, city):
    package = loaded[SERVICES / city / "birth-certificate"][0].package
    witnesses = next(q for q in package.full_form().questions() if q.id == "witnesses")
    law = " ".join(resource.title for resource in package.service.legal_resources)

    assert (witnesses.min_items, witnesses.max_items) == (2, 2)
    assert {"f203", "f204"} <= {page.id for page in package.full_form().pages}
    assert "F-2.01" in package.model_dump_json()
    assert "108/2019" in law
