"""Show that a name or value is the right one to who knows it, and nothing to who does not."""

import re

_WORD = re.compile(r"\w+")
_HIDDEN = "*"


def masked_name(name: str) -> str:
    """`Ratna Puspitasari` becomes `R**** P**********`."""
    return _WORD.sub(_first_letter_only, " ".join(name.split()))


def masked_text(text: str) -> str:
    """Each word keeps its first letter; a number keeps nothing."""
    return _WORD.sub(_first_letter_or_nothing, " ".join(text.split()))


def _first_letter_only(word: re.Match[str]) -> str:
    return word[0][0] + _HIDDEN * (len(word[0]) - 1)


def _first_letter_or_nothing(word: re.Match[str]) -> str:
    if any(character.isdigit() for character in word[0]):
        return _HIDDEN * len(word[0])
    return _first_letter_only(word)
