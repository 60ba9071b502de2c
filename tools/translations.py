"""Translations without gettext's binaries: collect, compile, and say what is missing.

python tools/translations.py collect    update en.po from code and templates (Indonesian is the source)
python tools/translations.py compile    write .mo files
python tools/translations.py missing    list what has no English yet, or has other blanks to fill in
                                        than the Indonesian; exit 1 when there is any
"""

import ast
import io
import os
import re
import sys
from pathlib import Path

from babel.messages import Catalog
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parents[1]
SOURCE = ROOT / "src" / "gapura"
LOCALE = SOURCE / "channels" / "ui" / "locale"
PO = LOCALE / "en" / "LC_MESSAGES" / "django.po"
KEYWORDS = {
    "_": None, "gettext": None, "gettext_lazy": None, "gettext_noop": None,
    "ngettext": (1, 2), "ngettext_lazy": (1, 2), "npgettext": ((1, "c"), 2, 3),
    "pgettext": ((1, "c"), 2), "pgettext_lazy": ((1, "c"), 2),
}  # fmt: skip
# What the program fills in: %(name)s, %s, {name}. A doubled %% or {{ is only itself.
_BLANK = re.compile(r"%%|\{\{|\}\}|%(?:\(\w+\))?[-+ #0]*\d*(?:\.\d+)?[sdfr]|\{\w*\}")
HEADER = "# English for Gapura. Written by hand; `tools/translations.py collect` keeps the list."
_CALL = re.compile(r"\b(_|gettext|ngettext|pgettext|npgettext)\(")


def main(arguments: list[str]) -> int:
    match arguments:
        case ["collect"]:
            collect()
        case ["compile"]:
            compile_all()
        case ["missing"]:
            return report([*missing(), *mismatched()])
        case _:
            print(__doc__)
            return 2
    return 0


def collect() -> None:
    """Keep what is translated, add what is new, drop what is gone."""
    known = read()
    fresh = Catalog(
        locale="en",
        project="Gapura",
        version="1",
        copyright_holder="the Gapura contributors",
        header_comment=HEADER,
        last_translator="Gapura",
        language_team="English",
        charset="utf-8",
        creation_date=known.creation_date,
        revision_date=known.creation_date,
        fuzzy=False,
    )
    for message, context, place in sorted(found(), key=str):
        old = known.get(message if isinstance(message, str) else message[0], context)
        text = _as_shaped(message, old.string if old is not None else "")
        fresh.add(message, text, locations=[(place, 0)], context=context)
    PO.parent.mkdir(parents=True, exist_ok=True)
    with PO.open("wb") as file:
        write_po(file, fresh, sort_output=True, no_location=True, omit_header=False, width=100)


def _as_shaped(message: object, text: object) -> object:
    """A sentence that began to count keeps its one translation for both, until somebody looks."""
    if isinstance(message, tuple):
        return text if isinstance(text, tuple) else (text, text)
    return text[-1] if isinstance(text, tuple) else text


def found() -> set[tuple[object, str | None, str]]:
    """(msgid or (singular, plural), context, file) of everything marked for translation."""
    return {*_in_code(), *_in_templates()}


def missing() -> list[str]:
    known = read()
    lacking = []
    for message, context, place in found():
        first = message if isinstance(message, str) else message[0]
        entry = known.get(first, context)
        texts = entry.string if entry is not None else ""
        if not all(texts if isinstance(texts, tuple) else (texts,)):
            lacking.append(f"{place}: {first!r}")
    return sorted(lacking)


def mismatched() -> list[str]:
    """Translations that would print a hole, or break, where the program fills something in."""
    wrong = []
    for entry in read():
        if not entry.id:
            continue
        ids = entry.id if isinstance(entry.id, tuple) else (entry.id, entry.id)
        texts = entry.string if isinstance(entry.string, tuple) else (entry.string,)
        wanted = [blanks(text) for text in ids]
        wrong += [
            f"{text!r} does not fill in what {ids[0]!r} fills in"
            for text in texts
            if text and blanks(text) not in wanted
        ]
    return wrong


def blanks(text: str) -> list[str]:
    return sorted({one for one in _BLANK.findall(text) if one not in {"%%", "{{", "}}"}})


def report(lacking: list[str]) -> int:
    for line in lacking:
        print(line)
    print(f"{len(lacking)} to put right" if lacking else "Everything has its English.")
    return 1 if lacking else 0


def read() -> Catalog:
    if not PO.exists():
        return Catalog(locale="en")
    with PO.open("rb") as file:
        return read_po(file, locale="en")


def compile_all() -> None:
    """Only what changed, and in one move: several test processes may do this at once."""
    for po in LOCALE.rglob("*.po"):
        target = po.with_suffix(".mo")
        if target.exists() and target.stat().st_mtime_ns > po.stat().st_mtime_ns:
            continue
        with po.open("rb") as file:
            catalog = read_po(file)
        out = io.BytesIO()
        write_mo(out, catalog)
        fresh = target.with_suffix(f".{os.getpid()}")
        fresh.write_bytes(out.getvalue())
        fresh.replace(target)


def _in_code():
    for path in sorted(SOURCE.rglob("*.py")):
        if "/tests/" in str(path):
            continue
        with path.open("rb") as file:
            for _line, message, _comments, context in extract("python", file, keywords=KEYWORDS):
                plain = tuple(message) if isinstance(message, (tuple, list)) else message
                if plain:
                    yield plain, context, str(path.relative_to(ROOT))


def _in_templates():
    from django.conf import settings
    from django.utils.translation.template import templatize

    if not settings.configured:
        settings.configure()
    for path in sorted(SOURCE.rglob("templates/**/*.html")):
        code = templatize(path.read_text(), origin=str(path))
        for match in _CALL.finditer(code):
            arguments = _arguments(code, match.end() - 1)
            if arguments is not None:
                message, context = _message(match[1], arguments)
                yield message, context, str(path.relative_to(ROOT))


def _arguments(code: str, start: int) -> list[str] | None:
    """The literal strings of a call whose bracket opens at `start`."""
    depth, quote, i = 0, "", start
    while i < len(code):
        c = code[i]
        if quote:
            if c == "\\":
                i += 1
            elif code.startswith(quote, i):
                i += len(quote) - 1
                quote = ""
        elif c in "'\"":
            quote = c * 3 if code.startswith(c * 3, i) else c
            i += len(quote) - 1
        elif c == "(":
            depth += 1
        elif c == ")":
            depth -= 1
            if depth == 0:
                break
        i += 1
    try:
        call = ast.parse(f"f{code[start : i + 1]}", mode="eval").body
    except SyntaxError:
        return None
    return [a.value for a in call.args if isinstance(a, ast.Constant) and isinstance(a.value, str)]


def _message(function: str, arguments: list[str]) -> tuple[object, str | None]:
    context = arguments.pop(0) if function.startswith(("p", "np")) else None
    if function in ("ngettext", "npgettext"):
        return (arguments[0], arguments[1]), context
    return arguments[0], context


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
