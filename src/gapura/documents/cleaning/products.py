"""What comes out of the workshop."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Cleaned:
    """A file we built ourselves and may show."""

    content: bytes
    width: int | None = None
    height: int | None = None
    pages: int | None = None
