"""The form with its page of proofs: put together once, never older than the package it is of."""

from pathlib import Path

import pytest

from gapura.engines.definitions.loading import load_jurisdiction, load_package

JAKARTA = Path(__file__).resolve().parents[5] / "services" / "id.jakarta"


@pytest.fixture
def package():
    city, _findings = load_jurisdiction(JAKARTA)
    return load_package(JAKARTA / "kjp-plus", jurisdiction=city).package


def ids(form):
    return [page.id for page in form.pages]


def test_the_whole_form_is_put_together_once(package):
    assert package.full_form() is package.full_form()
    assert ids(package.full_form())[-1] == "evidence"


def test_a_copy_without_proofs_does_not_ask_for_them(package):
    before = ids(package.full_form())

    copied = package.model_copy(update={"evidence": None})

    assert ids(copied.full_form()) == before[:-1]
    assert ids(package.full_form()) == before


def test_a_copy_with_another_form_or_other_decisions_has_its_own(package):
    assert len(ids(package.full_form())) > 2
    shorter = package.form.model_copy(update={"pages": package.form.pages[:1]})

    assert ids(package.model_copy(update={"form": shorter}).full_form()) == [
        package.form.pages[0].id,
        "evidence",
    ]
    assert package.model_copy(update={"decisions": ()}).full_form().decisions == ()
    assert package.full_form().decisions == package.decisions != ()


def test_a_copy_of_a_decision_is_compiled_anew(package):
    decision = package.decisions[0]
    assert decision.compiled is decision.compiled

    other = decision.model_copy(update={"rule": "1 + 1", "table": None, "dmn": None})

    assert other.compiled.source == "1 + 1"


def test_having_asked_for_the_form_makes_no_package_another(package):
    asked = package.model_copy()
    asked.full_form()

    assert asked == package
    assert asked.model_dump() == package.model_dump()
