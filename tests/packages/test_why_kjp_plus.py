"""Why somebody may or may not have KJP Plus, and the single answers that would change it."""

from datetime import date

import pytest

from gapura.engines.decisions.written import WrittenInput
from gapura.engines.definitions.eligibility import ConditionRow
from gapura.engines.definitions.explaining import judge, turns_of
from gapura.engines.definitions.precheck import PAGE, for_draft, precheck, precheck_form
from tests.harness.factories import package_of, scenario

TODAY = date(2026, 11, 20)
FAMILY = {
    "address": "31.71.03.1001",
    "relation": "mother",
    "child_birth_date": "2018-03-12",
    "stage": "sd",
    "school_kind": "public",
    "dtks_status": "listed",
    "owns_car": False,
    "owns_property": False,
    "public_employee": False,
}


@pytest.fixture(scope="module")
def kjp():
    return package_of("jakarta", "kjp-plus").package


def asked(kjp, **answers):
    return precheck(kjp, {**FAMILY, **answers}, today=TODAY)


def words(texts):
    return [text["id"] for text in texts]


def test_a_family_that_meets_every_rule_may_apply(kjp):
    found = asked(kjp)

    assert (found.chance, found.reasons, found.advice) == ("yes", (), ())
    assert "Tidak punya mobil" in words(v.title for v in found.met)


def test_a_car_stands_in_the_way_and_one_answer_would_change_it(kjp):
    found = asked(kjp, owns_car=True)

    (reason,) = found.reasons
    (turn,) = reason.turns
    assert found.chance == "no"
    assert "punya mobil" in reason.verdict.message["id"]
    assert reason.verdict.legal_reference
    assert (turn.question.id, turn.answer) == ("owns_car", False)


def test_the_value_of_a_house_names_the_nearest_amount_that_is_allowed(kjp):
    found = asked(kjp, owns_property=True, property_njop=1_250_000_000)

    (reason,) = found.reasons
    turned = {turn.question.id: turn.answer for turn in reason.turns}
    assert turned == {"owns_property": False, "property_njop": 1_000_000_000}


def test_a_row_of_a_table_says_why_and_which_row_it_was(kjp):
    found = asked(kjp, dtks_status="not_listed")

    (reason,) = found.reasons
    assert "belum terdaftar" in reason.verdict.message["id"]
    assert [row.fired for row in reason.verdict.table.rows] == [False, True, False]
    assert reason.verdict.table.rows[0].failed_at == 0


def test_advice_is_said_and_stands_in_nobodys_way(kjp):
    found = asked(kjp, child_birth_date="2002-01-01")

    assert found.chance == "yes"
    assert [verdict.binding for verdict in found.advice] == [False]
    assert "6 sampai 21" in found.advice[0].message["id"]


def test_what_was_not_answered_leaves_it_open_and_is_named(kjp):
    given = {name: value for name, value in FAMILY.items() if name != "owns_car"}

    found = precheck(kjp, given, today=TODAY)

    (reason,) = found.reasons
    assert found.chance == "open"
    assert [question.id for question in reason.unanswered] == ["owns_car"]


def test_only_what_the_rules_turn_on_is_asked_and_nothing_that_says_who_it_is(kjp):
    form = precheck_form(kjp)

    kinds = {question.id: question.kind for question in form.questions()}
    assert [page.id for page in form.pages] == [PAGE]
    assert kinds["address"] == "area"
    assert "owns_car" in kinds
    assert not kinds.keys() & {"name", "nik", "phone", "child_name", "child_nik", "school_name"}


def test_the_proofs_follow_the_answers(kjp):
    public, private = asked(kjp).needs, asked(kjp, school_kind="private").needs

    def needed(needs):
        return {p.requirement.id for p in needs.proofs if p.need == "required"}

    assert needed(private) - needed(public) == {"tuition_bill"}


def test_an_application_begins_with_the_answers_and_no_invented_street(kjp):
    begun = for_draft(kjp, FAMILY)

    assert begun["address"] == {"street": "", "rt": "", "rw": "", "area": "31.71.03.1001"}
    assert begun["owns_car"] is False


def test_a_rule_that_goes_wrong_refuses_nobody_and_says_so(kjp):
    broken = kjp.model_copy(
        update={
            "eligibility": (kjp.eligibility[1].model_copy(update={"rule": "owns_car + 1 > 2"}),)
        }
    )

    verdict = judge(broken, {**FAMILY, "owns_car": True}, today=TODAY)[0]

    assert (verdict.holds, verdict.refuses) == (None, False)
    assert verdict.problem["id"]


def test_a_no_stays_a_no_when_something_else_went_wrong_on_the_way(kjp):
    table = kjp.eligibility_tables[0].model_copy(
        update={
            "hit_policy": "FIRST",
            "inputs": (WrittenInput(rule="1 / property_njop"), WrittenInput(rule="dtks_status")),
            "rows": (ConditionRow(when=("-", "-"), eligible=False, message={"id": "Tidak bisa."}),),
        }
    )
    package = kjp.model_copy(update={"eligibility": (), "eligibility_tables": (table,)})

    verdict = judge(package, {**FAMILY, "owns_property": True, "property_njop": 0}, today=TODAY)[0]

    assert (verdict.holds, verdict.refuses, verdict.problem) == (False, True, None)


def test_a_decision_that_goes_wrong_binds_nobody_and_is_told(kjp):
    broken = kjp.decisions[0].model_copy(update={"rule": "1 / 0"})
    rule = kjp.eligibility[0].model_copy(update={"rule": "child_age > 5"})
    package = kjp.model_copy(update={"decisions": (broken,), "eligibility": (rule,)})

    verdict = judge(package, FAMILY, today=TODAY)[0]
    found = precheck(package, FAMILY, today=TODAY)

    assert (verdict.holds, verdict.refuses, verdict.failed) == (None, False, True)
    assert found.chance == "open"


def test_every_turn_that_is_named_does_turn_the_rule(kjp):
    given = dict(scenario("jakarta", "kjp-plus", "car").answers)

    for verdict in judge(kjp, given, today=TODAY):
        for turn in turns_of(kjp, given, verdict, today=TODAY):
            again = judge(kjp, {**given, turn.question.id: turn.answer}, today=TODAY)
            assert next(v for v in again if v.id == verdict.id).holds is True
