"""Numbers and money, written the Indonesian way: 1.234,5 and Rp10.000."""

import re
from decimal import Decimal, InvalidOperation
from typing import Any

from gapura.engines.forms.kinds.normal import (
    LARGEST_NUMBER,
    Normal,
    not_understood,
    refuse,
    typed,
)
from gapura.engines.forms.schema import Question

_GROUPED = re.compile(r"-?[1-9][0-9]{0,2}(?:\.[0-9]{3})+(?:,[0-9]+)?")
_GROUPED_ENGLISH = re.compile(r"-?[1-9][0-9]{0,2}(?:,[0-9]{3}){2,}(?:\.[0-9]+)?")
_PLAIN = re.compile(r"-?[0-9]+(?:[.,][0-9]+)?")
_TIMES = {"ribu": 1_000, "rb": 1_000, "juta": 1_000_000, "jt": 1_000_000, "miliar": 1_000_000_000}
_MONEY = re.compile(
    r"(?:rp|idr)?\.?\s*(?P<number>.*?)(?:,-+|,–)?\s*(?P<times>ribu|rb|juta|jt|miliar)?(?:\s*rupiah)?"
)
_MOST_DECIMALS = 6


def read_number(question: Question, value: Any) -> Normal:
    text = _number_text(value)
    if text is None:
        return not_understood(question, value)
    number = parse_number(text)
    if number is None:
        return refuse(
            question, value,
            "{Label} harus berupa angka, misalnya 12 atau 3,5. Tulis tanpa kata lain.",
            "{Label} must be a number, for example 12 or 3,5. Write it without other words.",
        )  # fmt: skip
    if abs(number) > LARGEST_NUMBER:
        return _too_large(question, value)
    if _decimals(number) > _MOST_DECIMALS:
        return refuse(
            question, value,
            "{Label} paling banyak 6 angka di belakang koma. Bulatkan angkanya.",
            "{Label} may have at most 6 digits after the decimal comma. Please round it.",
        )  # fmt: skip
    return Normal(stored_number(number))


def read_money(question: Question, value: Any) -> Normal:
    text = _number_text(value)
    if text is None:
        return not_understood(question, value)
    amount = parse_money(text)
    if amount is None or amount < 0 or amount != int(amount):
        return refuse(
            question, value,
            "{Label} harus berupa jumlah rupiah utuh, misalnya Rp10.000. Tulis angkanya saja.",
            "{Label} must be an amount in whole rupiah, for example Rp10.000. Write only the number.",
        )  # fmt: skip
    if amount > LARGEST_NUMBER:
        return _too_large(question, value)
    return Normal(int(amount))


def parse_number(text: str) -> Decimal | None:
    """1.234,5 · 3,5 · 1.5 · -2; a dot before exactly three digits groups thousands."""
    text = text.replace(" ", "").replace("−", "-")
    if len(text) > 40:
        return None
    if _GROUPED.fullmatch(text):
        return Decimal(text.replace(".", "").replace(",", "."))
    if _GROUPED_ENGLISH.fullmatch(text):
        return Decimal(text.replace(",", ""))
    if _PLAIN.fullmatch(text):
        return Decimal(text.replace(",", "."))
    return None


def parse_money(text: str) -> Decimal | None:
    """Rp10.000 · 10000 · Rp 10.000,00 · 10.000,- · 25 ribu · 2,5 juta."""
    match = _MONEY.fullmatch(text.lower().strip()[:60])
    number = parse_number(match["number"]) if match else None
    if match is None or number is None:
        return None
    return number * _TIMES.get(match["times"] or "", 1)


def stored_number(number: Decimal) -> int | str:
    """An int, or a decimal as text that no reader can take for grouped thousands."""
    if number == int(number):
        return int(number)
    plain = f"{number.normalize():f}"
    # 1.234 is one thousand two hundred thirty-four here, so three decimals get a fourth.
    return plain + "0" if _decimals(number) == 3 else plain


def as_decimal(stored: int | str) -> Decimal:
    return Decimal(stored)


def _decimals(number: Decimal) -> int:
    exponent = number.normalize().as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def _number_text(value: Any) -> str | None:
    if isinstance(value, float):
        try:
            return _plain_float(value)
        except (InvalidOperation, ValueError, OverflowError):
            return None
    return typed(value)


def _plain_float(value: float) -> str:
    number = Decimal(str(value))
    if not number.is_finite() or abs(number) > LARGEST_NUMBER * 10:
        raise ValueError(value)
    return str(stored_number(round(number, 9)))


def _too_large(question: Question, value: Any) -> Normal:
    return refuse(
        question, value,
        "{Label} terlalu besar. Periksa lagi jumlah angkanya.",
        "{Label} is too large. Please check the number of digits.",
    )  # fmt: skip
