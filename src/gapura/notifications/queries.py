"""What an account has been told, and what became of a mail."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from gapura.notifications.models import QUEUED, REFUSED, Notice, OutgoingMail


@dataclass(frozen=True, slots=True)
class NoticeRow:
    id: UUID
    subject: str
    body: str
    link: str
    created_at: datetime
    read_at: datetime | None


@dataclass(frozen=True, slots=True)
class MailRow:
    """State of a mail without its text."""

    id: UUID
    key: str
    to: str
    subject: str
    message_id: str
    state: str
    reason: str
    queued_at: datetime
    sent_at: datetime | None


def list_notices(
    account_id: UUID, jurisdiction: str, before: UUID | None = None, limit: int = 20
) -> list[NoticeRow]:
    """Newest first; `before` is the id of the last notice shown (ids sort by time)."""
    rows = Notice.objects.of(jurisdiction).filter(account_id=account_id)
    if before is not None:
        rows = rows.filter(id__lt=before)
    return [_notice(row) for row in rows.order_by("-id")[:limit]]


def find_notice(notice_id: UUID, account_id: UUID, jurisdiction: str) -> NoticeRow | None:
    """One notice, if it was told to this account."""
    rows = Notice.objects.of(jurisdiction).filter(account_id=account_id, id=notice_id)
    row = rows.first()
    return _notice(row) if row else None


def count_unread(account_id: UUID, jurisdiction: str) -> int:
    unread = Notice.objects.of(jurisdiction).filter(account_id=account_id, read_at__isnull=True)
    return unread.count()


def find_mail(key: str, jurisdiction: str) -> MailRow | None:
    row = OutgoingMail.objects.of(jurisdiction).filter(key=key).first()
    return _mail(row) if row else None


def list_undelivered(jurisdiction: str, limit: int = 50) -> list[MailRow]:
    """Mail that waits or was refused, oldest first."""
    rows = OutgoingMail.objects.of(jurisdiction).filter(state__in=[QUEUED, REFUSED])
    return [_mail(row) for row in rows.order_by("queued_at", "id")[:limit]]


def _notice(row: Notice) -> NoticeRow:
    return NoticeRow(
        id=row.id,
        subject=row.subject,
        body=row.body,
        link=row.link,
        created_at=row.created_at,
        read_at=row.read_at,
    )


def _mail(row: OutgoingMail) -> MailRow:
    return MailRow(
        id=row.id,
        key=row.key,
        to=row.to,
        subject=row.subject,
        message_id=row.message_id,
        state=row.state,
        reason=row.reason,
        queued_at=row.queued_at,
        sent_at=row.sent_at,
    )
