"""Finding names in the text of a rule: FEEL names may hold spaces and signs, so the longest known wins."""

import re
from collections.abc import Iterable
from functools import lru_cache
from itertools import pairwise

_START = (
    r"A-Za-z_\u00C0-\u00D6\u00D8-\u00F6\u00F8-\u02FF\u0370-\u037D\u037F-\u1FFF\u200C-\u200D"
    r"\u2070-\u218F\u2C00-\u2FEF\u3001-\uD7FF\uF900-\uFDCF\uFDF0-\uFFFD\U00010000-\U000EFFFF"
)
_PART = _START + r"0-9\u00B7\u0300-\u036F\u203F-\u2040"
WORD = re.compile(f"[{_START}][{_PART}]*")
_PIECE = re.compile(rf"[{_PART}?]+|\S")
_WORDS = re.compile(rf"[{_START}][{_PART}]*(?:\s+[{_PART}]+)*")
_ONE_WORD = re.compile(rf"[{_PART}]+")
_GAP = re.compile(r"\s+")


def tidy(name: str) -> str:
    """A name with its blanks made single."""
    return _GAP.sub(" ", name.strip())


class KnownNames:
    """A set of names that can be looked for at a place of a text."""

    def __init__(self, names: Iterable[str] = ()) -> None:
        self._by_word: dict[str, list[str]] = {}
        for name in names:
            self.add(name)

    def add(self, name: str) -> None:
        pieces = _PIECE.findall(name)
        if not pieces:
            return
        known = self._by_word.setdefault(pieces[0], [])
        if name not in known:
            known.append(name)
            known.sort(key=len, reverse=True)

    def longest_at(self, text: str, position: int) -> tuple[str, int] | None:
        """The longest of these names that stands here, and where it ends."""
        first = _PIECE.match(text, position)
        for name in self._by_word.get(first[0], ()) if first else ():
            match = _pattern(name).match(text, position)
            if match:
                return name, match.end()
        return None


@lru_cache(maxsize=4096)
def _pattern(name: str) -> re.Pattern[str]:
    """The name with any blanks between its pieces, not followed by more of a word."""
    pieces = _PIECE.findall(name)
    body = re.escape(pieces[0])
    for before, piece in pairwise(pieces):
        both_words = _ONE_WORD.fullmatch(before) and _ONE_WORD.fullmatch(piece)
        body += (r"\s+" if both_words else r"\s*") + re.escape(piece)
    ending = rf"(?![{_PART}])" if _ONE_WORD.fullmatch(pieces[-1]) else ""
    return re.compile(body + ending)


def words_at(text: str, position: int, stop: frozenset[str]) -> tuple[str, int]:
    """The words from here up to a keyword, taken as one name that nobody has declared."""
    match = _WORDS.match(text, position)
    if match is None:
        raise ValueError(position)
    end = position
    for word in _ONE_WORD.finditer(text, position, match.end()):
        if word[0] in stop and end > position:
            break
        end = word.end()
    return tidy(text[position:end]), end
