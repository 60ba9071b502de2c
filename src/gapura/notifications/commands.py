"""Take an address and ready text; deliver once per key."""

import hashlib
from datetime import datetime
from urllib.parse import urlsplit
from uuid import UUID

from django.conf import settings
from django.utils import timezone

from gapura.kernel.actors import Actor
from gapura.kernel.commands import command
from gapura.kernel.events import publish
from gapura.notifications.events import MailQueued
from gapura.notifications.models import Notice, OutgoingMail


@command
def send_mail(
    *,
    to: str,
    subject: str,
    body: str,
    key: str,
    by: Actor,
    useless_after: datetime | None = None,
) -> None:
    """Queue one mail; the worker sends it after the commit. The same key again changes nothing.

    `useless_after` is for codes and links that expire: not sent later than that, and the text is
    emptied as soon as the mail has left.
    """
    mail = OutgoingMail(
        jurisdiction_id=by.jurisdiction,
        key=key,
        to=to.strip()[:254],
        subject=_one_line(subject),
        body=body,
        message_id=message_id(by.jurisdiction, key),
        queued_at=timezone.now(),
        useless_after=useless_after,
    )
    if OutgoingMail.objects.insert_once(mail):
        publish(MailQueued(subject_id=mail.id), by=by)


@command
def notify(*, account_id: UUID, subject: str, body: str, link: str, key: str, by: Actor) -> None:
    """Show a message to an account inside Gapura. The same key again changes nothing."""
    notice = Notice(
        jurisdiction_id=by.jurisdiction,
        key=key,
        account_id=account_id,
        subject=_one_line(subject),
        body=body,
        link=link,
        created_at=timezone.now(),
    )
    Notice.objects.insert_once(notice)


@command
def mark_read(*, by: Actor, notice_id: UUID | None = None) -> int:
    """Mark one notice of the actor as read, or all of them; how many were new."""
    if by.account_id is None:
        return 0
    unread = Notice.objects.of(by.jurisdiction).filter(
        account_id=by.account_id, read_at__isnull=True
    )
    if notice_id is not None:
        unread = unread.filter(id=notice_id)
    return unread.update(read_at=timezone.now())


def message_id(jurisdiction: str, key: str) -> str:
    """The same for the same key, so that a mail repeated after a crash is seen as one."""
    digest = hashlib.sha256(f"{jurisdiction}\0{key}".encode()).hexdigest()[:40]
    return f"<{digest}@{urlsplit(settings.GAPURA_PUBLIC_URL).hostname or 'gapura.invalid'}>"


def _one_line(subject: str) -> str:
    return " ".join(subject.split())[:250]
