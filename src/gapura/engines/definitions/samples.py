"""Answers to try a rule with: every choice, yes and no, and one good answer of each other kind."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from itertools import islice, product
from typing import Any

from gapura.engines.forms.schema import Question

TODAY = date(2026, 11, 20)
MOST_COMBINATIONS = 2048

_ONE: dict[str, Any] = {
    "text": "x",
    "long_text": "x",
    "number": Decimal(1),
    "money": Decimal(1000),
    "date": TODAY,
    "nik": "3171035708900001",
    "family_card": "3171035708900001",
    "phone": "+6281234567890",
    "email": "a@example.org",
    "area": "31.71.03.1001",
    "address": {"street": "x", "rt": "001", "rw": "001", "area": "31.71.03.1001"},
    "location": {
        "area": "31.71.03.1001", "street": "x", "landmark": "x",
        "lat": Decimal("-6.1"), "lon": Decimal("106.8"),
    },
    "file": [
        {"id": "x", "name": "x.jpg", "media_type": "image/jpeg", "size": Decimal(1), "sha256": "x"}
    ],
}  # fmt: skip


def is_finite(question: Question) -> bool:
    """Whether all answers can be tried."""
    return question.kind in {"yes_no", "choice"}


def situations(names: Iterable[str], questions: Mapping[str, Question]) -> Iterator[dict[str, Any]]:
    """Values for a rule that reads `names`; names that are no question are left out."""
    known = [name for name in sorted(names) if name in questions]
    samples = (_samples(questions[name]) for name in known)
    for values in islice(product(*samples), MOST_COMBINATIONS):
        yield dict(zip(known, values, strict=True))


def one_of(question: Question) -> Any:
    return _samples(question)[0]


def _samples(question: Question) -> list[Any]:
    match question.kind:
        case "yes_no":
            return [True, False]
        case "choice":
            return [option.value for option in question.options] or ["x"]
        case "choices":
            values = [option.value for option in question.options] or ["x"]
            return [[value] for value in values] + [values]
        case "group":
            item = {child.id: one_of(child) for child in question.questions}
            return [[item, item]]
        case kind:
            return [_ONE[kind]]
