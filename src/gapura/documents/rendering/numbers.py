"""Numbers of documents, by the pattern the agency wrote: `{office}/{random}/PM1/{year}`."""

import re
import secrets
from datetime import date

from gapura.documents.rendering.mistakes import PackageMistake
from gapura.engines.rules.text import say
from gapura.kernel.ids import ALPHABET

_PLACEHOLDER = re.compile(r"\{([^{}]*)\}")
_KNOWN = ("office", "random", "year", "month", "roman_month", "day")
_ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")
_RANDOM_CHARACTERS = 6


def require_number_pattern(pattern: str) -> None:
    """Only known placeholders, and one that makes each number its own."""
    names = _PLACEHOLDER.findall(pattern)
    unknown = [name for name in names if name not in _KNOWN]
    if unknown:
        known = ", ".join(f"{{{name}}}" for name in _KNOWN)
        raise PackageMistake(
            "output.yaml",
            "unknown_number_part",
            say(
                f"`number` menyebut {{{unknown[0]}}}, yang tidak dikenal.",
                f"`number` names {{{unknown[0]}}}, which is not known.",
            ),
            say(f"Yang dikenal: {known}.", f"Known are {known}."),
        )
    if "random" not in names:
        raise PackageMistake(
            "output.yaml",
            "number_not_unique",
            say(
                "`number` tidak memuat {random}, jadi dua surat akan bernomor sama.",
                "`number` has no {random}, so two documents would get the same number.",
            ),
            say(
                'Tulis misalnya "{office}/{random}/PM1/{year}".',
                'Write for example "{office}/{random}/PM1/{year}".',
            ),
        )


def new_document_number(pattern: str, *, office: str, on: date) -> str:
    """A fresh number; never a counter, so that numbers do not tell how many there are."""
    require_number_pattern(pattern)
    parts = {
        "office": office.upper(),
        "random": "".join(secrets.choice(ALPHABET) for _ in range(_RANDOM_CHARACTERS)),
        "year": f"{on:%Y}",
        "month": f"{on:%m}",
        "roman_month": _ROMAN[on.month - 1],
        "day": f"{on:%d}",
    }
    return _PLACEHOLDER.sub(lambda found: parts[found[1]], pattern)
