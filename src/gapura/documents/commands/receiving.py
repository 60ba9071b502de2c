"""A file comes in: examined at once, cleaned at once when small, by the worker when large."""

import hashlib
from collections.abc import Collection
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone

from gapura.documents import cleaning, vault
from gapura.documents.cleaning import Accepted, Cleaned, Kind, Unclean
from gapura.documents.events import FileCleaned, FileReceived, FileRefused
from gapura.documents.models import CLEAN, PENDING, REFUSED, StoredFile
from gapura.documents.queries.files import FileRef, as_ref
from gapura.kernel.actors import Actor
from gapura.kernel.commands import command
from gapura.kernel.errors import Refused
from gapura.kernel.events import publish
from gapura.kernel.ids import uuid7


def receive_file(
    content: bytes,
    *,
    name: str,
    belongs_to: UUID,
    accept: Collection[Kind],
    by: Actor,
    evidence: str = "",
) -> FileRef:
    """Take a file for a draft or case, or refuse it with a sentence.

    `evidence` names the question it answers; with it, sending the same file again (a double click,
    a retry) gives the file that is there. The drawing happens before the transaction opens.
    """
    try:
        accepted = cleaning.examine(content, name=name, accept=accept)
        cleaned = None if cleaning.takes_long(accepted) else cleaning.clean(accepted)
    except Unclean as found:
        raise cleaning.refusal(found) from None
    return _keep(accepted, cleaned, belongs_to=belongs_to, evidence=evidence, by=by)


@command
def _keep(
    accepted: Accepted, cleaned: Cleaned | None, *, belongs_to: UUID, evidence: str, by: Actor
) -> FileRef:
    row = StoredFile(
        id=uuid7(),
        jurisdiction_id=by.jurisdiction,
        belongs_to=belongs_to,
        evidence=evidence,
        name=accepted.name,
        media_type=accepted.media_type,
        size=len(accepted.content),
        original_sha256=hashlib.sha256(accepted.content).hexdigest(),
        state=PENDING,
        created_at=timezone.now(),
        created_by=by.ref,
    )
    if (sent := _sent_before(row)) is not None:
        return sent
    if cleaned is None:
        row.address = _put(row, accepted.content)
    else:
        _show(row, cleaned)

    if (sent := _insert_unless_sent(row)) is not None:
        return sent
    if row.state == PENDING:
        publish(FileReceived(subject_id=belongs_to, file_id=row.id), by=by)
    return as_ref(row)


def _insert_unless_sent(row: StoredFile) -> FileRef | None:
    """None when it is in; else the same file, sent at the same moment."""
    if not row.evidence:  # then nothing can stand in its way
        StoredFile.objects.insert([row])
        return None
    try:
        with transaction.atomic():
            StoredFile.objects.insert([row])
    except IntegrityError:
        if (sent := _sent_before(row)) is None:
            raise
        vault.forget(row.address)
        return sent
    return None


@command
def clean_pending_file(file_id: UUID, *, by: Actor) -> None:
    """The worker's part; again it changes nothing, and a file taken back meanwhile stays away."""
    waiting = StoredFile.objects.of(by.jurisdiction).filter(id=file_id, state=PENDING)
    row = waiting.select_for_update().first()
    if row is None:
        return
    original = row.address
    content = vault.fetch(original, jurisdiction=by.jurisdiction, row_id=row.id)

    try:
        kind = cleaning.kind_of_media_type(row.media_type)
        _show(row, cleaning.clean(Accepted(content, row.name, kind)))
        fact: FileCleaned | FileRefused = FileCleaned(
            subject_id=row.belongs_to, file_id=row.id, addresses=(original,)
        )
    except Unclean as found:
        row.state, row.reason, row.address = REFUSED, found.code, ""
        fact = FileRefused(
            subject_id=row.belongs_to, file_id=row.id, reason=found.code, addresses=(original,)
        )
    row.save()
    publish(fact, by=by)


def _sent_before(row: StoredFile) -> FileRef | None:
    if not row.evidence:
        return None
    same = StoredFile.objects.of(row.jurisdiction_id).filter(
        belongs_to=row.belongs_to, evidence=row.evidence, original_sha256=row.original_sha256
    )
    found = same.first()
    if found is None:
        return None
    if found.state == REFUSED:
        raise Refused(cleaning.sentence_for(found.reason), code=found.reason)
    return as_ref(found)


def _show(row: StoredFile, cleaned: Cleaned) -> None:
    row.state = CLEAN
    row.size = len(cleaned.content)
    row.sha256 = hashlib.sha256(cleaned.content).hexdigest()
    row.width, row.height, row.pages = cleaned.width, cleaned.height, cleaned.pages
    row.address = _put(row, cleaned.content)


def _put(row: StoredFile, content: bytes) -> str:
    return vault.keep(content, jurisdiction=row.jurisdiction_id, row_id=row.id)
