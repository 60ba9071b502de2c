"""Draw a picture anew: only its pixels survive, upright, without place, camera or comment."""

import struct
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO

from PIL import Image, ImageOps

from gapura.documents.cleaning.products import Cleaned
from gapura.documents.cleaning.refusals import Unclean
from gapura.documents.cleaning.sniffing import Kind

LONGEST_SIDE = 3000
MOST_PIXELS = 89_478_485  # where Pillow warns of a decompression bomb; here it is an error
JPEG_QUALITY = 85

_DAMAGE = (
    OSError,
    SyntaxError,
    ValueError,
    EOFError,
    IndexError,
    OverflowError,
    struct.error,
    zlib.error,
)


def count_pixels(content: bytes, kind: Kind) -> int:
    """From the head of the file; nothing is decoded."""
    with _opened(content, kind) as image:
        return image.width * image.height


def redraw(content: bytes, kind: Kind) -> Cleaned:
    with _opened(content, kind) as image:
        image.draft(None, (LONGEST_SIDE, LONGEST_SIDE))  # a JPEG is decoded at the size we need
        ImageOps.exif_transpose(image, in_place=True)
        plain = _in_plain_mode(image, kind)
        plain.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
        plain.info.clear()  # EXIF, GPS, comments, colour profile: all of it
        out = BytesIO()
        if kind == "jpeg":
            plain.save(out, format="JPEG", quality=JPEG_QUALITY)
        else:
            plain.save(out, format="PNG")
        return Cleaned(out.getvalue(), width=plain.width, height=plain.height)


@contextmanager
def _opened(content: bytes, kind: Kind) -> Iterator[Image.Image]:
    try:
        with Image.open(BytesIO(content), formats=(kind.upper(),)) as image:
            if image.width * image.height > MOST_PIXELS:
                raise Unclean("too-many-pixels")
            yield image
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise Unclean("too-many-pixels") from None
    except _DAMAGE:
        raise Unclean("damaged") from None


def _in_plain_mode(image: Image.Image, kind: Kind) -> Image.Image:
    """Eight bits a channel; transparency kept where the format can."""
    if image.mode.startswith("I") or image.mode == "F":
        return image.point(lambda value: value / 256).convert("L")
    if image.mode == "L" or (image.mode == "1" and kind == "png"):
        return image.copy()
    is_transparent = image.mode in {"LA", "PA", "RGBA"} or "transparency" in image.info
    return image.convert("RGBA" if kind == "png" and is_transparent else "RGB")
