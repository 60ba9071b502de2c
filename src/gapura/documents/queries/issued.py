"""Documents that went out: what is known of one, and its PDF."""

import re
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.conf import settings
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from gapura.documents import vault
from gapura.documents.models import Document
from gapura.documents.rendering import verification_url
from gapura.engines.rules.text import Text, in_language
from gapura.kernel.compiled import compiled
from gapura.kernel.errors import NotFound


@dataclass(frozen=True, slots=True)
class DocumentRef:
    """A document as its case and its holder know it."""

    id: UUID
    case_id: UUID
    service_code: str
    kind: str
    title: Text
    number: str
    issuer: str
    signer: str  # "Lurah Kemayoran"
    status: str  # valid, revoked, replaced
    issued_at: datetime
    valid_until: date | None
    sha256: str
    size: int
    url: str  # where anyone verifies it

    @property
    def file_name(self) -> str:
        return re.sub(r"[^A-Za-z0-9.-]+", "-", f"{self.kind}-{self.number}").strip("-") + ".pdf"

    def title_in(self, language: str) -> str:
        return in_language(self.title, language)


def get_document(document_id: UUID, jurisdiction: str) -> DocumentRef:
    return as_ref(_row(document_id, jurisdiction))


def find_by_key(key: str, jurisdiction: str) -> DocumentRef | None:
    row = Document.objects.of(jurisdiction).filter(key=key).first()
    return as_ref(row) if row else None


def list_documents(case_id: UUID, jurisdiction: str) -> tuple[DocumentRef, ...]:
    """All documents of a case, first issued first."""
    return tuple(as_ref(row) for row in _of_case.all(jurisdiction, case_id))


@compiled
def _of_case(jurisdiction: str, case_id: UUID) -> QuerySet[Document]:
    return Document.objects.of(jurisdiction).filter(case_id=case_id).order_by("issued_at", "id")


def read_pdf(document_id: UUID, jurisdiction: str) -> tuple[DocumentRef, bytes]:
    """The PDF, byte for byte as issued. Permission and the audit row are the caller's."""
    row = _row(document_id, jurisdiction)
    return as_ref(row), vault.fetch(row.address, jurisdiction=jurisdiction, row_id=row.id)


def as_ref(row: Document) -> DocumentRef:
    return DocumentRef(
        id=row.id,
        case_id=row.case_id,
        service_code=row.service_code,
        kind=row.kind,
        title=row.title,
        number=row.number,
        issuer=row.issuer,
        signer=row.signer,
        status=row.status,
        issued_at=row.issued_at,
        valid_until=row.valid_until,
        sha256=row.sha256,
        size=row.size,
        url=verification_url(settings.GAPURA_PUBLIC_URL, row.jurisdiction_id, row.token),
    )


def _row(document_id: UUID, jurisdiction: str) -> Document:
    row = Document.objects.of(jurisdiction).filter(id=document_id).first()
    if row is None:
        raise NotFound(_("Surat ini tidak ada. Periksa lagi tautannya."), code="document-not-found")
    return row
