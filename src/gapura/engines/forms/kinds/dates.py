"""Dates as people write them: 1-12-2026, 1/12/2026, 1 Desember 2026."""

import re
from dataclasses import dataclass
from datetime import date
from typing import Any

from gapura.engines.forms.kinds.normal import Normal, kept, not_understood, refuse, typed
from gapura.engines.forms.schema import Question
from gapura.engines.forms.wording import MONTHS, about_both
from gapura.engines.rules.text import Text, say

EARLIEST_YEAR, LATEST_YEAR = 1850, 2150

_ISO = re.compile(r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})")
_RUN = re.compile(r"[0-9]{8}")
_SEPARATORS = re.compile(r"[\s./,\-]+")
_SPOKEN = {"agt": 8, "agu": 8, "ags": 8, "nop": 11, "nopember": 11, "pebruari": 2, "peb": 2}


@dataclass(frozen=True)
class DateParts:
    """The three fields of a date, as typed."""

    day: str
    month: str
    year: str


def read_date(question: Question, value: Any) -> Normal:
    text = typed(value)
    if text is None:
        return not_understood(question, value)
    parts = date_parts(text)
    if parts is None:
        return refuse(
            question, value,
            "{Label} harus berisi tanggal, bulan, dan tahun, misalnya 17 8 1945.",
            "{Label} must have a day, a month and a year, for example 17 8 1945.",
        )  # fmt: skip
    return _day(question, value, parts)


def date_parts(text: str) -> DateParts | None:
    """Day, month and year of what was typed or stored; None when it is not three parts."""
    text = text.strip()
    if match := _ISO.fullmatch(text):
        year, month, day = match.groups()
        return DateParts(day.lstrip("0") or day, month.lstrip("0") or month, year)
    if _RUN.fullmatch(text):
        return DateParts(text[:2], text[2:4], text[4:])
    parts = text.split("-") if text.count("-") == 2 else _SEPARATORS.split(text)
    if len(parts) != 3:
        return None
    return DateParts(*(part.strip() for part in parts))


def joined(day: str, month: str, year: str) -> str:
    """Three fields as one text that `date_parts` takes apart again."""
    return "-".join(part.strip().replace("-", " ")[:20] for part in (day, month, year))


def _day(question: Question, value: Any, parts: DateParts) -> Normal:
    if missing := _missing(parts):
        sentence = about_both(
            question,
            "{Label} belum lengkap: isi {word} juga.",
            "{Label} is not complete: please fill in the {word} too.",
            missing,
        )
        return Normal(kept(value), sentence)
    day, month, year = _number(parts.day, 2), _month(parts.month), _number(parts.year, 4)
    if day is None or not 1 <= day <= 31:
        return _refused(
            question, value, say("tanggal harus 1 sampai 31", "the day must be 1 to 31")
        )
    if month is None or not 1 <= month <= 12:
        return _refused(
            question, value,
            say("bulan harus 1 sampai 12 atau nama bulan", "the month must be 1 to 12 or its name"),
        )  # fmt: skip
    if year is None or len(parts.year) != 4 or not EARLIEST_YEAR <= year <= LATEST_YEAR:
        return _refused(
            question, value,
            say("tulis tahun dengan 4 angka, misalnya 1998", "write the year with 4 digits, for example 1998"),
        )  # fmt: skip
    return _on_calendar(question, value, day, month, year)


def _on_calendar(question: Question, value: Any, day: int, month: int, year: int) -> Normal:
    try:
        return Normal(date(year, month, day).isoformat())
    except ValueError:
        return _refused(
            question, value,
            say(
                f"{day} {MONTHS['id'][month - 1]} {year} tidak ada di kalender",
                f"{day} {MONTHS['en'][month - 1]} {year} is not on the calendar",
            ),
        )  # fmt: skip


def _refused(question: Question, value: Any, reason: Text) -> Normal:
    sentence = about_both(
        question,
        "{Label} belum benar: {word}. Periksa lagi.",
        "{Label} is not right yet: {word}. Please check it.",
        reason,
    )
    return Normal(kept(value), sentence)


def _missing(parts: DateParts) -> Text | None:
    names = [
        say(indonesian, english)
        for part, indonesian, english in (
            (parts.day, "tanggal", "day"),
            (parts.month, "bulan", "month"),
            (parts.year, "tahun", "year"),
        )
        if not part
    ]
    if not names:
        return None
    return say(" dan ".join(n["id"] for n in names), " and ".join(n["en"] for n in names))


def _number(text: str, most_digits: int) -> int | None:
    if not (text.isascii() and text.isdigit() and len(text) <= most_digits):
        return None
    return int(text)


def _month(text: str) -> int | None:
    word = text.lower().rstrip(".")
    if number := _number(text, 2):
        return number
    if word in _SPOKEN:
        return _SPOKEN[word]
    for names in MONTHS.values():
        for index, name in enumerate(names, start=1):
            if word == name.lower() or (len(word) == 3 and name.lower().startswith(word)):
                return index
    return None
