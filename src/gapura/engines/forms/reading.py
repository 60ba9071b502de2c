"""What an HTML form posts, parsed at the border: canonical answers, and a sentence per mistake."""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from gapura.engines.forms.answers import Answers
from gapura.engines.forms.examining import examine
from gapura.engines.forms.kinds import is_blank, normalise
from gapura.engines.forms.kinds.dates import DateParts, date_parts, joined
from gapura.engines.forms.kinds.normal import KEPT_CHARACTERS, KEPT_ITEMS, Normal
from gapura.engines.forms.kinds.places import ADDRESS_PARTS
from gapura.engines.forms.schema import Form, Page, Question
from gapura.engines.forms.situation import look
from gapura.engines.rules.text import Text

__all__ = ["DateParts", "Normal", "PageReading", "date_parts", "normalise", "read_page"]

Posted = Mapping[str, Sequence[str]]
"""Field name to every value posted under it, as `dict(request.POST.lists())` gives."""

_LOCATION_PARTS = ("area", "street", "landmark", "lat", "lon")


@dataclass(frozen=True)
class PageReading:
    """`values` keeps what was typed even where there is an error, so nothing typed is lost."""

    values: Answers
    errors: dict[str, Text]  # question id, or "witnesses.0.nik" inside a group


def read_page(page: Page, form: Form, raw: Posted, answers: Answers, *, today: date) -> PageReading:
    """Judge one posted page together with the answers given before."""
    posted = {question.id: _posted(question, raw, question.id) for question in page.questions}
    given = {name: value for name, value in posted.items() if value is not None}
    before = {name: answer for name, answer in answers.items() if name not in posted}
    situation = look(form, {**before, **given}, today=today)
    values: Answers = {}
    errors: dict[str, Text] = {}
    for question in page.questions:
        if not situation.shows(page, question):
            if question.id in given:  # switched off just now; kept until the form is sent
                values[question.id] = normalise(question, given[question.id]).value
            continue
        examined = examine(question, given.get(question.id), question.id, situation)
        values[question.id] = examined.value
        for finding in examined.findings:
            errors.setdefault(finding.path, finding.sentence)
    return PageReading(values, errors)


def _posted(question: Question, raw: Posted, name: str) -> Any:  # noqa: PLR0911 - one case per kind
    """The answer as typed, shaped like its kind; None when nothing of it was posted."""
    if question.kind == "group":
        return _posted_items(question, raw, name)
    if question.kind == "date":
        return _posted_date(raw, name)
    if question.kind == "address":
        return _posted_parts(raw, name, ADDRESS_PARTS)
    if question.kind == "location":
        return _posted_parts(raw, name, _LOCATION_PARTS)
    if question.kind == "file":
        return _posted_files(raw, name)
    if question.kind == "choices":
        return [value for value in _all(raw, name) if not is_blank(value)] or None
    return _one(raw, name)


def _posted_date(raw: Posted, name: str) -> str | None:
    parts = [_one(raw, f"{name}_{part}") for part in ("day", "month", "year")]
    if all(is_blank(part) for part in parts):
        return _one(raw, name)
    return joined(*(part or "" for part in parts))


def _posted_parts(raw: Posted, name: str, parts: Sequence[str]) -> dict[str, str] | None:
    typed = {part: _one(raw, f"{name}_{part}") for part in parts}
    if all(value is None for value in typed.values()):
        return None
    return {part: value or "" for part, value in typed.items()}


def _posted_files(raw: Posted, name: str) -> list[Any] | None:
    values = [value for value in _all(raw, name) if not is_blank(value)]
    return [_json(value) for value in values] or None


def _json(text: str) -> Any:
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return text


def _posted_items(group: Question, raw: Posted, name: str) -> list[dict[str, Any]] | None:
    pattern = re.compile(re.escape(name) + r"-([0-9]{1,3})-")
    indexes = {match[1] for key in raw if (match := pattern.match(key))}
    items = [
        {
            child.id: value
            for child in group.questions
            if (value := _posted(child, raw, f"{name}-{index}-{child.id}")) is not None
        }
        for index in sorted(indexes, key=lambda digits: (int(digits), digits))[:KEPT_ITEMS]
    ]
    return items or None


def _all(raw: Posted, name: str) -> list[str]:
    values = raw.get(name, ())
    if isinstance(values, str):
        values = [values]
    return [
        value[: KEPT_CHARACTERS + 1]
        for value in list(values)[:KEPT_ITEMS]
        if isinstance(value, str)
    ]


def _one(raw: Posted, name: str) -> str | None:
    values = _all(raw, name)
    return values[-1] if values else None
