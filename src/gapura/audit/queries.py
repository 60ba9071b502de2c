"""Read the trace of looks."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from gapura.audit.models import AccessRecord


@dataclass(frozen=True, slots=True)
class AccessRow:
    """One look, ready to show; names come from `access.queries.names_of`."""

    id: UUID
    actor: str
    account_id: UUID | None
    post_id: UUID | None
    office_id: UUID | None
    channel: str
    kind: str
    subject_id: UUID
    case_id: UUID | None
    purpose: str
    details: tuple[str, ...]
    at: datetime


def list_accesses(
    case_id: UUID, *, jurisdiction: str, before: AccessRow | None = None, limit: int = 100
) -> list[AccessRow]:
    """The looks at one case, newest first; `before` is the last row of the page shown."""
    rows = AccessRecord.objects.of(jurisdiction).filter(case_id=case_id)
    if before is not None:
        rows = rows.filter(at__lte=before.at).exclude(at=before.at, id__gte=before.id)
    return [_row(record) for record in rows.order_by("-at", "-id")[:limit]]


def count_accesses(case_id: UUID, *, jurisdiction: str) -> int:
    return AccessRecord.objects.of(jurisdiction).filter(case_id=case_id).count()


def _row(record: AccessRecord) -> AccessRow:
    return AccessRow(
        id=record.id,
        actor=record.actor,
        account_id=record.account_id,
        post_id=record.post_id,
        office_id=record.office_id,
        channel=record.channel,
        kind=record.kind,
        subject_id=record.subject_id,
        case_id=record.case_id,
        purpose=record.purpose,
        details=tuple(record.details),
        at=record.at,
    )
