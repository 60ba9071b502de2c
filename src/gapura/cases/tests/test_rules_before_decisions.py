"""Before a decision the rules are asked: some bind the officer, some advise, all are explained."""

from dataclasses import replace

import pytest

from gapura.cases.commands import correcting, working
from gapura.cases.commands.working import Given
from gapura.cases.models import Case, Decision, Judgement
from gapura.cases.queries import cases
from gapura.cases.queries.judging import explanation_of
from gapura.kernel.errors import Refused
from gapura.kernel.scope import scope
from tests.harness import factories

GROUNDS = "Laras mengulang Paket C setelah sakit lama."


def offices_of(case_id):
    with scope("jakarta"):
        return Case.objects.of("jakarta").select_related("office").get(id=case_id).office.code


def verifier_of(sent):
    return factories.officer("jakarta", "verifier", offices_of(sent.case_id))


def passed_on(sent, clerk=None):
    clerk = clerk or verifier_of(sent)
    working.take_step(sent.case_id, officer=clerk, seen_step="verify", action="complete")
    return factories.officer("jakarta", "head", offices_of(sent.case_id), "Yanti Kepala")


def grant(sent, head, **given):
    return working.take_step(
        sent.case_id, officer=head, seen_step="decide", action="grant", given=Given(**given)
    )


def explained(sent, seen_by):
    with scope("jakarta"):
        case = Case.objects.of("jakarta").select_related("office").get(id=sent.case_id)
        return explanation_of(case, seen_by=seen_by)


@pytest.fixture
def advised_against(db):
    return factories.submit("jakarta", "kjp-plus", name="advice")


def test_a_binding_rule_refuses_at_submit_with_its_law(db):
    with pytest.raises(Refused, match=r"punya mobil.*Pergub") as refusal:
        factories.submit("jakarta", "kjp-plus", owns_car=True)

    assert refusal.value.code == "not-eligible"


def test_granting_against_advice_needs_grounds_and_nothing_is_decided_without(advised_against):
    head = passed_on(advised_against)

    with pytest.raises(Refused, match="tidak terpenuhi") as refusal:
        grant(advised_against, head)

    with scope("jakarta"):
        decided = Decision.objects.of("jakarta").filter(case_id=advised_against.case_id).exists()
    assert (refusal.value.code, decided) == ("needs-departure", False)


def test_the_resident_reads_the_grounds_of_a_departure_and_which_rule_it_was(advised_against):
    grant(advised_against, passed_on(advised_against), departure=GROUNDS)

    said = explained(advised_against, advised_against.by)
    departed = [row for row in said.rows if row.departed]
    assert said.grounds == GROUNDS
    assert said.judged_at is not None
    assert [row.binding for row in departed] == [False, False]
    assert all(row.law for row in said.rows)


def test_a_binding_rule_binds_the_officer_too(db):
    sent = factories.submit("jakarta", "kjp-plus")
    clerk = verifier_of(sent)
    working.take_step(
        sent.case_id, officer=clerk, seen_step="verify", action="request_correction",
        given=Given(message="Periksa lagi soal mobil.", marks={"owns_car": ""}),
    )  # fmt: skip
    correcting.submit_correction(sent.case_id, by=sent.by, posted={"owns_car": ["yes"]})
    head = passed_on(sent, clerk)

    with pytest.raises(Refused, match="punya mobil") as refusal:
        grant(sent, head, departure="Kami tetap setuju.")

    assert refusal.value.code == "rules-bind"


def test_a_refusal_keeps_what_the_rules_said_and_the_answers_they_read(db):
    sent = factories.submit("jakarta", "kjp-plus")
    working.take_step(
        sent.case_id, officer=verifier_of(sent), seen_step="verify", action="refuse",
        given=Given(grounds="Data tidak cocok.", legal_reference="Pergub DKI Jakarta 4/2018"),
    )  # fmt: skip

    said = explained(sent, sent.by)

    car = next(row for row in said.rows if "mobil" in row.title)
    assert car.holds is True
    assert [(read.value, read.source) for read in car.reads] == [("Tidak", "Isian Anda")]


def test_officers_see_sensitive_answers_masked_in_an_explanation(advised_against):
    clerk = verifier_of(advised_against)

    said = explained(advised_against, clerk)

    listed = next(row for row in said.rows if row.table is not None)
    assert {read.value for read in listed.reads} == {"••••"}
    assert [line.fired for line in listed.table.rows] == [False] * 3  # it would give it away
    assert listed.turns == ()


def test_what_was_kept_can_be_read_by_nobody_in_the_database(advised_against):
    grant(advised_against, passed_on(advised_against), departure=GROUNDS)

    with scope("jakarta"):
        kept = Judgement.objects.of("jakarta").get(case_id=advised_against.case_id)
    assert GROUNDS.encode() not in bytes(kept.findings)


def test_a_rule_that_goes_wrong_lets_the_form_go_on_and_tells_the_officer(db, monkeypatch):
    sent = factories.submit("jakarta", "kjp-plus")
    clerk = verifier_of(sent)
    package = factories.package_of("jakarta", "kjp-plus").package
    broken = package.eligibility[1].model_copy(update={"rule": 'owns_car < "besar"'})
    with scope("jakarta"):
        case = Case.objects.of("jakarta").select_related("office").get(id=sent.case_id)
        service = replace(
            cases.service_of(case), package=package.model_copy(update={"eligibility": (broken,)})
        )
        monkeypatch.setattr("gapura.cases.queries.judging.service_of", lambda _case: service)
        said = explanation_of(case, seen_by=clerk)

    assert said.rows[0].problem
    assert said.unmet == []
