"""Files at rest: sealed, each bound to its row, so that no two rows ever share stored bytes.

A stored file opens with a line that says whose it is; the sweep reads it to find what no row names.
"""

import time
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from uuid import UUID

from gapura.kernel import sealing, storage

SHELVES = 256
UNDISTURBED = timedelta(days=1)  # younger ones may belong to a transaction that is still open
_MARK = b"gapura-sealed-1"
_LONGEST_LABEL = 200


def keep(content: bytes, *, jurisdiction: str, row_id: UUID) -> str:
    """Store sealed; returns the address that the row keeps."""
    bound_to = _bound_to(jurisdiction, row_id)
    label = b" ".join((_MARK, jurisdiction.encode(), str(row_id).encode())) + b"\n"
    return storage.put(label + sealing.seal_bytes(content, bound_to=bound_to))


def fetch(address: str, *, jurisdiction: str, row_id: UUID) -> bytes:
    """The bytes as they were kept; raises when they were changed or belong to another row."""
    sealed = storage.get(address).partition(b"\n")[2]
    return sealing.unseal_bytes(sealed, bound_to=_bound_to(jurisdiction, row_id))


def forget(address: str) -> None:
    storage.remove(address)


def list_undisturbed(shelf: int, *, jurisdiction: str) -> Iterator[tuple[UUID, str]]:
    """(row, address) of this jurisdiction's older files on one of the shelves."""
    before = time.time() - UNDISTURBED.total_seconds()
    for path in sorted(_shelf(shelf).glob("*/*")):
        if path.stat().st_mtime < before:
            owner, row_id = _label(path)
            if owner == jurisdiction and row_id is not None:
                yield row_id, path.name


def _shelf(number: int) -> Path:
    return storage.path_of(f"{number % SHELVES:02x}" + "0" * 62).parents[1]


def _label(path: Path) -> tuple[str, UUID | None]:
    with path.open("rb") as file:
        words = file.read(_LONGEST_LABEL).partition(b"\n")[0].split(b" ")
    if len(words) != 3 or words[0] != _MARK:
        return "", None
    return words[1].decode(), UUID(words[2].decode())


def _bound_to(jurisdiction: str, row_id: UUID) -> str:
    return f"{jurisdiction}:file:{row_id}"
