"""Make a file from outside safe: know its kind, then build it anew. No database, no disk."""

from gapura.documents.cleaning.refusals import Unclean, refusal, sentence_for
from gapura.documents.cleaning.workshop import (
    Accepted,
    Cleaned,
    Kind,
    clean,
    examine,
    kind_of_media_type,
    takes_long,
)

__all__ = [
    "Accepted",
    "Cleaned",
    "Kind",
    "Unclean",
    "clean",
    "examine",
    "kind_of_media_type",
    "refusal",
    "sentence_for",
    "takes_long",
]
