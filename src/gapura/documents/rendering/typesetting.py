"""Typst, shut in: our fonts only, an empty folder as its world, no packages, data as JSON."""

import re
import tempfile
from datetime import datetime
from functools import lru_cache
from pathlib import Path

import typst

from gapura.documents.rendering.coverage import FONTS
from gapura.documents.rendering.mistakes import PackageMistake
from gapura.engines.rules.text import say

# A package import would be fetched from the network, and the others are ways to spell one in
# secret. The words are refused wherever they stand, because Typst has too many places to hide one.
_FORBIDDEN = re.compile(r"\b(import|include|eval|plugin|read|std)\b")


class TemplateRefused(PackageMistake):
    """The template cannot become a document."""


def typeset(template: str, data: str, *, at: datetime) -> bytes:
    """The PDF. `at` is the moment written into it, so that the same input gives the same bytes."""
    _refuse_doors_outwards(template)
    try:
        compiler = typst.Compiler(
            template.encode(),
            root=_empty_world(),
            font_paths=_fonts(),
            ignore_system_fonts=True,
            sys_inputs={"data": data},
            package_path=_empty_world(),
            package_cache_path=_empty_world(),
        )
        pdf = compiler.compile(
            format="pdf", pdf_standards=["a-2a", "ua-1"], timestamp=int(at.timestamp())
        )
    except typst.TypstError as error:
        raise _told(error) from error
    if not isinstance(pdf, bytes):
        raise TypeError("a PDF is one file")
    return pdf


def _refuse_doors_outwards(template: str) -> None:
    found = _FORBIDDEN.search(template)
    if found is None:
        return
    raise TemplateRefused(
        "output.typ",
        "door_outwards",
        say(
            f"Kata `{found[1]}` tidak boleh dipakai.",
            f"The word `{found[1]}` is not allowed.",
        ),
        say(
            "Surat hanya dibuat dari templatnya sendiri dan data yang diberikan. Salin baris yang "
            "perlu ke templat, atau taruh di services/common.",
            "A document is made of its own template and the data it is given. Copy what you need "
            "into the template, or put it into services/common.",
        ),
        line=template.count("\n", 0, found.start()) + 1,
    )


def _told(error: typst.TypstError) -> TemplateRefused:
    place = re.search(r"\.typ:(\d+):(\d+)", error.diagnostic or "")
    line, column = (int(place[1]), int(place[2])) if place else (1, 1)
    hint = error.hints[0] if error.hints else ""
    return TemplateRefused(
        "output.typ",
        "cannot_be_typeset",
        say(
            f"Templat tidak dapat disusun; kata Typst: {error.message}.",
            f"The template cannot be typeset; Typst says: {error.message}.",
        ),
        say(
            f"Perbaiki baris itu. {hint}".strip(),
            f"Mend that line. {hint}".strip(),
        ),
        line=line,
        column=column,
    )


@lru_cache(maxsize=1)
def _fonts() -> typst.Fonts:
    return typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(FONTS)]
    )


@lru_cache(maxsize=1)
def _empty_world() -> Path:
    """The only folder a template could read: ours, empty, gone with the process."""
    folder = tempfile.TemporaryDirectory(prefix="gapura-typeset-")
    _worlds.append(folder)
    return Path(folder.name)


_worlds: list[tempfile.TemporaryDirectory[str]] = []
