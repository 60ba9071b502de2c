"""Words: a line, a longer text, an e-mail address."""

import re
from typing import Any

from gapura.engines.forms.kinds.normal import Normal, cleaned, not_understood, refuse, typed
from gapura.engines.forms.schema import Question

DEFAULT_LENGTH = {"text": 200, "long_text": 4000}
LONGEST_EMAIL = 254

_EMAIL = re.compile(
    r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~.-]{1,64}@(?:[A-Za-z0-9-]{1,63}\.)+[A-Za-z0-9-]{2,63}"
)


def read_text(question: Question, value: Any) -> Normal:
    text = typed(value)
    if text is None:
        return not_understood(question, value)
    return _within_length(question, text)


def read_long_text(question: Question, value: Any) -> Normal:
    if not isinstance(value, str):
        return not_understood(question, value)
    return _within_length(question, cleaned(value, lines=True))


def longest(question: Question) -> int:
    return question.max_length or DEFAULT_LENGTH[question.kind]


def _within_length(question: Question, text: str) -> Normal:
    limit = longest(question)
    if len(text) > limit:
        return refuse(
            question, text,
            "{Label} paling panjang {limit} huruf; Anda mengetik {count}. Persingkat isinya.",
            "{Label} may have at most {limit} characters; you typed {count}. Please shorten it.",
            limit=limit, count=len(text),
        )  # fmt: skip
    if question.min_length and len(text) < question.min_length:
        return refuse(
            question, text,
            "{Label} paling pendek {limit} huruf; Anda mengetik {count}. Tulis lebih lengkap.",
            "{Label} must have at least {limit} characters; you typed {count}. Please write more.",
            limit=question.min_length, count=len(text),
        )  # fmt: skip
    return Normal(text)


def read_email(question: Question, value: Any) -> Normal:
    text = typed(value)
    if text is None:
        return not_understood(question, value)
    address = text.replace(" ", "")
    if "@" not in address:
        return refuse(
            question, text,
            "{Label} harus memakai tanda @, misalnya nama@contoh.id. Periksa lagi tulisannya.",
            "{Label} needs an @ sign, for example name@example.id. Please check the spelling.",
        )  # fmt: skip
    if len(address) > LONGEST_EMAIL or not _EMAIL.fullmatch(address):
        return refuse(
            question, text,
            "{Label} tidak berbentuk alamat e-mail. Tulis seperti nama@contoh.id.",
            "{Label} is not written like an e-mail address. Write it like name@example.id.",
        )  # fmt: skip
    name, _, host = address.rpartition("@")
    return Normal(f"{name}@{host.lower()}")
