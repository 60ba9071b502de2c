"""Send somebody the checklist they just made, once an address was typed; nothing of it is kept."""

import hashlib

from django.utils import timezone

from gapura.access import limits
from gapura.kernel.actors import Actor
from gapura.notifications import commands as notifications

SENDING = "checklist"


def mail_checklist(*, by: Actor, to: str, subject: str, body: str, address: str) -> None:
    """Raises TooMany for who sends one after the other: nobody's inbox is filled by a stranger.
    The same list to the same address is one mail a day."""
    limits.spend(SENDING, to.lower(), address)
    day = timezone.localdate().isoformat()  # who lost the mail may ask again tomorrow
    key = hashlib.sha256(f"{day}\0{to.lower()}\0{subject}\0{body}".encode()).hexdigest()[:40]
    notifications.send_mail(to=to, subject=subject, body=body, key=f"checklist:{key}", by=by)
