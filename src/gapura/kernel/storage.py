"""The one file store: content-addressed, synced to disk before the row that names it commits."""

import hashlib
import os
import tempfile
from pathlib import Path

from django.conf import settings


def _root() -> Path:
    return Path(settings.GAPURA_FILES)


def path_of(sha256: str) -> Path:
    return _root() / sha256[:2] / sha256[2:4] / sha256


def put(content: bytes) -> str:
    """Keep the bytes; returns their SHA-256 in hex. Keeping the same bytes again is harmless."""
    sha256 = hashlib.sha256(content).hexdigest()
    target = path_of(sha256)
    if target.exists():
        return sha256
    target.parent.mkdir(parents=True, exist_ok=True)
    descriptor, name = tempfile.mkstemp(dir=target.parent)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Path(name).replace(target)
    finally:
        Path(name).unlink(missing_ok=True)  # a disk that is full must not fill with halves
    folder = os.open(target.parent, os.O_RDONLY)
    try:
        os.fsync(folder)  # the name itself must survive a crash, not only the bytes
    finally:
        os.close(folder)
    return sha256


def get(sha256: str) -> bytes:
    """The bytes; FileNotFoundError when they are not there."""
    return path_of(sha256).read_bytes()


def remove(sha256: str) -> None:
    path_of(sha256).unlink(missing_ok=True)
