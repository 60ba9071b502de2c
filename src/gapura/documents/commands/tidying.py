"""Files move with their draft, are taken back, and leave nothing behind."""

from uuid import UUID

from gapura.documents import vault
from gapura.documents.events import FilesRemoved
from gapura.documents.models import Document, StoredFile
from gapura.kernel.actors import Actor
from gapura.kernel.commands import command
from gapura.kernel.events import publish

_BATCH = 500


@command
def move_files(from_id: UUID, to: UUID, *, by: Actor) -> None:
    """The files of a draft become those of its case."""
    StoredFile.objects.of(by.jurisdiction).filter(belongs_to=from_id).update(belongs_to=to)


@command
def remove_file(file_id: UUID, *, by: Actor) -> None:
    """Taken back. Whether the actor may is decided by the draft or case; again changes nothing."""
    rows = StoredFile.objects.of(by.jurisdiction).filter(id=file_id).select_for_update()
    row = rows.first()
    if row is None:
        return
    StoredFile.objects.of(by.jurisdiction).filter(id=file_id).delete()
    _let_bytes_follow([row], row.belongs_to, by=by)


@command
def discard_files(belongs_to: UUID, *, by: Actor) -> None:
    """All files of a draft that is thrown away, those no answer names included."""
    mine = StoredFile.objects.of(by.jurisdiction).filter(belongs_to=belongs_to)
    rows = list(mine.select_for_update().order_by("id"))
    StoredFile.objects.of(by.jurisdiction).filter(id__in=[row.id for row in rows]).delete()
    _let_bytes_follow(rows, belongs_to, by=by)


def _let_bytes_follow(rows: list[StoredFile], belongs_to: UUID, *, by: Actor) -> None:
    """After the commit: a transaction that fails must find its bytes where they were."""
    addresses = tuple(row.address for row in rows if row.address)
    if addresses:
        publish(FilesRemoved(subject_id=belongs_to, addresses=addresses), by=by)


@command
def sweep_orphans(shelf: int, *, by: Actor) -> int:
    """Forget what no row names on one of the vault's shelves: traces of what never committed."""
    forgotten = 0
    found = list(vault.list_undisturbed(shelf, jurisdiction=by.jurisdiction))
    for start in range(0, len(found), _BATCH):
        batch = found[start : start + _BATCH]
        named = _named([row_id for row_id, _address in batch], by.jurisdiction)
        for row_id, address in batch:
            if (row_id, address) not in named:
                vault.forget(address)
                forgotten += 1
    return forgotten


def _named(ids: list[UUID], jurisdiction: str) -> set[tuple[UUID, str]]:
    files = StoredFile.objects.of(jurisdiction).filter(id__in=ids)
    documents = Document.objects.of(jurisdiction).filter(id__in=ids)
    return {
        *files.order_by("id").values_list("id", "address"),
        *documents.order_by("id").values_list("id", "address"),
    }
