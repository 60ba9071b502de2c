"""Answers picked from a list: yes or no, one option, several options."""

from typing import Any

from gapura.engines.forms.kinds.normal import Normal, kept, not_understood, refuse, typed
from gapura.engines.forms.schema import Question

_YES = {"yes", "ya", "true", "1", "on", "y"}
_NO = {"no", "tidak", "false", "0", "off", "n", "t"}


def read_yes_no(question: Question, value: Any) -> Normal:
    if isinstance(value, bool):
        return Normal(value)
    word = (typed(value) or "").lower()
    if word in _YES:
        return Normal(value=True)
    if word in _NO:
        return Normal(value=False)
    return refuse(
        question, value,
        "{Label}: jawab Ya atau Tidak.",
        "{Label}: answer Yes or No.",
    )  # fmt: skip


def read_choice(question: Question, value: Any) -> Normal:
    text = typed(value)
    if text is None:
        return not_understood(question, value)
    if text not in _values(question):
        return _not_offered(question, value)
    return Normal(text)


def read_choices(question: Question, value: Any) -> Normal:
    """In the order of the options, each once."""
    if isinstance(value, str):
        value = [value]
    if not isinstance(value, list | tuple):
        return not_understood(question, value)
    chosen = [typed(item) for item in value[:1000]]
    if any(item not in _values(question) for item in chosen):
        return _not_offered(question, kept(value))
    return Normal([option for option in _values(question) if option in chosen])


def _values(question: Question) -> list[str]:
    return [option.value for option in question.options]


def _not_offered(question: Question, value: Any) -> Normal:
    return refuse(
        question, value,
        "{Label}: jawaban itu tidak ada di daftar. Pilih salah satu yang tersedia.",
        "{Label}: that answer is not on the list. Please choose one that is offered.",
    )  # fmt: skip
