"""The language of an answer: what the caller asked for by Accept-Language."""

from django.utils.translation import get_language

from gapura.engines.rules.text import Text, in_language


def reader_language() -> str:
    return (get_language() or "id")[:2]


def in_words(text: Text) -> str:
    return in_language(text, reader_language())
