"""Send what is owed. A mail may leave twice after a crash, with one Message-ID."""

from django.utils import timezone

from gapura.kernel.events import Occurrence, on
from gapura.notifications.events import MailQueued
from gapura.notifications.models import EXPIRED, QUEUED, REFUSED, SENT, OutgoingMail
from gapura.notifications.providers.base import AddressRefused, Letter
from gapura.notifications.providers.smtp import Smtp


@on(MailQueued)
def send(fact: MailQueued, occurrence: Occurrence) -> None:
    """A server that is away raises: the worker tries again with back-off, for about six hours."""
    rows = OutgoingMail.objects.of(occurrence.jurisdiction).filter(id=fact.subject_id)
    mail = rows.filter(state=QUEUED).select_for_update().first()
    if mail is None:
        return
    if mail.useless_after is not None and timezone.now() > mail.useless_after:
        rows.update(state=EXPIRED, body="")
        return
    try:
        Smtp().send(Letter(mail.to, mail.subject, mail.body, mail.message_id))
    except AddressRefused as refusal:
        rows.update(state=REFUSED, reason=str(refusal)[:500], body=_kept(mail))
        return
    rows.update(state=SENT, sent_at=timezone.now(), body=_kept(mail))


def _kept(mail: OutgoingMail) -> str:
    """Text with an expiry is a secret: gone once it has done its work."""
    return "" if mail.useless_after is not None else mail.body
