"""What a person is shown, given what they answered so far."""

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
