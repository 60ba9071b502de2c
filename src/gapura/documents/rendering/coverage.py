"""Which characters our font can print; PDF/A forbids the others, so they are replaced before.

A name in Indonesia's register is written in Latin letters (Permendagri 73/2022 art. 5); what this
meets is an emoji in a purpose or a letter pasted from elsewhere.
"""

import struct
import unicodedata
from functools import lru_cache
from pathlib import Path

FONTS = Path(__file__).parents[1] / "fonts"
UNKNOWN_LETTER = "?"
_UNICODE_BMP = (3, 1)
_KEPT_CONTROLS = "\n"


def printable(text: str) -> str:
    """The text in characters of our font: accents it lacks fall off, pictures are left out."""
    known = _covered()
    return "".join(
        c if c in known or c in _KEPT_CONTROLS else _substitute(c, known)
        for c in unicodedata.normalize("NFC", text)
    )


def _substitute(character: str, known: frozenset[str]) -> str:
    category = unicodedata.category(character)
    if category[0] == "Z" or character == "\t":
        return " "
    plain = "".join(c for c in unicodedata.normalize("NFKD", character) if c in known)
    if plain:
        return plain
    return UNKNOWN_LETTER if category[0] in "LN" else ""


@lru_cache(maxsize=1)
def _covered() -> frozenset[str]:
    font = (FONTS / "PlusJakartaSans-Regular.ttf").read_bytes()
    points = _points_of(_character_map(font))
    # Format characters have a glyph and no face: they could turn a line round unseen.
    return frozenset(c for c in map(chr, points) if unicodedata.category(c)[0] != "C")


def _character_map(font: bytes) -> bytes:
    """The Unicode subtable (format 4) of the font's `cmap` table."""
    (tables,) = struct.unpack_from(">H", font, 4)
    for place in range(12, 12 + 16 * tables, 16):
        tag, _checksum, start, _length = struct.unpack_from(">4sLLL", font, place)
        if tag != b"cmap":
            continue
        (records,) = struct.unpack_from(">H", font, start + 2)
        for record in range(start + 4, start + 4 + 8 * records, 8):
            platform, encoding, offset = struct.unpack_from(">HHL", font, record)
            if (platform, encoding) == _UNICODE_BMP:
                return font[start + offset :]
    raise ValueError("the font has no Unicode character map")


def _points_of(subtable: bytes) -> set[int]:
    doubled = struct.unpack_from(">H", subtable, 6)[0]
    count = doubled // 2
    ends = struct.unpack_from(f">{count}H", subtable, 14)
    starts = struct.unpack_from(f">{count}H", subtable, 16 + doubled)
    deltas = struct.unpack_from(f">{count}H", subtable, 16 + 2 * doubled)
    offsets_at = 16 + 3 * doubled
    offsets = struct.unpack_from(f">{count}H", subtable, offsets_at)
    points = set()
    for segment, (first, last) in enumerate(zip(starts, ends, strict=True)):
        for point in range(first, last + 1):
            glyph = point
            if offsets[segment]:
                place = offsets_at + 2 * segment + offsets[segment] + 2 * (point - first)
                (glyph,) = struct.unpack_from(">H", subtable, place)
                if glyph == 0:
                    continue
            if (glyph + deltas[segment]) & 0xFFFF:
                points.add(point)
    return points
