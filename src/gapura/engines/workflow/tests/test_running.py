import pytest
from hypothesis import given
from hypothesis import strategies as st

from gapura.engines.workflow.running import (
    Move,
    WorkflowRefused,
    advance,
    allowed_actions,
    may_withdraw,
    needs_of,
    time_out,
    withdraw,
)
from gapura.engines.workflow.schema import OUTCOMES
from gapura.engines.workflow.tests.examples import birth

NEEDS = ["grounds", "legal_reference", "message", "marks", "photo"]


def test_actions_come_in_the_order_of_the_package():
    workflow = birth()

    actions = allowed_actions(workflow, "verify")

    assert list(actions) == ["complete", "request_correction", "refuse"]


def test_finding_a_case_complete_starts_the_statutory_clock():
    move = advance(birth(), "verify", "complete", given=[])

    assert move == Move("complete", "verify", "sign", None, starts_clock="statutory")


def test_asking_for_a_correction_marks_fields_and_pauses_the_clock():
    move = advance(birth(), "verify", "request_correction", given=["message", "marks"])

    assert (move.to, move.marks_fields, move.pauses_clock, move.resumes_clock) == (
        "correction", True, True, False,
    )  # fmt: skip


def test_sending_the_correction_lets_the_clock_run_again():
    move = advance(birth(), "correction", "resubmit", given=[])

    assert (move.to, move.pauses_clock, move.resumes_clock) == ("verify", False, True)


def test_granting_ends_the_case():
    move = advance(birth(), "sign", "grant", given=[])

    assert (move.to, move.outcome) == ("granted", "granted")


def test_refusing_without_grounds_is_refused_and_says_what_is_missing():
    with pytest.raises(WorkflowRefused) as refusal:
        advance(birth(), "verify", "refuse", given=["legal_reference"])

    assert refusal.value.sentence == {
        "id": "“Tolak” harus disertai alasan tertulis. Lengkapi, lalu kirim lagi.",
        "en": "“Refuse” needs written grounds. Please add it and send again.",
    }


def test_asking_for_a_correction_without_marks_is_refused():
    with pytest.raises(WorkflowRefused) as refusal:
        advance(birth(), "verify", "request_correction", given=["message"])

    assert "tanda pada jawaban" in refusal.value.sentence["id"]


def test_an_action_of_another_step_is_refused_with_what_is_possible():
    with pytest.raises(WorkflowRefused) as refusal:
        advance(birth(), "sign", "complete", given=NEEDS)

    assert refusal.value.sentence["id"] == (
        "Tindakan itu tidak ada pada langkah “Menandatangani”. "
        "Yang dapat dilakukan: Kabulkan, Kembalikan."
    )


def test_an_unknown_step_is_refused_with_a_sentence():
    with pytest.raises(WorkflowRefused) as refusal:
        allowed_actions(birth(), "archive")

    assert "“archive”" in refusal.value.sentence["en"]


def test_an_applicant_who_does_not_answer_in_time_has_withdrawn():
    move = time_out(birth(), "correction")

    assert move == Move("time_out", "correction", "withdrawn", "withdrawn")


def test_a_step_without_time_limit_cannot_time_out():
    with pytest.raises(WorkflowRefused):
        time_out(birth(), "sign")


def test_withdrawing_is_possible_only_in_the_steps_the_package_names():
    workflow = birth()

    move = withdraw(workflow, "verify")

    assert move.outcome == "withdrawn"
    assert not may_withdraw(workflow, "sign")
    with pytest.raises(WorkflowRefused):
        withdraw(workflow, "sign")


@given(
    step=st.sampled_from(["verify", "correction", "sign"]) | st.text(max_size=12),
    action=st.sampled_from(
        ["complete", "request_correction", "refuse", "grant", "return", "resubmit"]
    )
    | st.text(max_size=12),
    given_=st.sets(st.sampled_from(NEEDS)),
)
def test_a_case_never_leaves_the_declared_steps(step, action, given_):
    workflow = birth()

    try:
        move = advance(workflow, step, action, given=given_)
    except WorkflowRefused:
        chosen = allowed_actions(workflow, step).get(action) if step in workflow.steps else None
        assert chosen is None or not set(needs_of(chosen)) <= given_
        return

    assert (move.to in workflow.steps) != (move.outcome in OUTCOMES)
    assert not (move.pauses_clock and move.resumes_clock)
    assert set(needs_of(workflow.steps[step].actions[action])) <= given_
