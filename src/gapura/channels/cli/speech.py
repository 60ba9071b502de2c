"""What the command line says: sentences, in Indonesian or English as the terminal is set."""

import os
import sys

from gapura.engines.rules.text import Text, in_language, say


def language() -> str:
    """`id` when GAPURA_LANGUAGE or the locale says so, else English."""
    wanted = next(
        (
            os.environ[name]
            for name in ("GAPURA_LANGUAGE", "LC_ALL", "LANG")
            if os.environ.get(name)
        ),
        "",
    )
    return "id" if wanted.lower().startswith("id") else "en"


def told(indonesian: str, english: str) -> str:
    return in_language(say(indonesian, english), language())


def in_words(text: Text) -> str:
    return in_language(text, language())


def tell(indonesian: str, english: str) -> None:
    write(told(indonesian, english))


def write(line: str = "") -> None:
    print(line, flush=True)


def complain(sentence: str) -> None:
    print(sentence, file=sys.stderr, flush=True)
