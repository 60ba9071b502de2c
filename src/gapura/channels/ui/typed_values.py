"""An answer as a person typed or would type it, for the box it goes back into."""

from typing import Any

from gapura.engines.forms.kinds.dates import DateParts
from gapura.engines.forms.schema import Question


def as_typed(question: Question, value: Any) -> Any:
    """Text for one box; the parts of a place for several; lists are shown by their own templates."""
    if question.kind in {"address", "location"}:
        parts = value if isinstance(value, dict) else {}
        names = ("street", "rt", "rw", "area", "landmark", "lat", "lon")
        return {name: _text(parts.get(name)) for name in names}
    if isinstance(value, str) and question.kind in _TEXTS:
        return _TEXTS[question.kind](value)
    if question.kind == "money" and type(value) is int:
        return f"{value:,}".replace(",", ".")
    return "" if isinstance(value, list | dict) else _text(value)


def wrong_date_parts(parts: DateParts) -> frozenset[str]:
    """The boxes that cannot be right by themselves; all of them when none stands out."""
    wrong = {
        name
        for name, text, least, most in (
            ("day", parts.day, 1, 31), ("month", parts.month, 1, 12), ("year", parts.year, 1850, 2150),
        )
        if not (text.isdigit() and least <= int(text) <= most)
    }  # fmt: skip
    if "month" in wrong and parts.month.isalpha():
        wrong.discard("month")  # the name of a month is read too
    return frozenset(wrong or {"day", "month", "year"})


def _number(text: str) -> str:
    """3,5 as Indonesians write it; grouping would read differently in English."""
    head, dot, tail = text.partition(".")
    if dot and head.lstrip("-").isdigit() and tail.isdigit() and len(tail) != 3:
        return f"{head},{tail.rstrip('0') or '0'}"
    return text


def _phone(number: str) -> str:
    """+6281234567890 goes back as 0812 3456 7890."""
    if not number.startswith("+62") or not number[3:].isdigit():
        return number
    national = "0" + number[3:]
    return " ".join(part for part in (national[:4], national[4:8], national[8:]) if part)


def _sixteen(number: str) -> str:
    if len(number) != 16 or not number.isdigit():
        return number
    return " ".join(number[start : start + 4] for start in range(0, 16, 4))


def _text(value: Any) -> str:
    return "" if value is None else str(value)


_TEXTS = {"number": _number, "phone": _phone, "nik": _sixteen, "family_card": _sixteen}
