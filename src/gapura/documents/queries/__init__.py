"""Every read of files and documents. Who may see a file is decided by its case, before the call."""

from gapura.documents.queries.copies import CopyCheck, check_copy, find_by_hash
from gapura.documents.queries.files import FileRef, get_file_ref, list_files, read_file
from gapura.documents.queries.issued import (
    DocumentRef,
    find_by_key,
    get_document,
    list_documents,
    read_pdf,
)
from gapura.documents.queries.verifying import PublicField, Verification, find_by_number, verify

__all__ = [
    "CopyCheck",
    "DocumentRef",
    "FileRef",
    "PublicField",
    "Verification",
    "check_copy",
    "find_by_hash",
    "find_by_key",
    "find_by_number",
    "get_document",
    "get_file_ref",
    "list_documents",
    "list_files",
    "read_file",
    "read_pdf",
    "verify",
]
