"""From text to what search compares: plain words, and the pieces of words that survive typing errors."""

import re
import unicodedata

STEMMERS = {"id": "indonesian", "en": "english"}
"""PostgreSQL's stemmers; a query is stemmed by both, so texts of other languages are by the first."""

LONGEST_QUERY = 200
MOST_PIECES = 300  # of one query
SIZES = (3, 4, 5)

FILLERS = frozenset(
    {"saya", "aku", "kami", "mau", "ingin", "mohon", "tolong", "cara", "bagaimana", "gimana"}
    | {"untuk", "di", "ke", "dari", "yang", "dan", "atau", "itu", "ini", "dong", "ya", "apa"}
    | {"i", "want", "to", "how", "do", "the", "a", "an", "of", "for", "my", "please", "need"}
)
"""Said around the thing itself; left out of queries unless nothing else was said."""

_NOT_A_WORD = re.compile(r"[^a-z0-9]+")


def plain(text: str) -> str:
    """Lower case letters and digits of the Latin alphabet, words parted by one space."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return _NOT_A_WORD.sub(" ", decomposed.encode("ascii", "ignore").decode()).strip()


def asked_words(typed: str) -> list[str]:
    """The words of a query that say something, in order; all of them when none does."""
    words = plain(typed[:LONGEST_QUERY]).split()
    return [word for word in words if word not in FILLERS] or words


def pieces(words: list[str]) -> list[str]:
    """Character 3- to 5-grams of each word with its borders: `akta` gives `_ak`, `akt`, `kta_` …"""
    found = dict.fromkeys(
        bordered[start : start + size]
        for bordered in (f"_{word}_" for word in words)
        for size in SIZES
        for start in range(len(bordered) - size + 1)
    )
    return list(found)


def as_vector(words: list[str]) -> str:
    """Pieces as a tsvector literal: letters, digits and `_` need no escape."""
    return " ".join(f"'{piece}':1" for piece in pieces(words))


def as_query(words: list[str]) -> str:
    """Any of the pieces, as a tsquery literal."""
    return " | ".join(f"'{piece}'" for piece in pieces(words)[:MOST_PIECES])


def stemmer(language: str) -> str:
    return STEMMERS.get(language, STEMMERS["id"])
