import pytest
from hypothesis import given
from hypothesis import strategies as st

from gapura.engines.workflow.actors import WorkflowError
from gapura.engines.workflow.checking import check_workflow
from gapura.engines.workflow.paths import longest_normal_path, normal_outcome, normal_path
from gapura.engines.workflow.schema import OUTCOMES, Workflow
from gapura.engines.workflow.tests.examples import BIRTH, birth, birth_with
from gapura.engines.workflow.times import working_minutes


def test_the_normal_path_leads_to_the_grant_without_corrections():
    assert normal_path(birth()) == ["verify", "sign"]
    assert normal_outcome(birth()) == "granted"


def test_the_first_action_of_a_step_is_the_usual_one():
    survey = {**BIRTH["steps"]["sign"]}
    short_cut = {
        "inspect": {"to": "survey", "label": {"id": "Periksa lokasi"}},
        "grant_now": {"to": "granted", "label": {"id": "Kabulkan"}},
    }
    steps = {
        "verify": {**BIRTH["steps"]["verify"], "actions": short_cut},
        "survey": survey,
    }

    workflow = birth_with(steps, "steps")

    assert normal_path(workflow) == ["verify", "survey"]


def test_where_nothing_can_end_well_the_way_to_any_end_is_shown():
    steps = {
        "verify": {
            **BIRTH["steps"]["verify"],
            "actions": {"refuse": {"to": "refused", "label": {"id": "Tolak"}}},
        }
    }

    workflow = birth_with(steps, "steps")

    assert normal_path(workflow) == ["verify"]
    assert normal_outcome(workflow) == "refused"


def test_the_longest_normal_path_takes_the_detour():
    detour = {
        "complete": {"to": "sign", "label": {"id": "Lengkap"}},
        "inspect": {"to": "survey", "label": {"id": "Periksa lokasi"}},
    }
    survey = {
        **BIRTH["steps"]["sign"],
        "standard_time": "P1WD",
        "actions": {"done": {"to": "sign", "label": {"id": "Selesai"}}},
    }
    steps = {
        "verify": {**BIRTH["steps"]["verify"], "actions": detour},
        "survey": survey,
        "sign": BIRTH["steps"]["sign"],
    }

    path, minutes = longest_normal_path(birth_with(steps, "steps"), working_day=450)

    assert (path, minutes) == (["verify", "survey", "sign"], 4 * 60 + 450 + 3 * 60)


@pytest.mark.parametrize(
    ("duration", "minutes"),
    [
        ("PT4H", 240), ("PT30M", 30), ("PT1H30M", 90), ("P2WD", 900),
        ("P7D", 5 * 450), ("P10D", 6 * 450), ("P3X24H", 450), ("P1M", 20 * 450),
    ],
)  # fmt: skip
def test_durations_count_only_time_that_is_surely_worked(duration, minutes):
    assert working_minutes(duration) == minutes


@pytest.mark.parametrize("duration", ["", "P", "PT", "4H", "P1H", "PT4", "P-1D", "P٣WD"])
def test_what_is_no_duration_is_refused(duration):
    with pytest.raises(WorkflowError):
        working_minutes(duration)


NAMES = ["a", "b", "c", "d"]


@st.composite
def workflows(draw):
    to = st.sampled_from([*NAMES, *OUTCOMES, "nowhere"])
    step = st.fixed_dictionaries(
        {
            "activity": st.just({"id": "Memeriksa"}),
            "actor": st.sampled_from(["applicant", "head @ office(x)", "nobody"]),
            "actions": st.dictionaries(
                st.sampled_from(["go", "back", "end"]),
                st.fixed_dictionaries(
                    {"to": to, "label": st.just({"id": "Lanjut"}), "pauses_clock": st.booleans()}
                ),
            ),
        },
        optional={
            "standard_time": st.sampled_from(["PT1H", "P1WD", "soon"]),
            "within": st.just("P2D"),
            "on_timeout": st.fixed_dictionaries({"to": to, "message": st.just({"id": "Habis"})}),
        },
    )
    names = draw(st.lists(st.sampled_from(NAMES), min_size=1, unique=True))
    return Workflow.model_validate(
        {"start": draw(st.sampled_from(NAMES)), "steps": {name: draw(step) for name in names}}
    )


@given(workflows())
def test_any_sop_can_be_checked_and_drawn(workflow):
    found = check_workflow(workflow, question_ids=[], promise="P1WD")

    path = normal_path(workflow)

    assert len(set(path)) == len(path)
    assert path[0] == workflow.start
    assert all(finding.sentence["id"] and finding.remedy["id"] for finding in found)
    if not found:
        assert set(path) <= set(workflow.steps)
        assert normal_outcome(workflow) in {*OUTCOMES, None}  # None: only by letting time pass
