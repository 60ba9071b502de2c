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
_NEXT_WORD = re.compile(rf"\s+([{_PART}]+)")
_ONE_WORD = re.compile(rf"[{_PART}]+")
_GAP = re.compile(r"\s+")


def tidy(name: str) -> str:
    """A name with its blanks made single."""
    return _GAP.sub(" ", name.strip())


class KnownNames:
    """A set of names that can be looked for at a place of a text, in front of `others`."""

    def __init__(self, names: Iterable[str] = (), others: "KnownNames | None" = None) -> None:
        self._by_word: dict[str, list[str]] = {}
        self._others = others
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
        if first is None:
            return None
        return self.longest_from(first[0], text, position)

    def longest_from(self, word: str, text: str, position: int) -> tuple[str, int] | None:
        """The same, when `word` is what stands here."""
        other = self._others.longest_from(word, text, position) if self._others else None
        for name in self._by_word.get(word, ()):
            end = _end_of(name, text, position)
            if end is not None:
                return (name, end) if not other or end >= other[1] else other
        return other


@lru_cache(maxsize=4096)
def _pieces(name: str) -> tuple[tuple[str, bool, bool], ...]:
    """The words and signs of a name; whether each is a word, and whether a blank must come before it."""
    found = _PIECE.findall(name)
    words = [bool(_ONE_WORD.fullmatch(piece)) for piece in found]
    apart = [False, *(before and here for before, here in pairwise(words))]
    return tuple(zip(found, words, apart, strict=True))


def _end_of(name: str, text: str, position: int) -> int | None:
    """Where the name ends that starts here, with any blanks between its pieces."""
    at, is_word = position, False
    for piece, is_word, is_apart in _pieces(name):  # noqa: B007 - whether the last is a word
        if at != position:
            blank = _GAP.match(text, at)
            if is_apart and blank is None:
                return None
            at = blank.end() if blank else at
        if not text.startswith(piece, at):
            return None
        at += len(piece)
    return None if is_word and _ONE_WORD.match(text, at) else at


def words_at(text: str, position: int, stop: frozenset[str]) -> tuple[str, int]:
    """The words from here up to a keyword, taken as one name that nobody has declared."""
    first = WORD.match(text, position)
    if first is None:
        raise ValueError(position)
    end = first.end()
    while (more := _NEXT_WORD.match(text, end)) and more[1] not in stop:
        end = more.end()
    return tidy(text[position:end]), end
