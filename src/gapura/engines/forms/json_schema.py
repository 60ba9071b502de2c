"""The same form for partners: JSON Schema 2020-12 of its answers."""

from typing import Any

from gapura.engines.forms.kinds.files import MEDIA_TYPES
from gapura.engines.forms.kinds.places import LONGEST_STREET
from gapura.engines.forms.kinds.texts import LONGEST_EMAIL, longest
from gapura.engines.forms.schema import Form, Page, Question
from gapura.engines.forms.sensitivity import (
    is_sensitive,
    rejoin,
    sensitive_ids,
    split_sensitive,
)
from gapura.engines.rules.text import in_language

__all__ = ["json_schema", "rejoin", "sensitive_ids", "split_sensitive"]

DIALECT = "https://json-schema.org/draft/2020-12/schema"

Schema = dict[str, Any]

_AREA: Schema = {"type": "string", "pattern": r"^[0-9]{2}\.[0-9]{2}\.[0-9]{2}\.[0-9]{4}$"}
_MEMBER: Schema = {"type": "string", "pattern": "^([0-9]{3})?$"}


def json_schema(form: Form, language: str = "id") -> Schema:
    """Rules that depend on other answers cannot be said here: see `x-required` and `x-visible`;
    the server judges them when the form is sent."""
    schema: Schema = {
        "$schema": DIALECT,
        "type": "object",
        "title": form.code or in_language(form.pages[0].title, language),
        "properties": {
            question.id: _property(question, language, page)
            for page in form.pages
            for question in page.questions
        },
        "required": [
            question.id
            for page in form.pages
            for question in page.questions
            if page.visible is True and _is_always_required(question)
        ],
        "additionalProperties": False,
    }
    return schema


def _is_always_required(question: Question) -> bool:
    return question.visible is True and question.required is True


def _property(question: Question, language: str, page: Page | None = None) -> Schema:
    schema = {"title": in_language(question.label, language), **_shape(question, language)}
    if question.hint is not None:
        schema["description"] = in_language(question.hint, language)
    if is_sensitive(question):
        schema["x-sensitive"] = True
    if isinstance(question.required, str):
        schema["x-required"] = question.required
    conditions = [page.visible if page else True, question.visible]
    written = [rule for rule in conditions if isinstance(rule, str)]
    if written:
        schema["x-visible"] = written
    if not _is_always_required(question) or (page is not None and page.visible is not True):
        return _or_nothing(schema)
    return schema


def _or_nothing(schema: Schema) -> Schema:
    """An optional answer may also be null."""
    kind = schema["type"]
    if kind == "array":
        return {name: part for name, part in schema.items() if name != "minItems"}
    kinds = kind if isinstance(kind, list) else [kind]
    optional = {**schema, "type": [*kinds, "null"]}
    if "enum" in optional:
        optional["enum"] = [*optional["enum"], None]
    return optional


def _shape(question: Question, language: str) -> Schema:  # noqa: PLR0911 - one case per kind
    match question.kind:
        case "text" | "long_text":
            shortest = max(question.min_length or 0, 1)
            return {"type": "string", "minLength": shortest, "maxLength": longest(question)}
        case "number":
            return {
                "type": ["integer", "string"],
                "pattern": r"^-?[0-9]+\.[0-9]+$",
                **_bounds(question),
            }
        case "money":
            return {"type": "integer", "minimum": 0, **_bounds(question)}
        case "choice":
            return {"type": "string", **_options(question, language)}
        case "choices":
            items = {"type": "string", **_options(question, language)}
            return {"type": "array", "items": items, "uniqueItems": True, "minItems": 1}
        case "file":
            return _files(question)
        case "group":
            return _group(question, language)
        case _:
            return dict(_PLAIN[question.kind])


def _object(**properties: Schema) -> Schema:
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


_STREET: Schema = {"type": "string", "maxLength": LONGEST_STREET}
_PLAIN: dict[str, Schema] = {
    "date": {"type": "string", "format": "date"},
    "yes_no": {"type": "boolean"},
    "nik": {"type": "string", "pattern": "^[0-9]{16}$"},
    "family_card": {"type": "string", "pattern": "^[0-9]{16}$"},
    "phone": {"type": "string", "pattern": r"^\+[0-9]{8,15}$"},
    "email": {"type": "string", "format": "email", "maxLength": LONGEST_EMAIL},
    "area": _AREA,
    "address": _object(street={**_STREET, "minLength": 1}, rt=_MEMBER, rw=_MEMBER, area=_AREA),
    "location": _object(
        area=_AREA,
        street=_STREET,
        landmark=_STREET,
        lat={"type": ["number", "null"], "minimum": -90, "maximum": 90},
        lon={"type": ["number", "null"], "minimum": -180, "maximum": 180},
    ),
}


def _bounds(question: Question) -> Schema:
    limits = {"minimum": question.minimum, "maximum": question.maximum}
    return {name: limit for name, limit in limits.items() if isinstance(limit, int)}


def _options(question: Question, language: str) -> Schema:
    return {
        "enum": [option.value for option in question.options],
        "x-labels": {o.value: in_language(o.label, language) for o in question.options},
    }


def _files(question: Question) -> Schema:
    reference = _object(
        id={"type": "string", "pattern": "^[A-Za-z0-9_-]{1,100}$"},
        name={"type": "string", "maxLength": 255},
        media_type={"enum": [MEDIA_TYPES[kind] for kind in question.accept]},
        size={"type": "integer", "minimum": 1},
        sha256={"type": "string", "pattern": "^([0-9a-f]{64})?$"},
    )
    return {"type": "array", "items": reference, "minItems": 1, "maxItems": question.max_files}


def _group(question: Question, language: str) -> Schema:
    children = question.questions
    return {
        "type": "array",
        "minItems": max(question.min_items, 1),
        "maxItems": question.max_items,
        "items": {
            "type": "object",
            "properties": {child.id: _property(child, language) for child in children},
            "required": [child.id for child in children if _is_always_required(child)],
            "additionalProperties": False,
        },
    }
