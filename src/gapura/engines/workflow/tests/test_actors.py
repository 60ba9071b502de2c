import pytest
from hypothesis import given
from hypothesis import strategies as st

from gapura.engines.workflow.actors import StepActor, WorkflowError, parse_actor, target_area


def test_a_role_at_the_kelurahan_of_an_answer():
    actor = parse_actor("verifier @ kelurahan_of(applicant_address)")

    assert actor == StepActor("verifier", office_kind="kelurahan", question="applicant_address")


def test_a_role_at_one_office():
    actor = parse_actor("head@office( dinas-dukcapil )")

    assert actor == StepActor("head", office_code="dinas-dukcapil")


def test_the_applicant_has_no_office():
    actor = parse_actor("applicant")

    assert actor == StepActor("applicant")
    assert actor.is_applicant
    with pytest.raises(WorkflowError, match="does not work at an office"):
        parse_actor("applicant @ office(x)")


@pytest.mark.parametrize(
    "text", ["", "head", "head @ dinas", "@ office(x)", "head @ office()", "a@b_of(c.d)"]
)
def test_what_names_nobody_is_refused_with_the_ways_to_write_it(text):
    with pytest.raises(WorkflowError) as refusal:
        parse_actor(text)

    assert "office(kode-kantor)" in refusal.value.sentence["id"]


@given(st.text(max_size=40))
def test_any_text_is_an_actor_or_a_sentence(text):
    try:
        said = parse_actor(text).role
    except WorkflowError as refusal:
        said = refusal.sentence["id"]

    assert said


@pytest.mark.parametrize(
    ("answer", "area"),
    [
        ({"street": "Jl. A", "area": "31.71.03.1001"}, "31.71.03.1001"),
        ("31.71.03.1001", "31.71.03.1001"),
        ({"area": ""}, None),
        ({"area": "'; drop table"}, None),
        (None, None),
        (["31.71"], None),
    ],
)
def test_the_area_comes_out_of_an_address_an_area_or_a_location(answer, area):
    actor = parse_actor("verifier @ kelurahan_of(place)")

    assert target_area(actor, {"place": answer}) == area


def test_an_office_by_code_needs_no_area():
    actor = parse_actor("head @ office(dinas)")

    assert target_area(actor, {"place": "31.71.03.1001"}) is None
