"""Answers as a person reads them back: check-your-answers, the officer's view, the printed form."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from gapura.engines.forms.answers import Answers
from gapura.engines.forms.kinds import is_blank, normalise
from gapura.engines.forms.kinds.numbers import as_decimal
from gapura.engines.forms.schema import Form, Page, Question
from gapura.engines.forms.sensitivity import is_sensitive
from gapura.engines.forms.situation import Situation, look
from gapura.engines.forms.wording import date_in_words, number_in_words, rupiah
from gapura.engines.rules.text import in_language, say

AreaName = Callable[[str], str]

NOT_ANSWERED = say("Tidak diisi", "Not answered")
_YES, _NO = say("Ya", "Yes"), say("Tidak", "No")


@dataclass(frozen=True)
class SummaryRow:
    question: Question
    path: str  # "witnesses.0.nik" inside a group
    label: str
    value: str  # may hold line breaks
    sensitive: bool


@dataclass(frozen=True)
class SummaryPage:
    page: Page
    rows: list[SummaryRow]


def _code_itself(code: str) -> str:
    return code


def summarise(
    form: Form,
    answers: Answers,
    language: str,
    *,
    today: date,
    area_name: AreaName = _code_itself,
) -> list[SummaryPage]:
    """Only what is shown, in order; `area_name` says which place a code is."""
    reader = _Reader(look(form, answers, today=today), language, area_name)
    pages = [SummaryPage(page, reader.rows(page)) for page in form.pages]
    return [page for page in pages if page.rows]


def display(
    question: Question, answer: Any, language: str, *, area_name: AreaName = _code_itself
) -> str:
    """One answer in words; what cannot be read is shown as it was typed."""
    if is_blank(answer):
        return in_language(NOT_ANSWERED, language)
    normal = normalise(question, answer)
    if normal.error is not None:
        return _as_typed(normal.value)
    return _words(question, normal.value, language, area_name)


@dataclass(frozen=True)
class _Reader:
    situation: Situation
    language: str
    area_name: AreaName

    def rows(self, page: Page) -> list[SummaryRow]:
        return [
            row
            for question in page.questions
            if self.situation.shows(page, question)
            for row in self._rows_of(
                question, self.situation.answers.get(question.id), question.id, "", self.situation
            )
        ]

    def _rows_of(
        self, question: Question, answer: Any, path: str, before: str, situation: Situation
    ) -> list[SummaryRow]:
        if question.kind == "group" and isinstance(answer, list) and not is_blank(answer):
            return self._rows_of_group(question, answer, path, before, situation)
        label = before + in_language(question.label, self.language)
        words = display(question, answer, self.language, area_name=self.area_name)
        return [SummaryRow(question, path, label, words, is_sensitive(question))]

    def _rows_of_group(
        self, group: Question, items: list[Any], path: str, before: str, situation: Situation
    ) -> list[SummaryRow]:
        name = in_language(group.item or group.label, self.language)
        rows: list[SummaryRow] = []
        for index, item in enumerate(items):
            if not isinstance(item, dict):
                continue
            inside = situation.inside(group, item)
            for child in group.questions:
                if not inside.holds(child.visible):
                    continue
                heading = f"{before}{name} {index + 1}: "
                rows += self._rows_of(
                    child, item.get(child.id), f"{path}.{index}.{child.id}", heading, inside
                )
        return rows


def _words(  # noqa: C901, PLR0911 - one case per kind
    question: Question, value: Any, language: str, area_name: AreaName
) -> str:
    match question.kind:
        case "date":
            return date_in_words(date.fromisoformat(value), language)
        case "money":
            return rupiah(value)
        case "number":
            return number_in_words(as_decimal(value), language)
        case "yes_no":
            return in_language(_YES if value else _NO, language)
        case "choice":
            return _option(question, value, language)
        case "choices":
            return ", ".join(_option(question, item, language) for item in value)
        case "area":
            return area_name(value)
        case "address":
            return _address(value, area_name)
        case "location":
            return _location(value, area_name)
        case "file":
            return ", ".join(reference["name"] for reference in value)
        case "phone":
            return _phone(value)
        case _:
            return str(value)


def _option(question: Question, value: str, language: str) -> str:
    return next(in_language(o.label, language) for o in question.options if o.value == value)


def _address(value: dict[str, str], area_name: AreaName) -> str:
    members = "/".join(f"{name.upper()} {value[name]}" for name in ("rt", "rw") if value[name])
    return "\n".join(line for line in (value["street"], members, area_name(value["area"])) if line)


def _location(value: dict[str, Any], area_name: AreaName) -> str:
    lines = [value["street"], value["landmark"], area_name(value["area"])]
    if value["lat"] is not None:
        lines.append(f"{value['lat']}, {value['lon']}")
    return "\n".join(line for line in lines if line)


def _phone(number: str) -> str:
    """+62 812 3456 7890; other countries as stored."""
    if not number.startswith("+62"):
        return number
    rest = number[3:]
    return " ".join(part for part in ("+62", rest[:3], rest[3:7], rest[7:]) if part)


def _as_typed(value: Any) -> str:
    if isinstance(value, dict):
        return "\n".join(_as_typed(part) for part in value.values() if not is_blank(part))
    if isinstance(value, list):
        return ", ".join(_as_typed(item) for item in value)
    return "" if value is None else str(value)
