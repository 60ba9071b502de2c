"""What changed in how a city works: its offices and the days they are open."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar
from uuid import NAMESPACE_URL, UUID, uuid5

from gapura.kernel.events import DomainEvent, event


@event
@dataclass(frozen=True, kw_only=True)
class OfficeAdded(DomainEvent):
    type: ClassVar[str] = "office.added"
    code: str


@event
@dataclass(frozen=True, kw_only=True)
class OfficeChanged(DomainEvent):
    """`changed` names the fields, never their values."""

    type: ClassVar[str] = "office.changed"
    code: str
    changed: tuple[str, ...]


@event
@dataclass(frozen=True, kw_only=True)
class CalendarChanged(DomainEvent):
    """Open deadlines may move: of one office, or of all (`office_id` is None).

    `on` is the day; None means more than one (weekly hours, a year of holidays).
    """

    type: ClassVar[str] = "calendar.changed"
    office_id: UUID | None
    on: date | None


def subject_of(jurisdiction: str) -> UUID:
    """The subject of events about a whole jurisdiction, whose id is a word and not a UUID."""
    return uuid5(NAMESPACE_URL, f"gapura:jurisdiction:{jurisdiction}")
