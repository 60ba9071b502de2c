"""Ids inside, numbers outside: UUIDv7, human case numbers with a check character, tokens."""

import os
import secrets
import time
from uuid import UUID

# Crockford's base 32 without I, L, O, U and Z: readable over the phone, and no word comes out. That
# leaves 31 characters, a prime: so one wrong or two swapped ones always change the check character.
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXY"
_CONFUSED = str.maketrans("ILOZ", "1102")
_RANDOM_CHARACTERS = 8


def uuid7() -> UUID:
    """A UUID that sorts by time (RFC 9562, version 7): milliseconds, then 74 random bits."""
    milliseconds = time.time_ns() // 1_000_000
    value = int.from_bytes(milliseconds.to_bytes(6, "big") + os.urandom(10), "big")
    value = value & ~(0xF << 76) | (0x7 << 76)
    value = value & ~(0x3 << 62) | (0x2 << 62)
    return UUID(int=value)


def _check_character(short: str, body: str) -> str:
    values = [ord(letter) for letter in short] + [ALPHABET.index(letter) for letter in body]
    total = sum(place * value for place, value in enumerate(values, start=1))
    return ALPHABET[total % len(ALPHABET)]


def new_number(short: str) -> str:
    """`JKT-7F3K-9Q2M-X`: the jurisdiction's short code, 39 random bits, a check character."""
    body = "".join(secrets.choice(ALPHABET) for _ in range(_RANDOM_CHARACTERS))
    return f"{short}-{body[:4]}-{body[4:]}-{_check_character(short, body)}"


def read_number(typed: str) -> str | None:
    """The number a person typed, in its proper form; None when the check character is wrong."""
    letters = "".join(c for c in typed.upper() if c.isascii() and c.isalnum())
    short, rest = letters[: -_RANDOM_CHARACTERS - 1], letters[-_RANDOM_CHARACTERS - 1 :]
    rest = rest.translate(_CONFUSED)
    body, check = rest[:-1], rest[-1:]
    if not short.isalpha() or len(body) != _RANDOM_CHARACTERS:
        return None
    if any(c not in ALPHABET for c in rest) or _check_character(short, body) != check:
        return None
    return f"{short}-{body[:4]}-{body[4:]}-{check}"


def new_token() -> str:
    """128 unguessable bits in upper-case letters and digits, for links in QR codes."""
    return "".join(secrets.choice(ALPHABET) for _ in range(26))


def new_pin() -> str:
    """Six digits for following a case without an account; guessing is slowed, see access."""
    return f"{secrets.randbelow(1_000_000):06d}"
