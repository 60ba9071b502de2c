"""What the applicant does after sending: correct what was marked, or take it back."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from gapura.cases import policies
from gapura.cases.commands import charging, steps, timing
from gapura.cases.commands.intake import rewrite_finders
from gapura.cases.events import CompletenessConfirmed, CorrectionReceived
from gapura.cases.models import Case, CaseAnswers, CorrectionRequest
from gapura.cases.queries.answers import (
    Answers,
    bound_to_answers,
    current_answers,
    file_answer,
    seal_json,
    unseal_json,
)
from gapura.cases.queries.choosing import facts_in
from gapura.cases.queries.words import in_reader_language
from gapura.documents import commands as documents
from gapura.documents import queries as document_queries
from gapura.engines.definitions.schema import ServicePackage
from gapura.engines.forms import reading, validation
from gapura.engines.forms.schema import Page, Question
from gapura.engines.rules.text import Text, in_language, say
from gapura.engines.workflow import running
from gapura.engines.workflow.choosing import chooses
from gapura.kernel import timers
from gapura.kernel.actors import Actor
from gapura.kernel.commands import command
from gapura.kernel.errors import Conflict, Refused

Posted = Mapping[str, Sequence[str]]
Upload = tuple[str, bytes]


@dataclass(frozen=True)
class Corrected:
    errors: dict[str, Text]
    values: Answers  # what was typed, for showing the page again


def pages_of(package: ServicePackage, question_ids: Collection[str]) -> list[Page]:
    """The form's pages with only these questions."""
    pages = []
    for page in package.pages():
        questions = tuple(q for q in page.questions if q.id in question_ids)
        if questions:
            pages.append(page.model_copy(update={"questions": questions}))
    return pages


@command
def submit_correction(
    case_id: UUID,
    *,
    by: Actor,
    posted: Posted,
    uploads: Mapping[str, Sequence[Upload]] | None = None,
) -> Corrected:
    """Change the marked answers only, and send them back to the desk that asked. Wrong input
    changes nothing and says what is wrong."""
    case = steps.lock(by.jurisdiction, case_id)
    policies.require_applicant(case, by)
    timing.let_due_timers_act(case)
    request = _open_request(case)
    package = steps.package_of(case)
    marks: dict[str, str] = unseal_json(
        request.marks, bound_to=case.bound_to(f"marks:{request.id}")
    )
    revision, answers = current_answers(case)
    reader = _Reader(case, package, posted, uploads or {}, by)
    values, errors = reader.read(answers, {path.split(".")[0] for path in marks})
    if errors:
        return Corrected(errors, values)

    tidy = validation.tidy(package.full_form(), {**answers, **values}, today=timezone.localdate())
    now = timezone.now()
    CaseAnswers.objects.create(
        jurisdiction_id=by.jurisdiction,
        case=case,
        revision=revision + 1,
        answers=seal_json(tidy, bound_to=bound_to_answers(case, revision + 1)),
        created_at=now,
    )
    charging.fix_anew(case, package, tidy, revision=revision + 1, at=now)
    rewrite_finders(case, package, tidy)
    request.answered_at = now
    request.save(update_fields=["answered_at"])
    timers.cancel_timers(by.jurisdiction, subject_id=case.id, kinds=(timing.CORRECTION,))
    task = steps.open_task_of(case)
    action = next(iter(running.allowed_actions(package.workflow, task.step)))
    move = running.advance(
        package.workflow,
        task.step,
        action,
        given={"message", "marks"},
        facts=facts_in(case, package, tidy)
        if chooses(package.workflow, task.step, action)
        else None,
    )
    case.complete_at = now
    facts = (
        CorrectionReceived(subject_id=case.id, request_id=request.id, revision=revision + 1),
        CompletenessConfirmed(subject_id=case.id, found_by="system"),
    )
    steps.follow(case, package, move, task=task, answers=tidy, at=now, by=by, facts=facts)
    return Corrected({}, {})


@command
def keep_correction_files(
    case_id: UUID, *, by: Actor, uploads: Mapping[str, Sequence[Upload]]
) -> Answers:
    """Files that came before the rest was ready. They count once the correction names them."""
    case = steps.lock(by.jurisdiction, case_id)
    policies.require_applicant(case, by)
    _open_request(case)
    package = steps.package_of(case)
    reader = _Reader(case, package, {}, uploads, by)
    kept: Answers = {}
    for question in package.full_form().questions():
        if question.kind == "file" and question.id in uploads:
            kept |= reader.read_files(question)
    return kept


@command
def withdraw(case_id: UUID, *, by: Actor) -> Case:
    """The applicant takes the request back, where the SOP still lets them."""
    case = steps.lock(by.jurisdiction, case_id)
    policies.require_applicant(case, by)
    timing.let_due_timers_act(case)
    task = steps.open_task_of(case)
    try:
        move = running.withdraw(steps.package_of(case).workflow, task.step)
    except running.WorkflowRefused as refusal:
        raise Refused(in_reader_language(refusal.sentence), code="too-late") from refusal

    steps.close(case, move, task=task, at=timezone.now(), by=by)
    return case


def _open_request(case: Case) -> CorrectionRequest:
    request = (
        CorrectionRequest.objects.of(case.jurisdiction_id)
        .filter(case=case, answered_at__isnull=True)
        .first()
    )
    if request is None or not case.is_open:
        raise Conflict(
            _(
                "Tidak ada yang perlu diperbaiki pada urusan ini. Mungkin perbaikan Anda sudah "
                "terkirim, atau batas waktunya sudah lewat. Lihat perjalanannya."
            ),
            code="nothing-to-correct",
        )
    return request


@dataclass(frozen=True)
class _Reader:
    """Reads the marked questions, and those that a changed answer newly asks for; no others."""

    case: Case
    package: ServicePackage
    posted: Posted
    uploads: Mapping[str, Sequence[Upload]]
    by: Actor

    def read(self, answers: Answers, marked: set[str]) -> tuple[Answers, dict[str, Text]]:
        form, today = self.package.full_form(), timezone.localdate()
        values: Answers = {}
        unreadable: dict[str, Text] = {}
        found: list[validation.Problem] = []
        asked: set[str] = set()
        fresh = marked
        while fresh:
            asked |= fresh
            read, errors = self._read_questions(fresh, {**answers, **values})
            values.update(read)
            unreadable.update(errors)
            found = validation.problems(form, {**answers, **values}, today=today)
            fresh = {problem.question for problem in found} - asked
        same = self._unchanged_files(answers, values, marked)
        return values, {**{p.path: p.sentence for p in found}, **same, **unreadable}

    def _unchanged_files(
        self, answers: Answers, values: Answers, marked: set[str]
    ) -> dict[str, Text]:
        """A photo that was marked must be another one; words may stand if they were right."""
        return {
            question.id: say(
                f"Unggah {question.label['id']} yang baru: yang lama diminta diperbaiki.",
                f"Upload a new {in_language(question.label, 'en')}: the old one was sent back.",
            )
            for question in self.package.full_form().questions()
            if question.id in marked
            and question.kind == "file"
            and values.get(question.id, answers.get(question.id)) == answers.get(question.id)
        }

    def _read_questions(
        self, wanted: set[str], answers: Answers
    ) -> tuple[Answers, dict[str, Text]]:
        values: Answers = {}
        errors: dict[str, Text] = {}
        for page in pages_of(self.package, wanted):
            plain = tuple(q for q in page.questions if q.kind != "file")
            if plain:
                read = reading.read_page(
                    page.model_copy(update={"questions": plain}),
                    self.package.full_form(),
                    self.posted,
                    answers,
                    today=timezone.localdate(),
                )
                values.update(read.values)
                errors.update(read.errors)
            for question in page.questions:
                if question.kind == "file":
                    values |= self.read_files(question)
        return values, errors

    def read_files(self, question: Question) -> Answers:
        """New uploads, and files of this case that an earlier try already brought."""
        new = [
            file_answer(
                documents.receive_file(
                    content,
                    name=name,
                    belongs_to=self.case.id,
                    accept=question.accept,
                    by=self.by,
                )
            )
            for name, content in self.uploads.get(question.id, ())[: question.max_files]
        ]
        named = {str(ref) for ref in self.posted.get(question.id, ())}
        own = [
            file_answer(ref)
            for ref in document_queries.list_files(
                self.case.id, jurisdiction=self.case.jurisdiction_id
            )
            if str(ref.id) in named
        ]
        files = [*new, *own][: question.max_files]
        return {question.id: files} if files else {}
