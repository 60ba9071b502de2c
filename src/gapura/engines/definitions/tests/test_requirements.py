"""What to bring, as it narrows with each answer."""

from datetime import date
from pathlib import Path

import pytest

from gapura.engines.definitions.loading import load_jurisdiction, load_package
from gapura.engines.definitions.requirements import needs_of
from gapura.engines.definitions.schema import EvidenceRequirement

JAKARTA = Path(__file__).resolve().parents[5] / "services" / "id.jakarta"
TODAY = date(2026, 11, 23)


@pytest.fixture(scope="module")
def load():
    city, _findings = load_jurisdiction(JAKARTA)
    return lambda code: load_package(JAKARTA / code, jurisdiction=city).package


def proofs(needs):
    return {proof.requirement.id: proof.need for proof in needs.proofs}


def statements(needs):
    return {statement.page.form_code: statement.need for statement in needs.statements}


def test_before_any_answer_what_has_a_rule_depends(load):
    needs = needs_of(load("birth-certificate"), {}, today=TODAY)

    assert set(proofs(needs).values()) == {"depends"}
    assert [question.id for question in needs.questions] == [
        "has_birth_letter", "father_recorded", "has_marriage_proof", "is_foundling",
    ]  # fmt: skip


def test_without_a_birth_letter_the_statement_takes_its_place(load):
    answers = {"is_foundling": False, "has_birth_letter": False, "father_recorded": False}

    needs = needs_of(load("birth-certificate"), answers, today=TODAY)

    assert proofs(needs) == {
        "birth_letter": "absent",
        "marriage_proof": "absent",
        "family_card": "required",
        "police_report": "absent",
    }
    assert statements(needs) == {"F-2.03": "required", "F-2.04": "absent"}


def test_a_question_that_no_longer_matters_is_not_asked(load):
    needs = needs_of(load("birth-certificate"), {"is_foundling": True}, today=TODAY)

    assert [question.id for question in needs.questions] == ["is_foundling"]
    assert proofs(needs)["police_report"] == "required"


def test_an_answer_that_is_none_of_the_options_counts_as_no_answer(load):
    package = load("pm1-general-statement")

    assert needs_of(package, {"purpose": "x"}, today=TODAY) == needs_of(package, {}, today=TODAY)


def test_a_choice_decides_whether_a_proof_is_asked(load):
    package = load("pm1-general-statement")

    court = needs_of(package, {"purpose": "court"}, today=TODAY)

    assert proofs(court)["purpose_proof"] == "required"


def test_a_rule_over_what_cannot_be_tried_out_depends(load):
    package = load("pm1-general-statement")
    proof = EvidenceRequirement(id="old", title={"id": "Tua"}, visible='name = "x"')
    evidence = package.evidence.model_copy(update={"requirements": (proof,)})

    needs = needs_of(package.model_copy(update={"evidence": evidence}), {}, today=TODAY)

    assert proofs(needs) == {"old": "depends"}


def test_a_service_without_proofs_asks_for_none(load):
    needs = needs_of(load("road-damage"), {}, today=TODAY)

    assert (needs.proofs, needs.statements, needs.questions) == ((), (), ())
