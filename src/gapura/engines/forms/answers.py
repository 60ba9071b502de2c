"""Answers as stored (JSON), and the same answers as the rules see them (FEEL values)."""

from datetime import date
from decimal import Decimal
from typing import Any

from gapura.engines.decisions.written import decide_all
from gapura.engines.forms.kinds import is_blank, normalise
from gapura.engines.forms.schema import Form, Question

Answers = dict[str, Any]
"""Question id to answer, JSON-able, shaped as `schema.Kind` says. A draft may also hold what was
typed and is not right yet."""


def to_rules(form: Form, answers: Answers, *, today: date) -> dict[str, Any]:
    """Every question id, null for what is missing, empty or not right yet; and every decision."""
    values = {
        question.id: rule_value(question, answers.get(question.id)) for question in form.questions()
    }
    if form.decisions:
        values |= decide_all(form.decisions, values, today=today)
    return values


def rule_value(question: Question, answer: Any) -> Any:
    """One answer as FEEL sees it."""
    if question.kind == "group":
        return _items(question, answer)
    if is_blank(answer):
        return None
    normal = normalise(question, answer)
    if normal.error is not None:
        return None
    return _feel(question.kind, normal.value)


def _feel(kind: str, value: Any) -> Any:
    if kind == "date":
        return date.fromisoformat(value)
    if kind in {"number", "money"}:
        return Decimal(value)
    if kind == "address":
        return {name: part or None for name, part in value.items()}
    if kind == "location":
        return {name: _coordinate(part) for name, part in value.items()}
    if kind == "file":
        return [{**reference, "size": Decimal(reference["size"])} for reference in value]
    return value


def _coordinate(part: Any) -> Any:
    return Decimal(str(part)) if isinstance(part, float) else part or None


def _items(question: Question, answer: Any) -> list[dict[str, Any]] | None:
    if is_blank(answer) or not isinstance(answer, list | tuple):
        return None
    return [
        {child.id: rule_value(child, item.get(child.id)) for child in question.questions}
        for item in answer
        if isinstance(item, dict)
    ]
