"""Pictures for the demo's papers: drawn, so that nobody's real paper is shown."""

import io
from functools import lru_cache

from PIL import Image, ImageDraw, ImageFont

PAPER, INK, FAINT = "#F4F1E8", "#2B3A78", "#B9B29C"
ASPHALT, HOLE, LINE = "#5C5F66", "#2E2B29", "#E0A526"


@lru_cache
def paper(title: str, holder: str) -> bytes:
    """A card with its title, a holder and lines that stand for writing."""
    picture = Image.new("RGB", (1000, 640), PAPER)
    pen = ImageDraw.Draw(picture)
    pen.rectangle((24, 24, 976, 616), outline=INK, width=4)
    pen.text((60, 60), title.upper(), fill=INK, font=ImageFont.load_default(40))
    pen.text((60, 130), "CONTOH - SPECIMEN", fill=FAINT, font=ImageFont.load_default(28))
    pen.text((60, 220), holder, fill=INK, font=ImageFont.load_default(36))
    for line in range(6):
        pen.rectangle((60, 300 + line * 44, 600 + (line * 97) % 300, 316 + line * 44), fill=FAINT)
    return _jpeg(picture)


@lru_cache
def road(*, repaired: bool) -> bytes:
    picture = Image.new("RGB", (1200, 900), ASPHALT)
    pen = ImageDraw.Draw(picture)
    for top in range(0, 900, 180):
        pen.rectangle((585, top, 615, top + 100), fill=LINE)
    pen.ellipse((260, 430, 560, 640), fill="#3C3E44" if repaired else HOLE)
    pen.text((40, 40), "CONTOH - SPECIMEN", fill="#D9DBE0", font=ImageFont.load_default(36))
    return _jpeg(picture)


def _jpeg(picture: Image.Image) -> bytes:
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=80)
    return out.getvalue()
