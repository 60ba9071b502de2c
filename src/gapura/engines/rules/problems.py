"""What can go wrong with a rule, each as a sentence: at compile time, in a value, or by taking too long."""

import unicodedata
from collections.abc import Iterable
from difflib import get_close_matches
from typing import NamedTuple

from gapura.engines.rules.text import Text, say

_LONGEST_SHOWN = 60


class Place(NamedTuple):
    line: int
    column: int


class RuleError(Exception):
    """The rule cannot be read; `sentence` says why and what to do, `line` and `column` say where."""

    def __init__(self, sentence: Text, place: Place) -> None:
        super().__init__(f"{place.line}:{place.column}: {sentence['en']}")
        self.sentence = sentence
        self.line = place.line
        self.column = place.column


class Fault(Exception):
    """A part of a rule has no value; that part becomes null and the sentence is kept."""

    def __init__(self, sentence: Text) -> None:
        super().__init__(sentence["en"])
        self.sentence = sentence


class Exhausted(Exception):
    """The rule used up its steps, depth or room; the whole evaluation ends."""

    def __init__(self, sentence: Text) -> None:
        super().__init__(sentence["en"])
        self.sentence = sentence


def at(sentence: Text, place: Place | None) -> Text:
    """The sentence with its place in the rule."""
    if place is None:
        return sentence
    return say(
        f"{sentence['id']} (baris {place.line}, kolom {place.column})",
        f"{sentence['en']} (line {place.line}, column {place.column})",
    )


def shown(text: str) -> str:
    """A text from a rule, short enough for a sentence."""
    return text if len(text) <= _LONGEST_SHOWN else text[:_LONGEST_SHOWN] + "…"


def unknown_name(name: str, known: Iterable[str]) -> Text:
    name = shown(name)
    why_id, why_en = _strange_letter(name)
    nearest = get_close_matches(name, sorted(known), n=1, cutoff=0.5)
    if not nearest:
        return say(
            f"{name} tidak dikenal{why_id}; periksa ejaannya atau tambahkan ke formulir",
            f"{name} is not known{why_en}; check its spelling or add it to the form",
        )
    return say(
        f"{name} tidak dikenal{why_id}; maksud Anda {nearest[0]}?",
        f"{name} is not known{why_en}; did you mean {nearest[0]}?",
    )


def _strange_letter(name: str) -> tuple[str, str]:
    """A letter that looks like a Latin one and is not, as copied texts have them."""
    for letter in name:
        title = unicodedata.name(letter, f"U+{ord(letter):04X}")
        if not letter.isascii() and not title.startswith("LATIN "):
            return (
                f" karena memuat huruf lain yang mirip ({title})",
                f" because it holds another letter that looks alike ({title})",
            )
    return "", ""
