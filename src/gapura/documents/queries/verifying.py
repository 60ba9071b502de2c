"""What anyone who holds a document's QR may know of it: enough to compare, no more."""

from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone

from gapura.documents.models import VALID, Document, Revocation
from gapura.engines.rules.text import Text, in_language


@dataclass(frozen=True, slots=True)
class PublicField:
    """One line of the document; `value` is masked already where it must be."""

    id: str
    label: Text
    value: str
    masked: bool

    def label_in(self, language: str) -> str:
        return in_language(self.label, language)


@dataclass(frozen=True, slots=True)
class Verification:
    token: str
    kind: str
    title: Text
    number: str
    issuer: str
    signer: str
    holder_masked: str
    fields: tuple[PublicField, ...]
    issued_at: datetime
    issued_on: date
    valid_until: date | None
    status: str  # valid, expired, revoked, replaced
    ended_at: datetime | None  # when it was revoked or replaced

    @property
    def is_valid(self) -> bool:
        return self.status == VALID

    def title_in(self, language: str) -> str:
        return in_language(self.title, language)


def verify(token: str, jurisdiction: str) -> Verification | None:
    """What the token's document says; None when there is none."""
    row = Document.objects.of(jurisdiction).filter(token=token.strip().upper()).first()
    return as_verification(row) if row else None


def find_by_number(number: str, jurisdiction: str) -> Verification | None:
    """By the number printed on it, as somebody types it. The caller slows guessing down."""
    proper = "".join(number.split()).upper()
    row = Document.objects.of(jurisdiction).filter(number__in={proper, number.strip()}).first()
    return as_verification(row) if row else None


def as_verification(row: Document) -> Verification:
    ended = None
    if row.status != VALID:
        endings = Revocation.objects.of(row.jurisdiction_id).filter(document=row)
        ended = endings.values_list("revoked_at", flat=True).first()
    return Verification(
        token=row.token,
        kind=row.kind,
        title=row.title,
        number=row.number,
        issuer=row.issuer,
        signer=row.signer,
        holder_masked=row.holder_masked,
        fields=tuple(PublicField(**field) for field in row.fields),
        issued_at=row.issued_at,
        issued_on=timezone.localdate(row.issued_at),
        valid_until=row.valid_until,
        status=_status_today(row),
        ended_at=ended,
    )


def _status_today(row: Document) -> str:
    is_over = row.valid_until is not None and row.valid_until < timezone.localdate()
    return "expired" if row.status == VALID and is_over else row.status
