"""Is this copy the document that was issued? By its hash, and by the link it carries."""

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import Literal

import pikepdf

from gapura.documents.models import Document
from gapura.documents.queries.verifying import Verification, as_verification, verify

_MOST_ANNOTATIONS = 1000


@dataclass(frozen=True, slots=True)
class CopyCheck:
    """`changed`: it claims to be `document` and is not; `unknown`: nothing here is like it."""

    outcome: Literal["genuine", "changed", "unknown"]
    document: Verification | None


def find_by_hash(sha256: str, jurisdiction: str) -> Verification | None:
    """The document whose PDF has this SHA-256 (hex)."""
    row = Document.objects.of(jurisdiction).filter(sha256=sha256.strip().lower()).first()
    return as_verification(row) if row else None


def check_copy(content: bytes, jurisdiction: str, *, token: str = "") -> CopyCheck:
    """Compare an uploaded copy; with `token`, against that document. Nothing is kept."""
    genuine = find_by_hash(hashlib.sha256(content).hexdigest(), jurisdiction)
    if genuine is not None and (not token or token.strip().upper() == genuine.token):
        return CopyCheck("genuine", genuine)
    claimed = [token] if token else _tokens_in(content, jurisdiction)
    for each in claimed[:1]:
        document = verify(each, jurisdiction)
        if document is not None:
            return CopyCheck("changed", document)
    return CopyCheck("unknown", None)


def _tokens_in(content: bytes, jurisdiction: str) -> list[str]:
    """Tokens of the verification links in a PDF."""
    link = re.compile(rf"/{re.escape(jurisdiction)}/periksa/([0-9A-Z]{{26}})/?$")
    try:
        with pikepdf.open(BytesIO(content)) as pdf:
            found = [match[1] for uri in _links(pdf) if (match := link.search(uri))]
    except (pikepdf.PdfError, pikepdf.PasswordError, ValueError, TypeError, KeyError):
        return []  # not a PDF that can be read: then it claims nothing
    return found


def _links(pdf: pikepdf.Pdf) -> Iterator[str]:
    seen = 0
    for page in pdf.pages:
        for annotation in page.obj.get("/Annots", ()):
            seen += 1
            if seen > _MOST_ANNOTATIONS:
                return
            if "/A" in annotation and "/URI" in annotation["/A"]:
                yield str(annotation["/A"]["/URI"])
