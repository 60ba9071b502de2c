"""A file name that cannot lie: no folders, no hidden turns of text, the true ending."""

import unicodedata

from gapura.documents.cleaning.sniffing import Kind

LONGEST = 80
_ENDINGS: dict[Kind, str] = {"jpeg": ".jpg", "png": ".png", "pdf": ".pdf"}
_FORBIDDEN = set('<>:"|?*;')


def proper_name(name: str, kind: Kind) -> str:
    """`..\\\\KTP saya.php` that is a JPEG becomes `KTP saya.jpg`."""
    last = name.replace("\\", "/").rsplit("/", 1)[-1]
    visible = "".join(c for c in unicodedata.normalize("NFC", last) if _is_visible(c))
    stem = visible.rsplit(".", 1)[0] if "." in visible else visible
    stem = " ".join(stem.replace(".", " ").split())[:LONGEST].strip()
    return (stem or "berkas") + _ENDINGS[kind]


def _is_visible(character: str) -> bool:
    # Category C holds control characters and the bidirectional overrides that turn `gpj.exe` round.
    return unicodedata.category(character)[0] != "C" and character not in _FORBIDDEN
