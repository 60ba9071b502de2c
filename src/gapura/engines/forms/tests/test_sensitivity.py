from hypothesis import given
from hypothesis import strategies as st

from gapura.engines.forms.sensitivity import rejoin, sensitive_ids, split_sensitive
from gapura.engines.forms.tests.examples import FORM, GOOD, NIK, WITNESSES


def test_a_nik_is_sensitive_though_the_package_does_not_say_so():
    assert sensitive_ids(FORM) == {"mother_nik", "family_card", "income", "witnesses.nik"}


def test_sensitive_answers_are_taken_out_of_groups_too():
    plain, sensitive = split_sensitive(FORM, {"child_name": "Kirana", "witnesses": WITNESSES})

    assert plain == {
        "child_name": "Kirana",
        "witnesses": [
            {"name": "Siti", "is_family": None},
            {"name": "Budi", "is_family": True, "relation": "Paman"},
        ],
    }
    assert sensitive == {"witnesses": [{"nik": NIK}, {"nik": "3171031708900002"}]}


def test_what_no_question_explains_is_treated_as_sensitive():
    plain, sensitive = split_sensitive(FORM, {"old_question": NIK, "witnesses": NIK})

    assert plain == {}
    assert sensitive == {"old_question": NIK, "witnesses": NIK}


def test_a_whole_application_comes_together_again():
    assert rejoin(*split_sensitive(FORM, GOOD)) == GOOD


items = st.lists(
    st.dictionaries(st.sampled_from(["name", "nik", "relation", "else"]), st.text(max_size=5)),
    max_size=3,
)


@given(
    st.dictionaries(
        st.sampled_from([*GOOD, "unknown"]), st.text(max_size=5) | st.none() | st.integers() | items
    )
)
def test_splitting_and_rejoining_is_a_round_trip(answers):
    plain, sensitive = split_sensitive(FORM, answers)

    assert rejoin(plain, sensitive) == answers
    assert "mother_nik" not in plain
    assert not [item for item in plain.get("witnesses", []) if "nik" in item]
