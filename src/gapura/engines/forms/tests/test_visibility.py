from decimal import Decimal

from gapura.engines.forms.answers import to_rules
from gapura.engines.forms.situation import look
from gapura.engines.forms.tests.examples import AREA, FORM, GOOD, NIK, TODAY, WITNESSES, asked, page
from gapura.engines.forms.visibility import visible_pages, visible_questions


def ids(things):
    return [thing.id for thing in things]


def shown_in(situation, group):
    return [child for child in group.questions if situation.holds(child.visible)]


def test_rules_see_every_question_and_nothing_given_is_null():
    values = to_rules(FORM, {}, today=TODAY)

    assert values == dict.fromkeys([q.id for q in FORM.questions()])


def test_rules_see_dates_numbers_and_items():
    values = to_rules(
        FORM,
        {
            "born_on": "2026-11-14",
            "weight": "3.2",
            "income": 5_000_000,
            "address": GOOD["address"],
            "witnesses": WITNESSES,
            "letter": GOOD["letter"],
        },
        today=TODAY,
    )

    assert values["born_on"] == TODAY.replace(day=14)
    assert values["weight"] == Decimal("3.2")
    assert values["income"] == Decimal(5_000_000)
    assert values["address"] == {"street": "Jl. Garuda 5", "rt": "005", "rw": None, "area": AREA}
    assert values["witnesses"][0] == {
        "name": "Siti",
        "nik": NIK,
        "is_family": None,
        "relation": None,
    }
    assert values["letter"][0]["size"] == Decimal(1200)


def test_what_is_not_right_yet_is_null_to_rules():
    values = to_rules(
        FORM, {"born_on": "30-2-2026", "mother_nik": "12", "weight": "three"}, today=TODAY
    )

    assert (values["born_on"], values["mother_nik"], values["weight"]) == (None, None, None)


def test_a_question_appears_when_its_rule_holds():
    shown = visible_questions(page("child"), FORM, {"birth_place": "home"}, today=TODAY)
    hidden = visible_questions(page("child"), FORM, {"birth_place": "hospital"}, today=TODAY)

    assert "helpers" in ids(shown)
    assert "helpers" not in ids(hidden)


def test_a_page_appears_when_its_rule_holds():
    assert "witnesses_page" in ids(visible_pages(FORM, {"is_married": False}, today=TODAY))
    assert "witnesses_page" not in ids(visible_pages(FORM, {"is_married": True}, today=TODAY))
    assert "witnesses_page" not in ids(visible_pages(FORM, {}, today=TODAY))


def test_evidence_is_required_by_rule():
    letter = asked("letter")

    assert look(FORM, {"birth_place": "hospital"}, today=TODAY).holds(letter.required)
    assert not look(FORM, {"birth_place": "home"}, today=TODAY).holds(letter.required)


def test_inside_an_item_its_own_answers_decide():
    witnesses = asked("witnesses")

    situation = look(FORM, {}, today=TODAY)

    family = situation.inside(witnesses, {"is_family": True})
    stranger = situation.inside(witnesses, {"is_family": False})

    assert ids(shown_in(family, witnesses)) == ["name", "nik", "is_family", "relation"]
    assert ids(shown_in(stranger, witnesses)) == ["name", "nik", "is_family"]
    assert family.holds(witnesses.questions[0].required)
