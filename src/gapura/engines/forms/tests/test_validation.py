from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from gapura.engines.forms.json_schema import json_schema
from gapura.engines.forms.schema import Form
from gapura.engines.forms.tests.examples import AREA, FILE, FORM, GOOD, NIK, TODAY, WITNESSES, ask
from gapura.engines.forms.validation import Problem, problems, prune, tidy


def found(answers):
    return {
        problem.path: problem.sentence["id"] for problem in problems(FORM, answers, today=TODAY)
    }


def without(name):
    return {key: value for key, value in GOOD.items() if key != name}


def test_a_complete_form_has_no_problems():
    assert found(GOOD) == {}


def test_everything_missing_is_named_in_the_order_of_the_form():
    assert list(found({})) == [
        "child_name", "born_on", "birth_place", "mother_nik", "family_card", "is_married",
        "address", "phone", "email",
    ]  # fmt: skip


def test_a_problem_says_page_question_path_and_law():
    answers = {**GOOD, "is_married": True, "married_on": "2026-11-20"}

    assert problems(FORM, answers, today=TODAY) == [
        Problem(
            page="parents",
            question="married_on",
            path="married_on",
            sentence={
                "id": "Tanggal nikah sesudah anak lahir.",
                "en": "The marriage is after the birth.",
            },
            legal_reference="UU 24/2013",
        )
    ]


def test_a_problem_inside_an_item_names_the_question_and_the_path():
    answers = {**GOOD, "witnesses": [WITNESSES[0], {**WITNESSES[1], "relation": ""}]}

    problem = problems(FORM, answers, today=TODAY)[0]

    assert (problem.page, problem.question, problem.path) == (
        "witnesses_page", "witnesses", "witnesses.1.relation",
    )  # fmt: skip


def test_a_draft_with_something_unreadable_cannot_be_sent():
    assert list(found({**GOOD, "born_on": "30-2-2026"})) == ["born_on"]


def test_a_required_group_that_was_never_filled_in_is_asked_for():
    assert found(without("witnesses")) == {
        "witnesses": "Saksi: isi data 2 saksi; Anda baru mengisi 0."
    }


def test_answers_of_hidden_questions_are_not_judged_and_pruned():
    answers = {**GOOD, "is_married": False, "married_on": "nonsense", "left_over": 1}

    assert found(answers) == {}
    assert prune(FORM, answers, today=TODAY) == GOOD


def test_hidden_answers_inside_items_are_pruned():
    witnesses = [WITNESSES[0], {**WITNESSES[1], "is_family": False}]

    pruned = prune(FORM, {**GOOD, "witnesses": witnesses}, today=TODAY)

    assert "relation" not in pruned["witnesses"][1]


def test_a_hidden_answer_does_not_count_for_other_rules():
    form = Form.model_validate(
        {
            "pages": [
                {
                    "id": "only",
                    "title": {"id": "Halaman"},
                    "questions": [
                        ask("third", "text", "Ketiga", visible='second = "x"'),
                        ask("first", "text", "Pertama", required=False),
                        ask("second", "text", "Kedua", visible='first = "yes"'),
                    ],
                }
            ]
        }
    )

    pruned = prune(form, {"first": "no", "second": "x", "third": "y"}, today=TODAY)

    assert pruned == {"first": "no"}


def test_tidy_answers_are_canonical():
    partner = {**GOOD, "mother_nik": "3171 0357 0890 0001", "phone": "081234567890"}

    assert tidy(FORM, partner, today=TODAY) == GOOD


loose = st.fixed_dictionaries(
    {},
    optional={
        "born_on": st.sampled_from(["2026-11-14", "2027-01-01", "soon", None]),
        "birth_place": st.sampled_from(["home", "hospital", "sea"]),
        "helpers": st.sampled_from([["doctor"], [], "x"]),
        "is_married": st.sampled_from([True, False, "perhaps", None]),
        "married_on": st.sampled_from(["2020-01-01", "2026-11-21", ""]),
        "mother_nik": st.sampled_from([NIK, "12"]),
        "witnesses": st.lists(
            st.fixed_dictionaries(
                {"name": st.sampled_from(["Siti", ""])},
                optional={
                    "nik": st.sampled_from([NIK, "3171031708900002", "x"]),
                    "is_family": st.booleans(),
                    "relation": st.sampled_from(["Paman", ""]),
                    "stray": st.just(1),
                },
            ),
            max_size=4,
        )
        | st.just("nobody"),
        "phone": st.sampled_from(["081234567890", "1", ""]),
        "letter": st.sampled_from([[FILE], [], ["x"]]),
        "address": st.sampled_from([GOOD["address"], {}, {"area": AREA}, "Jl. A"]),
        "stray": st.just("x"),
    },
)


@given(loose, st.booleans())
def test_pruning_changes_no_judgement_and_pruning_again_nothing(some, complete):
    answers = {**GOOD, **some} if complete else some

    pruned = prune(FORM, answers, today=TODAY)

    assert prune(FORM, pruned, today=TODAY) == pruned
    assert problems(FORM, pruned, today=TODAY) == problems(FORM, answers, today=TODAY)


@given(loose)
def test_what_has_no_problems_is_valid_by_the_json_schema(some):
    answers = tidy(FORM, {**GOOD, **some}, today=TODAY)
    validator = Draft202012Validator(json_schema(FORM))

    refused = bool(problems(FORM, answers, today=TODAY))

    assert refused or list(validator.iter_errors(answers)) == []
