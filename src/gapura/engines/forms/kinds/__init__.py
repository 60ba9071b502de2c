"""One answer of each kind: from what was typed to one canonical shape, or a sentence."""

from collections.abc import Callable
from typing import Any

from gapura.engines.forms.kinds.choosing import read_choice, read_choices, read_yes_no
from gapura.engines.forms.kinds.dates import read_date
from gapura.engines.forms.kinds.files import read_file
from gapura.engines.forms.kinds.identities import read_family_card, read_nik, read_phone
from gapura.engines.forms.kinds.normal import KEPT_ITEMS, Normal, is_blank, kept, not_understood
from gapura.engines.forms.kinds.numbers import read_money, read_number
from gapura.engines.forms.kinds.places import read_address, read_area, read_location
from gapura.engines.forms.kinds.texts import read_email, read_long_text, read_text
from gapura.engines.forms.schema import Question

LIST_KINDS = frozenset({"choices", "file", "group"})

_READERS: dict[str, Callable[[Question, Any], Normal]] = {
    "text": read_text,
    "long_text": read_long_text,
    "number": read_number,
    "money": read_money,
    "date": read_date,
    "yes_no": read_yes_no,
    "choice": read_choice,
    "choices": read_choices,
    "nik": read_nik,
    "family_card": read_family_card,
    "phone": read_phone,
    "email": read_email,
    "area": read_area,
    "address": read_address,
    "location": read_location,
    "file": read_file,
}


def normalise(question: Question, value: Any) -> Normal:
    """The answer in the shape `schema.Kind` promises; reading its result again changes nothing."""
    if is_blank(value) and question.kind != "group":
        return Normal([] if question.kind in LIST_KINDS else None)
    if question.kind == "group":
        return _read_group(question, value)
    return _READERS[question.kind](question, value)


def _read_group(question: Question, value: Any) -> Normal:
    if value is None:
        return Normal([])
    if not isinstance(value, list | tuple) or not all(isinstance(item, dict) for item in value):
        return not_understood(question, kept(value))
    errors = []
    items = []
    for raw in value[:KEPT_ITEMS]:
        read = {
            child.id: normalise(child, raw[child.id])
            for child in question.questions
            if child.id in raw
        }
        errors += [normal.error for normal in read.values() if normal.error]
        items.append({name: normal.value for name, normal in read.items()})
    return Normal(items, errors[0] if errors else None)


__all__ = ["LIST_KINDS", "Normal", "is_blank", "kept", "normalise"]
