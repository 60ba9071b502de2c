"""Typeset an official document: PDF/A-2a and PDF/UA-1 in one file, from data only. No database."""

from gapura.documents.rendering.letters import Letter, Office, Signer, verification_url
from gapura.documents.rendering.mistakes import PackageMistake
from gapura.documents.rendering.numbers import new_document_number, require_number_pattern
from gapura.documents.rendering.samples import sample_pdf
from gapura.documents.rendering.typesetting import TemplateRefused, typeset
from gapura.documents.rendering.validity import valid_until

__all__ = [
    "Letter",
    "Office",
    "PackageMistake",
    "Signer",
    "TemplateRefused",
    "new_document_number",
    "require_number_pattern",
    "sample_pdf",
    "typeset",
    "valid_until",
    "verification_url",
]
