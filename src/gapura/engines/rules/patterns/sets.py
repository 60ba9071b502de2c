"""Sets of characters in patterns: `.`, `\\d`, `[a-z-[aeiou]]`, `\\p{Lu}`."""

import unicodedata
from collections.abc import Callable

CharacterSet = Callable[[str], bool]

_NAME_START = frozenset("_:")
_NAME_MORE = frozenset("-.·")


def is_space(character: str) -> bool:
    return character in " \t\n\r"


def is_digit(character: str) -> bool:
    return unicodedata.category(character) == "Nd"


def is_word(character: str) -> bool:
    return unicodedata.category(character)[0] not in "PZC"


def is_name_start(character: str) -> bool:
    return character in _NAME_START or unicodedata.category(character)[0] == "L"


def is_name_part(character: str) -> bool:
    return (
        is_name_start(character)
        or character in _NAME_MORE
        or unicodedata.category(character)[0] in "MN"
    )


ESCAPED_SETS: dict[str, CharacterSet] = {
    "s": is_space,
    "d": is_digit,
    "w": is_word,
    "i": is_name_start,
    "c": is_name_part,
}
ESCAPED_CHARACTERS = {"n": "\n", "r": "\r", "t": "\t"}
LITERAL_ESCAPES = frozenset("\\|.?*+(){}[]-^$")
CATEGORIES = frozenset(
    group + kind
    for group, kinds in {
        "L": "ultmo",
        "M": "nce",
        "N": "dlo",
        "P": "cdseifo",
        "Z": "slp",
        "S": "mcko",
        "C": "cfon",
    }.items()
    for kind in ("", *kinds)
)
_BLOCKS = {
    "BasicLatin": (0x0000, 0x007F),
    "Latin-1Supplement": (0x0080, 0x00FF),
    "LatinExtended-A": (0x0100, 0x017F),
    "LatinExtended-B": (0x0180, 0x024F),
    "Greek": (0x0370, 0x03FF),
    "Cyrillic": (0x0400, 0x04FF),
    "Arabic": (0x0600, 0x06FF),
    "Javanese": (0xA980, 0xA9DF),
    "Balinese": (0x1B00, 0x1B7F),
    "Sundanese": (0x1B80, 0x1BBF),
}


def negated(members: CharacterSet) -> CharacterSet:
    return lambda character: not members(character)


def in_category(name: str) -> CharacterSet | None:
    """`\\p{Lu}` or `\\p{IsBasicLatin}`; None when there is no such category."""
    if name in CATEGORIES:
        return lambda character: unicodedata.category(character).startswith(name)
    if name.startswith("Is") and name[2:] in _BLOCKS:
        return between(*(chr(end) for end in _BLOCKS[name[2:]]), ignore_case=False)
    return None


def between(low: str, high: str, *, ignore_case: bool) -> CharacterSet:
    if not ignore_case:
        return lambda character: low <= character <= high
    return lambda character: any(
        low <= form <= high for form in (character, character.lower(), character.upper())
    )


def one_of(parts: list[CharacterSet]) -> CharacterSet:
    return lambda character: any(part(character) for part in parts)


def without(members: CharacterSet, removed: CharacterSet) -> CharacterSet:
    return lambda character: members(character) and not removed(character)
