"""What can happen to a file or a document. Ids, codes and hashes only."""

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from gapura.kernel.events import DomainEvent, event


@event
@dataclass(frozen=True, kw_only=True)
class FileReceived(DomainEvent):
    """A large file came and waits to be cleaned; `subject_id` is what it belongs to."""

    type: ClassVar[str] = "file.received"
    file_id: UUID


@event
@dataclass(frozen=True, kw_only=True)
class FileCleaned(DomainEvent):
    """It may be shown now; `addresses` are those of the original, no longer needed."""

    type: ClassVar[str] = "file.cleaned"
    file_id: UUID
    addresses: tuple[str, ...]


@event
@dataclass(frozen=True, kw_only=True)
class FileRefused(DomainEvent):
    """It could not be made safe; `reason` is a code of `cleaning.refusals`."""

    type: ClassVar[str] = "file.refused"
    file_id: UUID
    reason: str
    addresses: tuple[str, ...]


@event
@dataclass(frozen=True, kw_only=True)
class FilesRemoved(DomainEvent):
    """Somebody took files back; their rows are gone, their bytes follow."""

    type: ClassVar[str] = "file.removed"
    addresses: tuple[str, ...]


@event
@dataclass(frozen=True, kw_only=True)
class DocumentIssued(DomainEvent):
    """`subject_id` is the case."""

    type: ClassVar[str] = "document.issued"
    document_id: UUID


@event
@dataclass(frozen=True, kw_only=True)
class DocumentRevoked(DomainEvent):
    """`subject_id` is the case. `replaced_by` names the document that holds instead."""

    type: ClassVar[str] = "document.revoked"
    document_id: UUID
    replaced_by: UUID | None = None
