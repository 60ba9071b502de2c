"""What comes out of reading one answer, and the limits no answer may pass."""

import math
import unicodedata
from dataclasses import dataclass
from typing import Any

from gapura.engines.forms.schema import Question
from gapura.engines.forms.wording import about
from gapura.engines.rules.text import Text

KEPT_CHARACTERS = 10_000  # of what was typed, even when it is refused
KEPT_ITEMS = 100
KEPT_DEPTH = 4
LARGEST_NUMBER = 10**15

_JOINERS = "\u200c\u200d"  # shape letters in some scripts; every other format character hides


@dataclass(frozen=True)
class Normal:
    """One answer in its canonical shape, or what was typed together with what is wrong."""

    value: Any
    error: Text | None = None


def refuse(
    question: Question, value: Any, indonesian: str, english: str, **words: object
) -> Normal:
    return Normal(kept(value), about(question, indonesian, english, **words))


def not_understood(question: Question, value: Any) -> Normal:
    return refuse(
        question,
        value,
        "{Label} tidak dapat dibaca dalam bentuk ini. Isi sekali lagi.",
        "{Label} cannot be read in this form. Please fill it in again.",
    )


def cleaned(text: str, *, lines: bool = False) -> str:
    """NFC, without control and hidden characters, with single spaces; line breaks kept if asked."""
    text = text[: KEPT_CHARACTERS + 1]
    if lines:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
        parts = [_without_controls(line).rstrip() for line in text.split("\n")]
        return "\n".join(parts).strip()
    return " ".join(_without_controls(text).split())


def _without_controls(text: str) -> str:
    if text.isascii() and text.isprintable():
        return text
    spaced = "".join(" " if character.isspace() else character for character in text)
    shown = "".join(character for character in spaced if _may_stay(character))
    return unicodedata.normalize("NFC", shown)


def _may_stay(character: str) -> bool:
    return character in _JOINERS or unicodedata.category(character) not in {"Cc", "Cf", "Cs"}


def typed(value: Any) -> str | None:
    """What a person or a partner's program wrote for a one-line answer, cleaned; None if no text."""
    if isinstance(value, str):
        return cleaned(value)
    if isinstance(value, int) and not isinstance(value, bool) and abs(value) <= 10**18:
        return str(value)
    return None


def kept(value: Any, depth: int = KEPT_DEPTH) -> Any:  # noqa: PLR0911 - one case per JSON type
    """What was typed, bounded and storable as JSON, so that a mistake can be shown again."""
    if isinstance(value, str):
        return cleaned(value, lines=True)[:KEPT_CHARACTERS]
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, int):
        return value if abs(value) <= 10**18 else None
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if depth and isinstance(value, dict):
        pairs = list(value.items())[:KEPT_ITEMS]
        return {cleaned(str(key))[:100]: kept(item, depth - 1) for key, item in pairs}
    if depth and isinstance(value, list | tuple):
        return [kept(item, depth - 1) for item in value[:KEPT_ITEMS]]
    return None


def is_blank(value: Any) -> bool:
    """Nothing was answered: none, only spaces, an empty list, an address without any part."""
    if value is None:
        return True
    if isinstance(value, str):
        return not cleaned(value)
    if isinstance(value, dict):
        return all(is_blank(part) for part in value.values())
    if isinstance(value, list | tuple):
        return all(is_blank(item) for item in value)
    return False
