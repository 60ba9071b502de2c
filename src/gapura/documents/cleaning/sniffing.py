"""What a file is by its content, whatever its name says. A gate, not the defence."""

import re
from typing import Literal

import pylibmagic  # noqa: F401 - points the next import to its own libmagic and database

# isort: split

import magic

from gapura.documents.cleaning.refusals import Unclean

Kind = Literal["jpeg", "png", "pdf"]

_HEAD = 8192
_KIND_BY_TYPE: dict[str, Kind] = {
    "image/jpeg": "jpeg",
    "image/png": "png",
    "application/pdf": "pdf",
}
_STARTS: dict[Kind, bytes] = {
    "jpeg": b"\xff\xd8\xff",
    "png": b"\x89PNG\r\n\x1a\n",
    "pdf": b"%PDF-",
}
_HEIC = {"image/heic", "image/heif", "image/heic-sequence", "image/heif-sequence", "image/avif"}
_PROGRAMS = {
    "application/x-dosexec",
    "application/vnd.microsoft.portable-executable",
    "application/x-executable",
    "application/x-pie-executable",
    "application/x-sharedlib",
    "application/x-mach-binary",
    "application/x-msi",
    "application/x-java-applet",
    "application/java-archive",
    "application/vnd.android.package-archive",
    "application/x-ms-shortcut",
    "text/x-shellscript",
    "text/x-msdos-batch",
    "text/x-python",
    "text/x-perl",
    "text/x-php",
}
# Long enough hardly ever to come up by chance in 10 MB of compressed picture.
_HIDDEN_CODE = re.compile(
    rb"<\?php\s|<script[\s>]|<html[\s>]|<!doctype\s+html|%PDF-[12]\.\d", re.IGNORECASE
)
_ZIP_END = b"PK\x05\x06"
_ZIP_TAIL = 66_000


def kind_of(content: bytes) -> Kind:
    """The kind of a file we can take; raises Unclean for all others."""
    media_type = magic.from_buffer(content[:_HEAD], mime=True)
    if media_type in _HEIC:
        raise Unclean("heic")
    if media_type in _PROGRAMS:
        raise Unclean("executable")
    kind = _KIND_BY_TYPE.get(media_type)
    if kind is None:
        raise Unclean("unknown-type")
    if not content.startswith(_STARTS[kind]):
        raise Unclean("mismatch")
    if kind != "pdf" and hides_something(content):
        raise Unclean("polyglot")
    return kind


def hides_something(content: bytes) -> bool:
    """A picture that is also a web page, a program's source, a PDF or an archive."""
    return bool(_HIDDEN_CODE.search(content)) or _ZIP_END in content[-_ZIP_TAIL:]
