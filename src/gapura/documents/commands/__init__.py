"""Every write of files and documents."""

from gapura.documents.commands.issuing import issue_document
from gapura.documents.commands.receiving import clean_pending_file, receive_file
from gapura.documents.commands.revoking import revoke_document
from gapura.documents.commands.tidying import (
    discard_files,
    move_files,
    remove_file,
    sweep_orphans,
)

__all__ = [
    "clean_pending_file",
    "discard_files",
    "issue_document",
    "move_files",
    "receive_file",
    "remove_file",
    "revoke_document",
    "sweep_orphans",
]
