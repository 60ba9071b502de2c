"""One door for every kind: examine what came, then build it anew."""

from collections.abc import Collection
from dataclasses import dataclass

from gapura.documents.cleaning import images, pdfs, sniffing
from gapura.documents.cleaning.names import proper_name
from gapura.documents.cleaning.products import Cleaned
from gapura.documents.cleaning.refusals import Unclean
from gapura.documents.cleaning.sniffing import Kind

__all__ = ["Accepted", "Cleaned", "Kind", "clean", "examine", "kind_of_media_type", "takes_long"]

LARGEST = 10 * 1024 * 1024
QUICK_BYTES = 2 * 1024 * 1024
QUICK_PIXELS = 25_000_000  # about what a phone takes; more would hold a web process too long

MEDIA_TYPES: dict[Kind, str] = {
    "jpeg": "image/jpeg",
    "png": "image/png",
    "pdf": "application/pdf",
}


@dataclass(frozen=True, slots=True)
class Accepted:
    """A file of a kind we take; not yet clean."""

    content: bytes
    name: str
    kind: Kind

    @property
    def media_type(self) -> str:
        return MEDIA_TYPES[self.kind]


def kind_of_media_type(media_type: str) -> Kind:
    return next(kind for kind, known in MEDIA_TYPES.items() if known == media_type)


def examine(content: bytes, *, name: str, accept: Collection[Kind]) -> Accepted:
    """Quick: size and kind. Raises Unclean."""
    if not content:
        raise Unclean("empty")
    if len(content) > LARGEST:
        raise Unclean("too-large")
    kind = sniffing.kind_of(content)
    if kind not in accept:
        raise Unclean(_not_here(accept))
    return Accepted(content, proper_name(name, kind), kind)


def takes_long(accepted: Accepted) -> bool:
    """Whether the worker should do it; a small file may hold a large picture."""
    if len(accepted.content) > QUICK_BYTES:
        return True
    if accepted.kind == "pdf":
        return False
    return images.count_pixels(accepted.content, accepted.kind) > QUICK_PIXELS


def clean(accepted: Accepted) -> Cleaned:
    """Build the file anew from what can be seen of it. Raises Unclean."""
    if accepted.kind == "pdf":
        return pdfs.rebuild(accepted.content)
    return images.redraw(accepted.content, accepted.kind)


def _not_here(accept: Collection[Kind]) -> str:
    if set(accept) == {"pdf"}:
        return "only-pdf"
    if set(accept) == {"jpeg", "png"}:
        return "only-images"
    return "not-accepted-here"
