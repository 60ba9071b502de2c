from datetime import date

import pytest

from gapura.engines.workflow.check_clocks import check as check_clocks
from gapura.engines.workflow.choosing import Facts, actor_of, chooses, has_choices
from gapura.engines.workflow.paths import longest_normal_path, normal_path
from gapura.engines.workflow.running import advance
from gapura.engines.workflow.tests.examples import BIRTH, birth, birth_with

TO = ("steps", "verify", "actions", "complete", "to")
TODAY = date(2026, 11, 20)


def choosing(when):
    return birth_with([{"when": when, "to": "granted"}, {"to": "sign"}], *TO)


def led_to(workflow, **values):
    move = advance(workflow, "verify", "complete", given=[], facts=Facts(values, TODAY))
    return move.to, move.outcome


def test_the_first_branch_that_holds_is_taken():
    workflow = birth_with(
        [
            {"when": "age > 60", "to": "granted"},
            {"when": "age > 17", "to": "sign"},
            {"to": "refused"},
        ],
        *TO,
    )

    assert led_to(workflow, age=70) == ("granted", "granted")
    assert led_to(workflow, age=30) == ("sign", None)
    assert led_to(workflow, age=10) == ("refused", "refused")


@pytest.mark.parametrize("when", ["age > 60", "nobody_said", "1 / 0 = 1", "age", "and and"])
def test_a_rule_that_cannot_tell_or_goes_wrong_does_not_hold(when):
    assert led_to(choosing(when), age=None) == ("sign", None)


def test_a_rule_reads_the_day_that_the_facts_say():
    assert led_to(choosing('today() = @"2026-11-20"')) == ("granted", "granted")


def test_nothing_is_chosen_without_the_values_of_the_rules():
    with pytest.raises(LookupError, match="values"):
        advance(choosing("true"), "verify", "complete", given=[])


def test_only_an_action_with_branches_asks_for_them():
    workflow = choosing("true")

    assert chooses(workflow, "verify", "complete")
    assert not chooses(workflow, "verify", "refuse")
    assert (has_choices(workflow), has_choices(birth())) == (True, False)


def test_the_branch_that_no_rule_chooses_is_the_usual_way():
    assert normal_path(choosing("age > 60")) == ["verify", "sign"]
    assert normal_path(choosing("age > 60"), Facts({"age": 70}, TODAY)) == ["verify"]


def test_the_longest_path_counts_every_branch():
    archive = BIRTH["steps"]["sign"] | {"standard_time": "PT7H"}
    workflow = birth_with(archive, "steps", "archive")
    to = [{"when": "age > 60", "to": "archive"}, {"to": "sign"}]
    branching = workflow.model_copy(
        update={"steps": {**workflow.steps, "verify": birth_with(to, *TO).steps["verify"]}}
    )

    assert longest_normal_path(branching) == (["verify", "archive"], 11 * 60)


def test_a_clock_runs_again_on_whichever_branch_leads_to_an_officer():
    to = [{"when": "age > 60", "to": "sign"}, {"to": "verify"}]
    workflow = birth_with(to, "steps", "correction", "actions", "resubmit", "to")

    moves = [
        advance(workflow, "correction", "resubmit", given=[], facts=Facts({"age": age}, TODAY))
        for age in (70, 30)
    ]

    assert [(move.to, move.resumes_clock) for move in moves] == [("sign", True), ("verify", True)]
    assert check_clocks(workflow, None, 450) == []


def test_the_desk_of_a_step_is_the_first_that_a_rule_chooses():
    desks = [
        {"when": "age > 60", "actor": "head @ office(dinas)"},
        {"actor": "verifier @ office(x)"},
    ]
    step = birth_with(desks, "steps", "sign", "actor").steps["sign"]

    assert actor_of(step, Facts({"age": 70}, TODAY)).office_code == "dinas"
    assert actor_of(step, Facts({"age": None}, TODAY)).office_code == "x"
    assert actor_of(birth().steps["sign"], None).office_code == "dinas-dukcapil"
