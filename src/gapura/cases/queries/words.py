"""Texts of packages and engines in the language of whoever reads."""

import re
import unicodedata

from django.utils.translation import get_language

from gapura.engines.definitions.schema import ServicePackage
from gapura.engines.rules.text import Text, in_language

NAME_WORD = 3


def in_reader_language(text: Text) -> str:
    return in_language(text, (get_language() or "id")[:2])


def about_words(about: str, package: ServicePackage) -> str:
    """What a case is about as its reader says it, where it was chosen from a list."""
    for question in package.form.questions():
        if question.id == package.service.about:
            for option in question.options:
                if option.label["id"] == about:
                    return in_reader_language(option.label)
    return about


def name_words(text: str) -> set[str]:
    """Lower-case words without accents, of three letters and more."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return {word[:80] for word in re.findall(r"[a-z0-9']+", plain) if len(word) >= NAME_WORD}
