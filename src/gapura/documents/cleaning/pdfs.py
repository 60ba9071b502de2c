"""Build a PDF anew from its pages: what can be seen stays, what can act is gone."""

import re
from io import BytesIO
from typing import Any

import pikepdf

from gapura.documents.cleaning.products import Cleaned
from gapura.documents.cleaning.refusals import Unclean

# Annotations are drawn into the page first; links and their actions are not needed in a proof.
_PAGE_KEYS = {
    "/Type",
    "/Parent",
    "/MediaBox",
    "/CropBox",
    "/Rotate",
    "/UserUnit",
    "/Resources",
    "/Contents",
    "/Group",
}
_ACTING_KEYS = (
    "/AA",
    "/OpenAction",
    "/JS",
    "/JavaScript",
    "/Launch",
    "/EF",
    "/EmbeddedFile",
    "/EmbeddedFiles",
    "/RichMedia",
    "/XFA",
    "/Metadata",
    "/PieceInfo",
    "/OPI",
)
# A signature tells which bytes it covers, so it always stands outside compressed objects.
_SIGNATURE = re.compile(rb"/ByteRange\s*\[")


def rebuild(content: bytes) -> Cleaned:
    try:
        with pikepdf.open(BytesIO(content)) as source:
            _refuse_what_cannot_be_rebuilt(source, content)
            return _rebuilt(source)
    except pikepdf.PasswordError:
        raise Unclean("encrypted") from None
    except (pikepdf.PdfError, ValueError, TypeError, KeyError):
        raise Unclean("damaged") from None


def _refuse_what_cannot_be_rebuilt(source: pikepdf.Pdf, content: bytes) -> None:
    if source.is_encrypted:
        raise Unclean("encrypted")
    if _SIGNATURE.search(content):
        raise Unclean("signed")  # a rebuilt page has no signature; a broken one proves nothing
    if "/NeedsRendering" in source.Root:
        raise Unclean("fillable-only")  # a dynamic XFA form: its pages only say "please wait"
    if len(source.pages) == 0:
        raise Unclean("damaged")


def _rebuilt(source: pikepdf.Pdf) -> Cleaned:
    if "/AcroForm" in source.Root:
        source.generate_appearance_streams()  # what was typed into a form must stay readable
    source.flatten_annotations("screen")
    with pikepdf.new() as rebuilt:
        for page in source.pages:
            _keep_only_what_is_seen(page.obj)
            rebuilt.pages.append(page)
        for thing in rebuilt.objects:
            _disarm(thing)
        out = BytesIO()
        rebuilt.save(
            out, compress_streams=True, object_stream_mode=pikepdf.ObjectStreamMode.generate
        )
        return Cleaned(out.getvalue(), pages=len(rebuilt.pages))


def _keep_only_what_is_seen(page: pikepdf.Object) -> None:
    for key in set(page.keys()) - _PAGE_KEYS:
        del page[key]


def _disarm(thing: Any) -> None:
    """Take acting keys out of this object and of what lies directly in it."""
    if isinstance(thing, pikepdf.Array):
        parts = list(thing)
    elif isinstance(thing, pikepdf.Dictionary | pikepdf.Stream):
        if "/Type" in thing or "/S" in thing:  # else the keys are names of fonts and pictures
            for key in _ACTING_KEYS:
                if key in thing:
                    del thing[key]
        parts = [thing[key] for key in thing.keys()]  # noqa: SIM118 - not a Python dict
    else:
        return
    for part in parts:
        if isinstance(part, pikepdf.Object) and not part.is_indirect:
            _disarm(part)
