"""Sending: once, however often the button is pressed or the network repeats."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from gapura.cases import policies
from gapura.cases.commands.intake import Submitted, find_submitted, open_case
from gapura.cases.models import Draft
from gapura.cases.queries import often
from gapura.cases.queries.answers import Answers, draft_answers, file_answer, file_ids
from gapura.catalogue import queries as catalogue
from gapura.documents import commands as documents
from gapura.documents import queries as document_queries
from gapura.kernel import sealing
from gapura.kernel.actors import Actor
from gapura.kernel.commands import command
from gapura.kernel.errors import NotFound, Refused
from gapura.kernel.ids import uuid7


@command
def submit_draft(draft_id: UUID, *, by: Actor) -> Submitted:
    """Make the draft a case. Pressed twice, retried or replayed, it is one case and one PIN."""
    draft = often.draft_to_change.first(by.jurisdiction, draft_id)
    if draft is None or not policies.holds_draft(draft, by):
        raise NotFound(
            _("Isian ini tidak ditemukan. Mulai lagi dari halaman layanan."), code="draft-not-found"
        )
    key = f"draft:{draft.id}"
    sent = find_submitted(by.jurisdiction, key)
    if sent is not None:
        return sent
    service = catalogue.get_version(by.jurisdiction, draft.version_id)
    _require_open(by, draft.service_code)

    answers = draft_answers(draft)
    _require_safe_files(draft, answers)
    submitted = open_case(service=service, answers=answers, key=key, by=by)
    documents.move_files(draft.id, submitted.case_id, by=by)
    draft.case_id, draft.updated_at = submitted.case_id, timezone.now()
    draft.answers = b""  # the case has them now; two copies of personal data are one too many
    draft.save(update_fields=["case_id", "updated_at", "answers"])
    return submitted


def _require_safe_files(draft: Draft, answers: Answers) -> None:
    """A large file may have been refused after the page was left; it does not count as sent."""
    named = set(file_ids(answers))
    files = document_queries.list_files(draft.id, draft.jurisdiction_id)
    refused = [ref for ref in files if str(ref.id) in named and ref.state == "refused"]
    if refused:
        raise Refused(
            _("Berkas %(names)s tidak dapat dipakai: %(why)s Hapus, lalu unggah yang lain.")
            % {"names": ", ".join(ref.name for ref in refused), "why": refused[0].sentence},
            code="file-refused",
        )


Upload = tuple[str, bytes]
"""File name and content."""


@command
def submit_answers(
    *,
    by: Actor,
    service_code: str,
    answers: dict[str, Any],
    idempotency_key: str,
    uploads: Mapping[str, Sequence[Upload]] | None = None,
    content: str = "",
) -> Submitted:
    """The API's way in: everything at once; the same key makes the same case. With `content`, what
    came as a whole, the key with another content is a conflict: a stranger who guesses a key
    learns nothing of the case it made."""
    key = f"{by.ref}:{idempotency_key}"[:120]
    fingerprint = sealing.blind_index("submission", content).hex() if content else ""
    sent = find_submitted(by.jurisdiction, key, fingerprint)
    if sent is not None:
        return sent
    service = _require_open(by, service_code)
    case_id = uuid7()
    named = _receive(service, uploads or {}, case_id=case_id, by=by)
    plain = {name: value for name, value in answers.items() if not _is_file(service, name)}

    return open_case(
        service=service,
        answers={**plain, **named},
        key=key,
        by=by,
        fingerprint=fingerprint,
        case_id=case_id,
    )


def _is_file(service: catalogue.ServiceView, name: str) -> bool:
    form = service.package.full_form()
    return any(q.id == name and q.kind == "file" for q in form.questions())


def _receive(
    service: catalogue.ServiceView,
    uploads: Mapping[str, Sequence[Upload]],
    *,
    case_id: UUID,
    by: Actor,
) -> dict[str, list[dict[str, Any]]]:
    questions = {q.id: q for q in service.package.full_form().questions() if q.kind == "file"}
    received: dict[str, list[dict[str, Any]]] = {}
    for name, files in uploads.items():
        if name not in questions:
            raise Refused(
                _("Layanan ini tidak meminta berkas bernama “%(name)s”.") % {"name": name},
                code="no-such-question",
            )
        received[name] = [
            file_answer(
                documents.receive_file(
                    content, name=title, belongs_to=case_id, accept=questions[name].accept, by=by
                )
            )
            for title, content in files
        ]
    return received


def _require_open(by: Actor, service_code: str) -> catalogue.ServiceView:
    service = catalogue.get_service(by.jurisdiction, service_code, on=timezone.localdate())
    if not service.is_open:
        raise Refused(
            service.closed_reason
            or _("Layanan ini sedang ditutup. Isian Anda tersimpan; silakan kirim nanti."),
            code="service-closed",
        )
    return service
