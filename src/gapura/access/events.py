"""Who came, left, is away: facts about the officers of a city."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar
from uuid import UUID

from gapura.kernel.events import DomainEvent, event


@event
@dataclass(frozen=True, kw_only=True)
class OfficerAdded(DomainEvent):
    """The first post of an account in this city; the subject is the account."""

    type: ClassVar[str] = "officer.added"
    post_id: UUID
    role: str
    office_id: UUID


@event
@dataclass(frozen=True, kw_only=True)
class PostAdded(DomainEvent):
    """Another post of an officer; the subject is the account."""

    type: ClassVar[str] = "post.added"
    post_id: UUID
    role: str
    office_id: UUID


@event
@dataclass(frozen=True, kw_only=True)
class PostEnded(DomainEvent):
    """`ends_on` is the last day; the subject is the account."""

    type: ClassVar[str] = "post.ended"
    post_id: UUID
    role: str
    office_id: UUID
    ends_on: date


@event
@dataclass(frozen=True, kw_only=True)
class AbsenceSet(DomainEvent):
    """The subject is the account that will be away."""

    type: ClassVar[str] = "absence.set"
    absence_id: UUID
    starts_on: date
    until: date
    delegate_id: UUID | None


@event
@dataclass(frozen=True, kw_only=True)
class AbsenceEnded(DomainEvent):
    """Called back before the last day; the subject is the account."""

    type: ClassVar[str] = "absence.ended"
    absence_id: UUID


@event
@dataclass(frozen=True, kw_only=True)
class PasswordSet(DomainEvent):
    """By an invitation or a reset; the subject is the account."""

    type: ClassVar[str] = "password.set"


@event
@dataclass(frozen=True, kw_only=True)
class EmailChanged(DomainEvent):
    """Confirmed by the new address; the subject is the account."""

    type: ClassVar[str] = "email.changed"
    change_id: UUID
