"""What changed in what the city offers."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar
from uuid import UUID

from gapura.kernel.events import DomainEvent, event


@event
@dataclass(frozen=True, kw_only=True)
class ServicePublished(DomainEvent):
    """The subject is the service; cases that are open keep the version they began with."""

    type: ClassVar[str] = "service.published"
    code: str
    version_id: UUID
    content_hash: str
    valid_from: date


@event
@dataclass(frozen=True, kw_only=True)
class ServiceClosed(DomainEvent):
    """No new application is taken; the reason stands in the service's row."""

    type: ClassVar[str] = "service.closed"
    code: str
    until: date | None


@event
@dataclass(frozen=True, kw_only=True)
class ServiceOpened(DomainEvent):
    type: ClassVar[str] = "service.opened"
    code: str
