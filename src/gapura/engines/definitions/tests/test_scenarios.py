from datetime import date

import pytest

from gapura.engines.definitions.calendars import working_calendar
from gapura.engines.definitions.scenario_schema import Scenario
from gapura.engines.definitions.scenarios import run
from gapura.engines.definitions.tests.makers import WORKFLOW, city, load

ANSWERS = {"name": "Ratna", "phone": "081234567890", "place": "31.71.03.1001", "purpose": "other",
           "detail": "Pindah rumah"}  # fmt: skip
WITH_CORRECTION = WORKFLOW.replace(
    "      refuse:",
    "      ask: {to: correction, label: {id: Minta, en: Ask}, marks: fields, pauses_clock: true}\n"
    "      refuse:",
).replace(
    "  sign:\n",
    "  correction:\n"
    "    activity: {id: Memperbaiki, en: Correct}\n"
    "    actor: applicant\n"
    "    within: P10D\n"
    "    actions:\n"
    "      resubmit: {to: verify, label: {id: Kirim, en: Send}}\n"
    "    on_timeout: {to: withdrawn, message: {id: Ditutup., en: Closed.}}\n"
    "  sign:\n",
)


def play(tmp_path, steps, expect=None):
    files = {"workflow.yaml": WITH_CORRECTION + "withdraw_until: [verify]\n"}
    files |= {f"messages/{event}.{language}.txt": "Judul\nIsi."
              for event in ("correction_requested", "withdrawn") for language in ("id", "en")}  # fmt: skip
    loaded = load(tmp_path, files)
    assert loaded.findings == ()
    scenario = Scenario.model_validate(
        {"title": {"id": "Uji"}, "submitted_at": "2026-11-20T09:00+07:00", "answers": ANSWERS,
         "steps": steps, "expect": expect or {}}
    )  # fmt: skip
    return run(loaded.package, scenario, working_calendar(city(), years=(2026, 2027)))


def step(by, action, day, **more):
    return {"by": by, "action": action, "at": f"2026-{day}T10:00+07:00", **more}


def test_the_promise_counts_anew_from_complete_receipt(tmp_path):
    result = play(
        tmp_path,
        [
            step("verifier", "ask", "11-23", marks=["detail"]),
            step("applicant", "resubmit", "11-25", answers={"detail": "Pindah sekolah"}),
            step("verifier", "complete", "11-26"),
        ],
    )

    assert result.path == ("verify", "correction", "verify", "sign")
    assert result.due == date(2026, 11, 30)
    assert result.outcome is None


def test_joint_leave_is_no_working_day(tmp_path):
    result = play(tmp_path, [step("verifier", "complete", "12-23")])

    assert result.due == date(2026, 12, 29)


def test_an_answer_that_was_not_marked_may_not_change(tmp_path):
    result = play(
        tmp_path,
        [
            step("verifier", "ask", "11-23", marks=["detail"]),
            step("applicant", "resubmit", "11-25", answers={"name": "Lain"}),
        ],
    )

    assert [said["en"] for said in result.differences] == ["Step 2: name was not marked."]


def test_a_step_belongs_to_its_actor(tmp_path):
    result = play(tmp_path, [step("head", "complete", "11-23")])

    assert result.differences[0]["en"] == "Step 1: the step `verify` belongs to verifier."
    assert result.path == ("verify",)


def test_a_refusal_without_grounds_is_refused(tmp_path):
    result = play(tmp_path, [step("verifier", "refuse", "11-23")])

    assert "grounds" in result.differences[0]["en"]


def test_nothing_happens_after_the_outcome(tmp_path):
    result = play(
        tmp_path,
        [
            step("verifier", "refuse", "11-23", grounds="Bukan warga."),
            step("verifier", "complete", "11-23"),
        ],
    )

    assert result.outcome == "refused"
    assert [said["en"] for said in result.differences] == ["Step 2: the case is closed."]


@pytest.mark.parametrize(("day", "outcome"), [("12-03", None), ("12-04", "withdrawn")])
def test_a_correction_times_out_only_after_its_last_day(tmp_path, day, outcome):
    result = play(
        tmp_path,
        [step("verifier", "ask", "11-23", marks=["detail"]), step("time", "time_out", day)],
    )

    assert result.outcome == outcome
    assert bool(result.differences) is (outcome is None)


def test_the_applicant_may_withdraw_while_the_sop_allows(tmp_path):
    early = play(tmp_path / "a", [step("applicant", "withdraw", "11-20")])
    late = play(
        tmp_path / "b",
        [step("verifier", "complete", "11-20"), step("applicant", "withdraw", "11-23")],
    )

    assert early.outcome == "withdrawn"
    assert late.outcome is None
    assert len(late.differences) == 1


def test_every_difference_is_said_with_both_values(tmp_path):
    result = play(
        tmp_path,
        [step("verifier", "complete", "11-20")],
        {"path": ["verify"], "due": "2026-11-25", "problems": ["detail"]},
    )

    assert [said["en"] for said in result.differences] == [
        "refused answers: expected detail, found –.",
        "path: expected verify, found verify → sign.",
        "last day of the promise: expected 2026-11-25, found 2026-11-24.",
    ]
