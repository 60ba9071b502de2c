"""The least and the most an answer may be."""

from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from gapura.engines.forms.schema import Question
from gapura.engines.forms.situation import Situation
from gapura.engines.forms.wording import about_both, date_text, number_text, rupiah
from gapura.engines.rules.text import Text, say


def beyond_limits(question: Question, value: Any, situation: Situation) -> Text | None:
    """`value` is canonical; None when it lies within."""
    if question.kind == "date":
        return _beyond_days(question, date.fromisoformat(value), situation)
    if question.kind in {"number", "money"}:
        return _beyond_amounts(question, Decimal(value), situation)
    return None


def _beyond_days(question: Question, day: date, situation: Situation) -> Text | None:
    first, last = _day(question.minimum, situation), _day(question.maximum, situation)
    if first is not None and day < first:
        return about_both(
            question,
            "{Label} tidak boleh sebelum {word}. Periksa lagi tanggalnya.",
            "{Label} may not be before {word}. Please check the date.",
            date_text(first),
        )
    if last is not None and day > last:
        return about_both(
            question,
            "{Label} tidak boleh sesudah {word}. Periksa lagi tanggalnya.",
            "{Label} may not be after {word}. Please check the date.",
            date_text(last),
        )
    return None


def _beyond_amounts(question: Question, number: Decimal, situation: Situation) -> Text | None:
    least, most = _number(question.minimum, situation), _number(question.maximum, situation)
    if least is not None and number < least:
        return about_both(
            question,
            "{Label} paling sedikit {word}. Periksa lagi angkanya.",
            "{Label} must be at least {word}. Please check the number.",
            _amount(question, least),
        )
    if most is not None and number > most:
        return about_both(
            question,
            "{Label} paling banyak {word}. Periksa lagi angkanya.",
            "{Label} may be at most {word}. Please check the number.",
            _amount(question, most),
        )
    return None


def _amount(question: Question, number: Decimal) -> Text:
    if question.kind == "money":
        return say(rupiah(int(number)), rupiah(int(number)))
    return number_text(number)


def _day(limit: str | int | None, situation: Situation) -> date | None:
    if not isinstance(limit, str):
        return None
    try:
        return date.fromisoformat(limit)
    except ValueError:
        day = situation.work_out(limit)
        return day if type(day) is date else None


def _number(limit: str | int | None, situation: Situation) -> Decimal | None:
    if limit is None:
        return None
    try:
        return Decimal(limit)
    except InvalidOperation:
        number = situation.work_out(str(limit))
        return number if isinstance(number, Decimal) else None
