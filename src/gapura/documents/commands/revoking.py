"""A document is taken back, or gives way to a new one; its page then says so to everybody."""

from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from gapura.documents import policies
from gapura.documents.events import DocumentRevoked
from gapura.documents.models import REPLACED, REVOKED, VALID, Document, Revocation
from gapura.kernel.actors import Actor
from gapura.kernel.commands import command
from gapura.kernel.errors import Conflict, NotFound, Refused
from gapura.kernel.events import publish


@command
def revoke_document(*, by: Actor, document_id: UUID, grounds: str) -> None:
    """From now on the document does not hold. The PDF stays readable to its holder."""
    document = _locked(document_id, by.jurisdiction)
    policies.require_revoker(by, role=document.signer_role, office_id=document.office_id)
    grounds = grounds.strip()
    if not grounds:
        raise Refused(
            _("Tulis alasan pencabutan: pemegang surat berhak mengetahuinya."), code="no-grounds"
        )
    _require_valid(document)

    _end(document, REVOKED, grounds=grounds, replaced_by=None, by=by)


def mark_replaced(document_id: UUID, *, replaced_by: Document, by: Actor) -> None:
    """Part of issuing the new one, in its transaction."""
    document = _locked(document_id, by.jurisdiction)
    _require_valid(document)
    _end(document, REPLACED, grounds="", replaced_by=replaced_by, by=by)


def _locked(document_id: UUID, jurisdiction: str) -> Document:
    rows = Document.objects.of(jurisdiction).filter(id=document_id).select_for_update()
    row = rows.first()
    if row is None:
        raise NotFound(_("Surat ini tidak ada. Periksa lagi tautannya."), code="document-not-found")
    return row


def _require_valid(document: Document) -> None:
    if document.status != VALID:
        raise Conflict(
            _("Surat %(number)s sudah dicabut atau diganti, jadi tidak ada yang perlu diubah.")
            % {"number": document.number},
            code="already-ended",
        )


def _end(
    document: Document, status: str, *, grounds: str, replaced_by: Document | None, by: Actor
) -> None:
    Document.objects.of(by.jurisdiction).filter(id=document.id).update(status=status)
    Revocation.objects.create(
        jurisdiction_id=by.jurisdiction,
        document=document,
        replaced_by=replaced_by,
        grounds=grounds,
        revoked_at=timezone.now(),
        revoked_by=by.ref,
    )
    successor = replaced_by.id if replaced_by else None
    fact = DocumentRevoked(
        subject_id=document.case_id, document_id=document.id, replaced_by=successor
    )
    publish(fact, by=by)
