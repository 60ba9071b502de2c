"""The whole form, as it is judged when it is sent."""

from dataclasses import dataclass
from datetime import date

from gapura.engines.forms.answers import Answers
from gapura.engines.forms.examining import examine
from gapura.engines.forms.kinds import normalise
from gapura.engines.forms.schema import Form
from gapura.engines.forms.situation import look
from gapura.engines.rules.text import Text


@dataclass(frozen=True)
class Problem:
    page: str
    question: str  # id of the top-level question
    path: str  # "witnesses.0.nik" inside a group, else the question's id
    sentence: Text
    legal_reference: str | None


def problems(form: Form, answers: Answers, *, today: date) -> list[Problem]:
    """In the order of the form; what is not shown is not judged."""
    situation = look(form, answers, today=today)
    return [
        Problem(page.id, question.id, finding.path, finding.sentence, finding.legal_reference)
        for page in form.pages
        for question in page.questions
        if situation.shows(page, question)
        for finding in examine(
            question, situation.answers.get(question.id), question.id, situation
        ).findings
    ]


def prune(form: Form, answers: Answers, *, today: date) -> Answers:
    """Without the answers of questions that are not shown, and without unknown ones."""
    return look(form, answers, today=today).answers


def tidy(form: Form, answers: Answers, *, today: date) -> Answers:
    """Pruned and in canonical shapes: what is stored when a form without problems is sent.

    An answer that cannot be read stays as typed, for `problems` to name.
    """
    left = prune(form, answers, today=today)
    return {q.id: normalise(q, left[q.id]).value for q in form.questions() if q.id in left}
