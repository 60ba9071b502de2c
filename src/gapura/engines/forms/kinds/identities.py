"""Numbers that name a person or reach one: NIK, nomor KK, telephone."""

import re
from typing import Any

from gapura.engines.forms.kinds.normal import Normal, not_understood, refuse, typed
from gapura.engines.forms.schema import Question

DIGITS = 16
WOMEN_ADD = 40  # a NIK carries the day of birth, plus 40 for women

_BETWEEN_DIGITS = re.compile(r"[\s.\-–/()]+")
_WHERE = {
    "nik": (
        "Nomornya ada di KTP atau kartu keluarga.",
        "The number is on the ID card or family card.",
    ),
    "family_card": (
        "Nomornya ada di bagian atas kartu keluarga.",
        "It is at the top of the family card.",
    ),
}


def read_nik(question: Question, value: Any) -> Normal:
    """Form only: 16 digits with a possible day and month. Age and residence are never inferred."""
    number = _sixteen_digits(question, value)
    if number.error or _may_be_nik(number.value):
        return number
    return refuse(
        question, value,
        "{Label} belum benar: angka ke-7 sampai ke-10 adalah tanggal dan bulan lahir, dan "
        "tanggal itu tidak mungkin. Cocokkan lagi dengan KTP atau kartu keluarga.",
        "{Label} is not right yet: digits 7 to 10 are the day and month of birth, and that day "
        "is not possible. Please compare it with the ID card or family card.",
    )  # fmt: skip


def read_family_card(question: Question, value: Any) -> Normal:
    return _sixteen_digits(question, value)


def _may_be_nik(digits: str) -> bool:
    day, month = int(digits[6:8]), int(digits[8:10])
    return 1 <= (day - WOMEN_ADD if day > WOMEN_ADD else day) <= 31 and 1 <= month <= 12


def _sixteen_digits(question: Question, value: Any) -> Normal:
    text = typed(value)
    if text is None:
        return not_understood(question, value)
    where_id, where_en = _WHERE[question.kind]
    digits = _BETWEEN_DIGITS.sub("", text)
    if not (digits.isascii() and digits.isdigit()):
        return refuse(
            question, value,
            "{Label} hanya berisi angka, sebanyak 16. Hapus huruf atau tanda lain. " + where_id,
            "{Label} has digits only, 16 of them. Remove letters and other signs. " + where_en,
        )  # fmt: skip
    if len(digits) != DIGITS:
        return refuse(
            question, value,
            "{Label} harus 16 angka; Anda mengetik {count}. " + where_id,
            "{Label} must have 16 digits; you typed {count}. " + where_en,
            count=len(digits),
        )  # fmt: skip
    return Normal(digits)


def read_phone(question: Question, value: Any) -> Normal:
    """0812…, 62812…, +62 812… and 021… become +62…; a number of another country keeps its +."""
    text = typed(value)
    if text is None:
        return not_understood(question, value)
    number = _BETWEEN_DIGITS.sub("", text)
    digits = number.removeprefix("+")
    if not (digits.isascii() and digits.isdigit()):
        return refuse(
            question, value,
            "{Label} hanya berisi angka, misalnya 0812 3456 7890. Hapus huruf atau tanda lain.",
            "{Label} has digits only, for example 0812 3456 7890. Remove letters and other signs.",
        )  # fmt: skip
    international = _international(number)
    if international.startswith("+62"):
        return _indonesian_phone(question, value, international)
    if 8 <= len(digits) <= 15:
        return Normal(international)
    return _phone_length(question, value, len(digits))


def _international(number: str) -> str:
    if number.startswith("00"):
        number = "+" + number[2:]
    if number.startswith("+"):
        return number
    national = number.removeprefix("62") if number.startswith("62") else number
    return "+62" + national.removeprefix("0")


def _indonesian_phone(question: Question, value: Any, international: str) -> Normal:
    national = international.removeprefix("+62").removeprefix("0")
    if national.startswith("0") or not 8 <= len(national) <= 12:
        return _phone_length(question, value, len(national) + 1)
    return Normal("+62" + national)


def _phone_length(question: Question, value: Any, count: int) -> Normal:
    return refuse(
        question, value,
        "{Label} biasanya 9 sampai 13 angka, misalnya 0812 3456 7890; Anda mengetik {count}. "
        "Periksa lagi angkanya.",
        "{Label} usually has 9 to 13 digits, for example 0812 3456 7890; you typed {count}. "
        "Please check the digits.",
        count=count,
    )  # fmt: skip
