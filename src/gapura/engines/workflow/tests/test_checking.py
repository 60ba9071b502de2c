import pytest

from gapura.engines.workflow.checking import check_workflow
from gapura.engines.workflow.schema import Workflow
from gapura.engines.workflow.tests.examples import BIRTH, birth, birth_with

IDS = ["applicant_address"]


def findings(workflow, **known):
    return check_workflow(workflow, question_ids=IDS, **known)


def paths(workflow, **known):
    return [finding.path for finding in findings(workflow, **known)]


def test_a_sound_sop_has_no_findings():
    found = findings(
        birth(),
        promise="P1WD",
        roles=["verifier", "head"],
        office_kinds=["kelurahan"],
        office_codes=["dinas-dukcapil"],
    )

    assert found == []


@pytest.mark.parametrize(
    ("value", "path", "where"),
    [
        ("nowhere", ("start",), ("start",)),
        ("archive", ("steps", "sign", "actions", "grant", "to"), None),
        ("archive", ("steps", "correction", "on_timeout", "to"), None),
        (["archive"], ("withdraw_until",), None),
        ("statuary", ("steps", "verify", "actions", "complete", "starts_clock"), None),
        ("four hours", ("steps", "sign", "standard_time"), None),
        ("soon", ("deadlines", "statutory", "within"), None),
        ("head @ dinas", ("steps", "sign", "actor"), None),
        ("verifier @ kelurahan_of(child)", ("steps", "verify", "actor"), None),
    ],
)
def test_each_mistake_is_named_where_it_is_written(value, path, where):
    workflow = birth_with(value, *path)

    assert (where or path) in paths(workflow)


def test_a_step_no_action_leads_to_is_unreachable():
    workflow = birth_with(BIRTH["steps"]["sign"], "steps", "archive")

    assert paths(workflow) == [("steps", "archive")]


def test_a_step_that_cannot_come_to_an_outcome_is_a_dead_end():
    workflow = birth_with({}, "steps", "sign", "actions")

    found = findings(workflow)

    assert [finding.path for finding in found] == [("steps", "sign")]
    assert "cannot come to an outcome" in found[0].sentence["en"]


def test_two_steps_that_only_lead_to_each_other_are_dead_ends():
    workflow = Workflow.model_validate(
        {
            "start": "a",
            "steps": {
                name: {
                    "activity": {"id": name},
                    "actor": "head @ office(x)",
                    "standard_time": "PT1H",
                    "actions": {"go": {"to": other, "label": {"id": "Lanjut"}}},
                }
                for name, other in (("a", "b"), ("b", "a"))
            },
        }
    )

    found = paths(workflow, legal_resources=["UU 25/2009"])

    assert found == [("steps", "a"), ("steps", "b")]


def test_an_outcome_cannot_name_a_step():
    workflow = birth_with(BIRTH["steps"]["sign"], "steps", "granted")

    assert ("steps", "granted") in paths(workflow)


@pytest.mark.parametrize(
    ("known", "where"),
    [
        ({"roles": ["head"]}, ("steps", "verify", "actor")),
        ({"office_kinds": ["kecamatan"]}, ("steps", "verify", "actor")),
        ({"office_codes": []}, ("steps", "sign", "actor")),
    ],
)
def test_a_role_or_office_that_does_not_exist_means_nobody_may_act(known, where):
    assert paths(birth(), **known) == [where]


def test_an_officers_step_needs_a_standard_time():
    workflow = birth_with(None, "steps", "sign", "standard_time")

    assert paths(workflow) == [("steps", "sign")]


def test_a_step_without_any_legal_basis_is_named():
    workflow = birth_with({}, "deadlines").model_copy(deep=True)
    actions = {**BIRTH["steps"]["verify"]["actions"]}
    actions["complete"] = {"to": "sign", "label": {"id": "Lengkap"}}
    workflow = Workflow.model_validate(
        {
            **BIRTH,
            "deadlines": {},
            "steps": {**BIRTH["steps"], "verify": {**BIRTH["steps"]["verify"], "actions": actions}},
        }
    )

    assert paths(workflow) == [("steps", "verify"), ("steps", "sign")]
    assert paths(workflow, legal_resources=["UU 24/2013"]) == []


@pytest.mark.parametrize("missing", ["within", "on_timeout"])
def test_an_applicants_step_needs_a_time_limit_and_what_follows(missing):
    workflow = birth_with(None, "steps", "correction", missing)

    assert paths(workflow) == [("steps", "correction")]


def test_an_officers_step_with_half_a_time_limit_is_named():
    workflow = birth_with("P2D", "steps", "sign", "within")

    assert paths(workflow) == [("steps", "sign")]


def test_a_pause_that_nothing_resumes_is_named():
    actions = {"give_up": {"to": "withdrawn", "label": {"id": "Cabut"}}}
    workflow = birth_with(actions, "steps", "correction", "actions")

    assert paths(workflow) == [("steps", "verify", "actions", "request_correction", "pauses_clock")]


def test_a_pause_that_resumes_two_steps_later_is_sound():
    confirm = {**BIRTH["steps"]["correction"]}
    chained = {"next": {"to": "confirm", "label": {"id": "Lanjut"}}}
    steps = {
        **BIRTH["steps"],
        "correction": {**BIRTH["steps"]["correction"], "actions": chained},
        "confirm": confirm,
    }

    assert paths(birth_with(steps, "steps")) == []


def test_a_clock_from_complete_receipt_that_no_action_starts_is_named():
    workflow = birth_with(None, "steps", "verify", "actions", "complete", "starts_clock")

    assert paths(workflow) == [("deadlines", "statutory")]


def test_standard_times_above_the_promise_are_named_with_the_path():
    found = findings(birth(), promise="PT6H")

    assert [finding.path for finding in found] == [("steps",)]
    assert found[0].sentence == {
        "id": "Waktu baku jalan normal terpanjang (verify, sign) adalah 7 jam, melebihi janji "
        "PT6H (6 jam).",
        "en": "The standard times of the longest normal path (verify, sign) add up to 7 hours, "
        "above the promise PT6H (6 hours).",
    }


def test_standard_times_that_fill_the_promise_exactly_are_sound():
    assert paths(birth(), promise="PT7H") == []
