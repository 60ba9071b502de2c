"""Drafts: kept page by page and as one types, resumed, discarded; nothing typed is lost."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from gapura.cases import policies
from gapura.cases.models import Draft
from gapura.cases.queries import often
from gapura.cases.queries.answers import (
    Answers,
    draft_answers,
    file_answer,
    file_ids,
    seal_json,
)
from gapura.catalogue import queries as catalogue
from gapura.documents import commands as documents
from gapura.engines.definitions.schema import ServicePackage
from gapura.engines.forms import reading, visibility
from gapura.engines.forms.schema import Form, Page, Question
from gapura.engines.rules.text import Text
from gapura.kernel.actors import Actor
from gapura.kernel.commands import command
from gapura.kernel.errors import Conflict, NotFound, Refused

KEPT_FOR = timedelta(days=30)


@dataclass(frozen=True)
class PageSaved:
    """`errors` by path; `next_page` is None when the check-your-answers page follows."""

    errors: dict[str, Text]
    next_page: str | None


@command
def start_draft(*, by: Actor, service_code: str, answers: Answers | None = None) -> UUID:
    """Begin, perhaps with what the pre-check asked; a closed service says why and until when."""
    today = timezone.localdate()
    service = catalogue.get_service(by.jurisdiction, service_code, on=today)
    if not service.is_open:
        raise Refused(
            service.closed_reason or _("Layanan ini sedang ditutup. Silakan coba lagi nanti."),
            code="service-closed",
        )
    now = timezone.now()
    draft = Draft(
        jurisdiction_id=by.jurisdiction,
        service_code=service_code,
        version_id=service.version_id,
        account_id=by.account_id if by.kind == "resident" else None,
        channel=by.channel,
        created_at=now,
        updated_at=now,
    )
    draft.answers = seal_json(answers or {}, bound_to=draft.bound_to())
    Draft.objects.insert([draft])
    return UUID(str(draft.id))


@command
def save_page(
    draft_id: UUID, *, by: Actor, page_id: str, posted: Mapping[str, Sequence[str]]
) -> PageSaved:
    """Judge and keep one page. What was typed is kept even where it is wrong."""
    draft, package = open_draft(draft_id, by)
    form = package.full_form()
    page = page_named(form, page_id)
    today = timezone.localdate()
    answers = draft_answers(draft)
    trusted = _only_files_of(page, posted, answers)
    read = reading.read_page(page, form, trusted, answers, today=today)

    answers.update(read.values)
    for question in page.questions:
        if question.id not in read.values and question.kind != "file":
            answers.pop(question.id, None)
    following = page_id if read.errors else _page_after(form, page_id, answers)
    _keep(draft, answers, following or page_id)  # where one goes on another day
    return PageSaved(read.errors, following)


@command
def autosave(
    draft_id: UUID, *, by: Actor, page_id: str, posted: Mapping[str, Sequence[str]]
) -> None:
    """Keep what is being typed, without judging it."""
    draft, package = open_draft(draft_id, by)
    form = package.full_form()
    page = page_named(form, page_id)
    answers = draft_answers(draft)
    trusted = _only_files_of(page, posted, answers)
    read = reading.read_page(page, form, trusted, answers, today=timezone.localdate())
    answers.update({name: value for name, value in read.values.items() if value is not None})
    _keep(draft, answers, page_id)


@command
def add_file(
    draft_id: UUID, *, by: Actor, page_id: str, question_id: str, name: str, content: bytes
) -> None:
    """Take one file for a question, at most as many as it asks for."""
    draft, package = open_draft(draft_id, by)
    question = _file_question(page_named(package.full_form(), page_id), question_id)
    answers = draft_answers(draft)
    kept = list(answers.get(question_id) or [])
    if len(kept) >= question.max_files:
        raise Refused(
            _("Untuk bagian ini cukup %(n)s berkas. Hapus satu dulu, lalu unggah yang baru.")
            % {"n": question.max_files},
            code="too-many-files",
        )
    ref = documents.receive_file(
        content, name=name, belongs_to=draft.id, accept=question.accept, by=by, evidence=question_id
    )
    kept.append(file_answer(ref))
    answers[question_id] = kept
    _keep(draft, answers, page_id)


@command
def remove_file(draft_id: UUID, *, by: Actor, page_id: str, file_id: str) -> None:
    draft, package = open_draft(draft_id, by)
    answers = draft_answers(draft)
    for question in page_named(package.full_form(), page_id).questions:
        if question.kind == "file" and answers.get(question.id):
            answers[question.id] = [f for f in answers[question.id] if f.get("id") != file_id]
    if file_id in file_ids(draft_answers(draft)):
        documents.remove_file(UUID(file_id), by=by)
    _keep(draft, answers, page_id)


@command
def discard_draft(draft_id: UUID, *, by: Actor) -> None:
    """Away with it, files too."""
    draft, _package = open_draft(draft_id, by)
    documents.discard_files(draft.id, by=by)
    Draft.objects.of(by.jurisdiction).filter(id=draft.id).delete()


@command
def adopt_draft(draft_id: UUID, *, by: Actor) -> None:
    """A visitor signed in: the draft of this session becomes the account's."""
    draft = Draft.objects.of(by.jurisdiction).filter(id=draft_id, account_id=None).first()
    if draft is not None and draft.id in by.proved_cases and by.kind == "resident":
        draft.account_id = by.account_id
        draft.save(update_fields=["account_id"])


def open_draft(draft_id: UUID, by: Actor) -> tuple[Draft, ServicePackage]:
    """Locked, the actor's own, and not yet sent."""
    draft = often.draft_to_change.first(by.jurisdiction, draft_id)
    if draft is None or not policies.holds_draft(draft, by):
        raise NotFound(
            _(
                "Isian ini tidak ditemukan. Mungkin sudah dihapus, atau Anda memakai perangkat "
                "lain. Mulai lagi dari halaman layanan, atau masuk dengan e-mail Anda."
            ),
            code="draft-not-found",
        )
    if draft.case_id is not None:
        raise Conflict(
            _("Permohonan ini sudah dikirim. Lihat di Urusan saya."), code="already-sent"
        )
    return draft, catalogue.get_version(by.jurisdiction, draft.version_id).package


def page_named(form: Form, page_id: str) -> Page:
    page = next((page for page in form.pages if page.id == page_id), None)
    if page is None:
        raise NotFound(
            _("Halaman formulir ini tidak ada. Kembali ke awal isian Anda."), code="no-such-page"
        )
    return page


def _file_question(page: Page, question_id: str) -> Question:
    for question in page.questions:
        if question.id == question_id and question.kind == "file":
            return question
    raise NotFound(_("Bagian unggah ini tidak ada. Muat ulang halaman."), code="no-such-question")


def _only_files_of(
    page: Page, posted: Mapping[str, Sequence[str]], answers: Answers
) -> Mapping[str, Sequence[str]]:
    """File references come from the draft, never from the browser."""
    own: dict[str, Any] = dict(posted)
    for question in page.questions:
        if question.kind == "file":
            own[question.id] = [json.dumps(ref) for ref in answers.get(question.id) or []]
    return own


def _page_after(form: Form, page_id: str, answers: Answers) -> str | None:
    pages = visibility.visible_pages(form, answers, today=timezone.localdate())
    ids = [page.id for page in pages]
    if page_id not in ids:
        return ids[0] if ids else None
    following = ids[ids.index(page_id) + 1 :]
    return following[0] if following else None


def _keep(draft: Draft, answers: Answers, page_id: str) -> None:
    draft.answers = seal_json(answers, bound_to=draft.bound_to())
    draft.page = page_id
    draft.updated_at = timezone.now()
    draft.save(update_fields=["answers", "page", "updated_at"])
