"""A mail that is owed."""

from dataclasses import dataclass
from typing import ClassVar

from gapura.kernel.events import DomainEvent, event


@event
@dataclass(frozen=True, kw_only=True)
class MailQueued(DomainEvent):
    """The subject is the row of the mail; address and text stay there."""

    type: ClassVar[str] = "mail.queued"
