"""Every kind of question: drawn, sent back by a browser, and read again as the same answer."""

import pytest
from django.template.loader import render_to_string

from gapura.channels.ui import gallery_form
from gapura.channels.ui.question_fields import list_problems, render_page
from gapura.channels.ui.tests.reading_html import Controls
from gapura.engines.forms.reading import read_page
from gapura.engines.forms.schema import Form, Page, Question
from gapura.engines.rules.text import say

TODAY = gallery_form.TODAY


def html(fields):
    return render_to_string("ui/questions.html", {"questions": fields})


def one(question, value=None, errors=None, **more):
    page = Page(id="p", title=say("Halaman", "Page"), questions=(question,))
    return render_page(
        page, Form(pages=(page,)), {question.id: value}, errors or {}, language="id", today=TODAY, **more
    )[0]  # fmt: skip


def test_a_filled_form_sent_back_unchanged_is_the_same_answers():
    fields, _problems = gallery_form.draw("filled", "id")

    posted = Controls(html(fields)).sent
    reading = read_page(gallery_form.PAGE, gallery_form.FORM, posted, {}, today=TODAY)

    blank_nik = [{**witness, "nik": None} for witness in gallery_form.FILLED["witnesses"]]
    assert reading.errors == {}
    assert reading.values == gallery_form.FILLED | {"witnesses": blank_nik}


@pytest.mark.parametrize("language", ["id", "en"])
def test_a_form_with_mistakes_keeps_what_was_typed(language):
    fields, _problems = gallery_form.draw("error", language)

    sent = Controls(html(fields)).sent

    typed = {name: values for name, values in gallery_form.MISTAKEN.items() if values != [""]}
    assert {name: sent[name] for name in typed} == typed


@pytest.mark.parametrize("state", ["normal", "filled", "error"])
def test_no_two_parts_of_a_page_share_an_id(state):
    fields, _problems = gallery_form.draw(state, "id")

    ids = Controls(html(fields)).ids

    assert sorted(ids) == sorted(set(ids))


def test_every_line_of_the_summary_leads_to_something_on_the_page():
    fields, problems = gallery_form.draw("error", "id")

    ids = Controls(html(fields)).ids

    assert [problem.anchor for problem in problems if problem.anchor not in ids] == []


def test_the_summary_names_what_belongs_to_no_field_shown():
    fields, _problems = gallery_form.draw("normal", "id")

    problems = list_problems(
        fields, {"elsewhere": say("Ada yang kurang.", "Missing.")}, language="en"
    )

    assert [(problem.sentence, problem.anchor) for problem in problems] == [("Missing.", "")]


def test_the_link_of_a_wrong_date_leads_to_the_box_that_is_wrong():
    question = Question(id="born_on", kind="date", label=say("Lahir", "Born"))

    field = one(question, "14-21-2026", {"born_on": say("Salah", "Wrong")})

    assert (field.first_input, field.date.wrong) == ("q-born_on_month", frozenset({"month"}))


def test_a_date_that_is_on_no_calendar_marks_all_three_boxes():
    question = Question(id="born_on", kind="date", label=say("Lahir", "Born"))

    field = one(question, "2026-02-30", {"born_on": say("Salah", "Wrong")})

    assert field.date.wrong == frozenset({"day", "month", "year"})


def test_a_group_shows_as_many_items_as_must_be_filled_in():
    group = next(q for q in gallery_form.PAGE.questions if q.kind == "group")

    field = one(group.model_copy(update={"min_items": 2}))

    assert [(item.number, item.may_be_removed) for item in field.items] == [(1, False), (2, False)]


def test_a_group_shows_what_was_added_and_stops_at_the_most():
    group = next(q for q in gallery_form.PAGE.questions if q.kind == "group")

    field = one(group, [{"name": "Siti"}, {"name": "Budi"}], added={"witnesses": 5})

    assert ([item.number for item in field.items], field.may_add) == ([1, 2, 3], False)


@pytest.mark.parametrize(
    ("kind", "value", "shown"),
    [("money", 1_250_000, "1.250.000"), ("money", "banyak", "banyak"), ("number", "3.5", "3,5"),
     ("number", 12, "12"), ("phone", "+6281234567890", "0812 3456 7890"), ("phone", "+65123456", "+65123456"),
     ("nik", "3171035708900001", "3171 0357 0890 0001"), ("nik", "3171", "3171"), ("text", None, "")],
)  # fmt: skip
def test_an_answer_goes_back_into_its_box_as_people_write_it(kind, value, shown):
    field = one(Question(id="x", kind=kind, label=say("X", "X")), value)

    assert field.value == shown


def test_what_a_person_typed_is_never_read_as_markup():
    field = one(Question(id="x", kind="long_text", label=say("X", "X")), "</textarea><script>")

    assert "<script>" not in html([field])
