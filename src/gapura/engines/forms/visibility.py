"""What a person is shown and what they must answer, given what they answered so far."""

from datetime import date

from gapura.engines.forms.answers import Answers
from gapura.engines.forms.schema import Form, Page, Question
from gapura.engines.forms.situation import look


def visible_pages(form: Form, answers: Answers, *, today: date) -> list[Page]:
    """Pages with something to show, in order."""
    situation = look(form, answers, today=today)
    return [page for page in form.pages if any(situation.shows(page, q) for q in page.questions)]


def visible_questions(page: Page, form: Form, answers: Answers, *, today: date) -> list[Question]:
    situation = look(form, answers, today=today)
    return [question for question in page.questions if situation.shows(page, question)]


def visible_children(
    group: Question, item: Answers, form: Form, answers: Answers, *, today: date
) -> list[Question]:
    """The questions of one item of a group."""
    if all(child.visible is True for child in group.questions):
        return list(group.questions)
    inside = look(form, answers, today=today).inside(group, item)
    return [child for child in group.questions if inside.holds(child.visible)]


def is_required(question: Question, form: Form, answers: Answers, *, today: date) -> bool:
    if isinstance(question.required, bool):  # a page asks this for each of its questions
        return question.required
    return look(form, answers, today=today).holds(question.required)


def is_child_required(
    child: Question, group: Question, item: Answers, form: Form, answers: Answers, *, today: date
) -> bool:
    if isinstance(child.required, bool):
        return child.required
    return look(form, answers, today=today).inside(group, item).holds(child.required)
