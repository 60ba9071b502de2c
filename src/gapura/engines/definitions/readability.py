"""How hard an Indonesian text is to read, measured without a dictionary.

Calibrated on the packages of the two cities, read for plainness: their files hold 4 to 8 words a sentence, LIX 21
to 42, 6 to 16 per cent of words with four syllables, and 4 per cent passives at most. Bureaucratic samples hold 21
words, LIX 81, 48 and 12 per cent. Each ceiling lies between, nearer to the plain side.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

LONGEST_SENTENCE = 20
CEILING_OF_A_SENTENCE = 25
"""Beyond, a text may not be published."""
MEAN_SENTENCE = 12.0
LIX = 45
MANY_SYLLABLES = 20
PASSIVES = 8
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
_VOWELS = re.compile(r"[aiueoé]+", re.IGNORECASE)
_DIPHTHONGS = ("ai", "au", "oi", "ei")  # one syllable at the end of a word
_PASSIVE = re.compile(r"di[a-z]{4,}|ter[a-z]{4,}kan", re.IGNORECASE)
_OFFICE = re.compile(r"\b(?:" + "|".join(OFFICE_WORDS) + r")\b", re.IGNORECASE)


@dataclass(frozen=True)
class Reading:
    words: int
    mean_sentence: float
    lix: int  # words per sentence + per cent of words over six letters
    many_syllables: int  # per cent of words with four or more
    passives: int  # per cent of words that look like one

    @property
    def is_too_hard(self) -> bool:
        if self.words < SMALLEST_SAMPLE:
            return False
        return (
            self.mean_sentence > MEAN_SENTENCE
            or self.lix > LIX
            or self.many_syllables > MANY_SYLLABLES
            or self.passives > PASSIVES
        )


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
    mean = len(words) / count
    return Reading(
        len(words),
        mean,
        round(mean + _share(words, lambda word: len(word) > 6)),
        round(_share(words, lambda word: _syllables(word) >= 4)),
        round(_share(words, lambda word: _PASSIVE.fullmatch(word) is not None)),
    )


def _share(words: list[str], is_meant: Callable[[str], bool]) -> float:
    return 100 * sum(map(is_meant, words)) / len(words) if words else 0.0


def _syllables(word: str) -> int:
    return max(1, sum(_in_one_place(found) for found in _VOWELS.finditer(word)))


def _in_one_place(vowels: re.Match[str]) -> int:
    ends = vowels.end() == len(vowels.string)
    return 1 if ends and vowels[0].lower() in _DIPHTHONGS else len(vowels[0])
