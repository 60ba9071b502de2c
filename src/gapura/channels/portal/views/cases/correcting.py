"""Correcting: only what the officer marked, with the officer's words beside each question."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from gapura.cases.commands import correcting as commands
from gapura.cases.queries import cases
from gapura.cases.queries.answers import current_answers, file_answer
from gapura.cases.queries.cases import OpenCorrection
from gapura.cases.queries.fees import has_another_tariff
from gapura.channels.portal import question_pages
from gapura.channels.portal.personal import language, personal, to
from gapura.channels.portal.question_pages import Pressed
from gapura.channels.ui.entering import CityRequest
from gapura.channels.ui.problems import Problem
from gapura.channels.ui.question_fields import QuestionField, list_problems
from gapura.documents import queries as documents
from gapura.documents.queries import FileRef
from gapura.engines.forms.answers import Answers
from gapura.engines.forms.schema import Form, Page
from gapura.engines.rules.text import Text, in_language
from gapura.kernel.errors import Conflict, Refused
from gapura.kernel.scope import scope

if TYPE_CHECKING:
    from gapura.cases.models import Case


@dataclass(frozen=True)
class MarkedQuestion:
    """`notes` are the officer's; `sent` names the files that were sent before."""

    field: QuestionField
    notes: tuple[str, ...]
    sent: tuple[str, ...]


@dataclass(frozen=True)
class MarkedPage:
    title: str
    questions: list[MarkedQuestion]


@dataclass(frozen=True)
class Attempt:
    """What was just pressed, and what came of it; all empty when the page is opened."""

    pressed: Pressed | None = None
    errors: Mapping[str, Text] = field(default_factory=dict)
    files: Answers = field(default_factory=dict)  # that this attempt brought, by question
    whole: Sequence[Problem] = ()


@personal
def correct(request: CityRequest, number: str) -> HttpResponse:
    with scope(request.city.id):
        case = cases.get_own_case(number, seen_by=request.actor)
        correction = cases.find_open_correction(case)
        if correction is None:
            messages.warning(request, _("Tidak ada yang perlu diperbaiki pada urusan ini."))
            return to(request, "case", case.number)
        if request.method != "POST":
            return _show(request, case, correction)
    pressed = question_pages.read_pressed(request)
    attempt = _keep(request, case, pressed) if pressed.step else _send(request, case, pressed)
    if attempt is None:
        return to(request, "case", case.number)
    with scope(request.city.id):
        return _show(request, case, correction, attempt)


def _keep(request: CityRequest, case: "Case", pressed: Pressed) -> Attempt:
    """A button that does not send: files that came along are kept all the same."""
    if not pressed.uploads:
        return Attempt(pressed)
    try:
        kept = commands.keep_correction_files(case.id, by=request.actor, uploads=pressed.uploads)
    except Refused as refusal:  # a file that cannot be taken
        if refusal.status != Refused.status:
            raise
        return Attempt(pressed, whole=[Problem(str(refusal))])
    return Attempt(pressed, files=kept)


def _send(request: CityRequest, case: "Case", pressed: Pressed) -> Attempt | None:
    """None once there is nothing more to do here."""
    try:
        corrected = commands.submit_correction(
            case.id,
            by=request.actor,
            posted=_with_file_ids(case, pressed),
            uploads=pressed.uploads,
        )
    except Conflict:
        messages.warning(request, _("Perbaikan ini sudah terkirim, atau waktunya sudah lewat."))
        return None
    except Refused as refusal:
        if refusal.status != Refused.status:
            raise
        return Attempt(pressed, whole=[Problem(str(refusal))])
    if corrected.errors:
        return Attempt(pressed, corrected.errors, corrected.values)
    messages.success(request, _("Perbaikan terkirim. Petugas memeriksa lagi."))
    return None


def _with_file_ids(case: "Case", pressed: Pressed) -> dict[str, list[str]]:
    """Pages post whole references back; the command asks for ids."""
    questions = cases.service_of(case).package.full_form().questions()
    asked = {question.id for question in questions if question.kind == "file"}
    return {
        name: question_pages.file_ids(values) if name in asked else list(values)
        for name, values in pressed.posted.items()
    }


def _show(
    request: CityRequest,
    case: "Case",
    correction: OpenCorrection,
    attempt: Attempt = Attempt(),
) -> HttpResponse:
    service = cases.service_of(case)
    # A changed answer may newly ask for another question: it appears with its error.
    wanted = {path.split(".")[0] for path in (*correction.marks, *attempt.errors)}
    shown = commands.pages_of(service.package, wanted)
    drawing = _Drawing(
        request,
        service.package.full_form(),
        current_answers(case)[1],
        correction,
        attempt,
        documents.list_files(case.id, case.jurisdiction_id),
    )
    typed = drawing.typed(shown)
    pages = [drawing.page(page, typed) for page in shown]
    fields = [marked.field for page in pages for marked in page.questions]
    problems = [*attempt.whole, *list_problems(fields, attempt.errors, language=language())]
    context = {
        "case": case,
        "service": service,
        "correction": correction,
        "pages": pages,
        "problems": problems,
        "has_another_tariff": has_another_tariff(case, service.package, at=timezone.now()),
    }
    return render(request, "portal/cases/correct.html", context, status=422 if problems else 200)


@dataclass(frozen=True)
class _Drawing:
    request: CityRequest
    form: Form
    answers: Answers
    correction: OpenCorrection
    attempt: Attempt
    known: Sequence[FileRef]

    def typed(self, pages: Sequence[Page]) -> Answers:
        """All pages together: an answer on one may ask for another on the next. A file that was
        sent stands as a name; its place is free for the new one."""
        pressed = self.attempt.pressed
        shown = dict(self.answers)
        for page in pages:
            if pressed:
                shown = question_pages.as_typed(page, self.form, shown, pressed)
            for question in page.questions:
                if question.kind == "file":
                    new = self.attempt.files.get(question.id) or []
                    files = {each["id"]: each for each in [*new, *self._kept(question.id)]}
                    shown[question.id] = list(files.values())
        return shown

    def page(self, page: Page, typed: Answers) -> MarkedPage:
        fields = question_pages.draw(
            page,
            self.form,
            typed,
            request=self.request,
            errors=self.attempt.errors,
            pressed=self.attempt.pressed,
            files=self.known,
        )
        return MarkedPage(
            in_language(page.title, language()),
            [MarkedQuestion(each, self._notes(each.name), self._sent(each)) for each in fields],
        )

    def _kept(self, question_id: str) -> list[dict[str, object]]:
        """New files that an earlier try brought already."""
        pressed = self.attempt.pressed
        posted = pressed.posted.get(question_id, ()) if pressed else ()
        ids = set(question_pages.file_ids(posted))
        return [file_answer(ref) for ref in self.known if str(ref.id) in ids]

    def _notes(self, question_id: str) -> tuple[str, ...]:
        marks = self.correction.marks.items()
        return tuple(note for path, note in marks if path.split(".")[0] == question_id)

    def _sent(self, drawn: QuestionField) -> tuple[str, ...]:
        if drawn.kind != "file":
            return ()
        return tuple(ref["name"] for ref in self.answers.get(drawn.name) or ())
