"""What can happen to a case. Ids, codes and dates only: these rows are never changed or erased."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar
from uuid import UUID

from gapura.kernel.events import DomainEvent, event


@event
@dataclass(frozen=True, kw_only=True)
class CaseSubmitted(DomainEvent):
    type: ClassVar[str] = "case.submitted"
    service_code: str


@event
@dataclass(frozen=True, kw_only=True)
class CompletenessConfirmed(DomainEvent):
    """Complete receipt: from here the law counts (UU 30/2014 art. 53)."""

    type: ClassVar[str] = "case.complete"
    found_by: str  # "officer" or "system"


@event
@dataclass(frozen=True, kw_only=True)
class StepTaken(DomainEvent):
    type: ClassVar[str] = "case.step_taken"
    origin: str
    action: str
    to: str
    office_id: UUID | None


@event
@dataclass(frozen=True, kw_only=True)
class TaskOpened(DomainEvent):
    type: ClassVar[str] = "case.task_opened"
    task_id: UUID
    step: str
    role: str
    office_id: UUID | None
    returned: bool


@event
@dataclass(frozen=True, kw_only=True)
class TaskAssigned(DomainEvent):
    type: ClassVar[str] = "case.task_assigned"
    task_id: UUID
    assignee_id: UUID | None


@event
@dataclass(frozen=True, kw_only=True)
class CorrectionRequested(DomainEvent):
    type: ClassVar[str] = "case.correction_requested"
    request_id: UUID
    until: datetime | None


@event
@dataclass(frozen=True, kw_only=True)
class CorrectionReceived(DomainEvent):
    type: ClassVar[str] = "case.corrected"
    request_id: UUID
    revision: int


@event
@dataclass(frozen=True, kw_only=True)
class CaseGranted(DomainEvent):
    type: ClassVar[str] = "case.granted"
    decision_id: UUID


@event
@dataclass(frozen=True, kw_only=True)
class CaseRefused(DomainEvent):
    type: ClassVar[str] = "case.refused"
    decision_id: UUID


@event
@dataclass(frozen=True, kw_only=True)
class CaseResolved(DomainEvent):
    type: ClassVar[str] = "case.resolved"
    decision_id: UUID


@event
@dataclass(frozen=True, kw_only=True)
class CaseRejected(DomainEvent):
    type: ClassVar[str] = "case.rejected"
    decision_id: UUID


@event
@dataclass(frozen=True, kw_only=True)
class CaseDeemedGranted(DomainEvent):
    """Silence is a yes; a fact of law, without an automatic document."""

    type: ClassVar[str] = "case.deemed_granted"
    decision_id: UUID


@event
@dataclass(frozen=True, kw_only=True)
class CaseWithdrawn(DomainEvent):
    type: ClassVar[str] = "case.withdrawn"
    decision_id: UUID
    lapsed: bool  # nobody answered the request for correction in time


@event
@dataclass(frozen=True, kw_only=True)
class MessageSent(DomainEvent):
    type: ClassVar[str] = "case.message"
    message_id: UUID
    from_office: bool


@event
@dataclass(frozen=True, kw_only=True)
class DeadlineNear(DomainEvent):
    """A share of a clock has run; `tell` are roles of the SOP's escalation."""

    type: ClassVar[str] = "case.deadline_near"
    clock: str
    percent: int
    tell: tuple[str, ...]


@event
@dataclass(frozen=True, kw_only=True)
class DeadlineMissed(DomainEvent):
    type: ClassVar[str] = "case.deadline_missed"
    clock: str
    due_at: datetime
    tell: tuple[str, ...]


@event
@dataclass(frozen=True, kw_only=True)
class DeadlineMoved(DomainEvent):
    """The working calendar changed under an open clock."""

    type: ClassVar[str] = "case.deadline_moved"
    clock: str
    old: datetime
    new: datetime


@event
@dataclass(frozen=True, kw_only=True)
class PinReplaced(DomainEvent):
    type: ClassVar[str] = "case.pin_replaced"


OUTCOME_EVENTS = {
    "granted": CaseGranted,
    "refused": CaseRefused,
    "resolved": CaseResolved,
    "rejected": CaseRejected,
    "deemed_granted": CaseDeemedGranted,
}
