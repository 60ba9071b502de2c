"""How hard an Indonesian text is to read, measured without a dictionary."""

import re
from dataclasses import dataclass

LONGEST_SENTENCE = 20
MEAN_SENTENCE = 12.0
LIX = 45
SMALLEST_SAMPLE = 60
"""Words below which a mean says nothing."""

OFFICE_WORDS = (
    "tersebut",
    "guna",
    "dalam rangka",
    "sehubungan",
    "adapun",
    "bilamana",
    "apabila",
    "dimaksud",
    "sebagaimana",
    "dipersyaratkan",
    "pemohon",
    "melampirkan",
    "verifikasi",
    "permohonan",
    "ketentuan yang berlaku",
    "ketentuan berlaku",
)

_SENTENCE_END = re.compile(r"[.!?:;]+(?:\s|$)|\n+")
_WORD = re.compile(r"[A-Za-zÀ-ÿ]+(?:-[A-Za-zÀ-ÿ]+)?")
_OFFICE = re.compile(r"\b(?:" + "|".join(OFFICE_WORDS) + r")\b", re.IGNORECASE)


@dataclass(frozen=True)
class Reading:
    words: int
    mean_sentence: float
    lix: int  # words per sentence + per cent of words over six letters


def sentences(text: str) -> list[str]:
    return [part for part in _SENTENCE_END.split(text) if _WORD.search(part)]


def longest_sentence(text: str) -> int:
    return max((len(_WORD.findall(sentence)) for sentence in sentences(text)), default=0)


def office_words(text: str) -> list[str]:
    """Words people hear only at a counter, as whole phrases, each once."""
    return list(dict.fromkeys(found.lower() for found in _OFFICE.findall(text)))


def measure(text: str) -> Reading:
    words = _WORD.findall(text)
    count = len(sentences(text)) or 1
    long_words = sum(len(word) > 6 for word in words)
    share = 100 * long_words / len(words) if words else 0.0
    return Reading(len(words), len(words) / count, round(len(words) / count + share))
