"""What starts without a person: cleaning large files, forgetting bytes nobody needs."""

from datetime import timedelta

from django.utils import timezone

from gapura.documents import commands, vault
from gapura.documents.events import FileCleaned, FileReceived, FileRefused, FilesRemoved
from gapura.kernel.actors import system
from gapura.kernel.events import Occurrence, on
from gapura.kernel.timers import DueTimer, every

HOUR = timedelta(hours=1)


@on(FileReceived)
def clean_file(fact: FileReceived, occurrence: Occurrence) -> None:
    commands.clean_pending_file(fact.file_id, by=occurrence.by)


@on(FileCleaned, FileRefused, FilesRemoved)
def forget_bytes(fact: FileCleaned | FileRefused | FilesRemoved, occurrence: Occurrence) -> None:
    """After the commit; an address is of one row only, so nobody else can need it."""
    for address in fact.addresses:
        vault.forget(address)


@every(HOUR)
def sweep_one_shelf(due: DueTimer) -> None:
    """A shelf an hour: the whole vault in eleven days, however large it is."""
    hour = int(timezone.now().timestamp() // HOUR.total_seconds())
    commands.sweep_orphans(hour % vault.SHELVES, by=system(due.jurisdiction))
