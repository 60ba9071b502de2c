"""What a document says: the fields of `output.yaml`, worked out from one case."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from gapura.engines.definitions.findings import Path, Place
from gapura.engines.definitions.schema import Output, ServicePackage
from gapura.engines.forms.answers import Answers, to_rules
from gapura.engines.forms.kinds import is_blank
from gapura.engines.forms.summary import display
from gapura.engines.forms.wording import date_in_words, number_in_words
from gapura.engines.rules.expressions import compile_expression
from gapura.engines.rules.text import Text, in_language, say

MORE_NAMES = frozenset({"case", "office", "decision"})
"""What a field may read besides the answers."""

LETTER_DATA = frozenset(
    {
        "title",
        "number",
        "date_text",
        "place",
        "issuer",
        "issuer_address",
        "holder",
        "signer_title",
        "signer_name",
        "url",
        "note",
        "rows",
        "qr",
    }
)
"""What a template may read as `d.…`; the fields of output.yaml come as `d.rows`."""
LETTER_FIELD = re.compile(r"\bd\.([a-z_]+)")

_YES, _NO = say("Ya", "Yes"), say("Tidak", "No")


@dataclass(frozen=True)
class DocumentField:
    id: str
    label: Text
    text: str
    masked: bool  # on the public verification page


@dataclass(frozen=True)
class DocumentContext:
    """`more` holds `case`, `office` and `decision` as plain values."""

    answers: Answers
    today: date
    area_name: Callable[[str], str] = str
    language: str = "id"
    more: Mapping[str, Any] | None = None


def document_fields(package: ServicePackage, context: DocumentContext) -> list[DocumentField]:
    """In the order of output.yaml; a field without a value is left out."""
    output = _output(package)
    found = []
    for field in output.fields:
        text = _text(field.value, package, context)
        if text:
            found.append(DocumentField(field.id, field.label, text, field.masked))
    return found


def holder_name(package: ServicePackage, context: DocumentContext) -> str:
    """Whose document it is."""
    return _text(_output(package).holder, package, context)


def places_of_fields(template: str, file: str) -> dict[Path, Place]:
    """Where a letter reads each of its fields first."""
    found: dict[Path, Place] = {}
    for number, line in enumerate(template.splitlines(), start=1):
        for field in LETTER_FIELD.finditer(line):
            found.setdefault((field[1],), Place(file, number, field.start() + 1))
    return found


def _output(package: ServicePackage) -> Output:
    if package.output is None:
        raise ValueError(f"{package.service.code} issues no document")
    return package.output


def _text(source: str, package: ServicePackage, context: DocumentContext) -> str:
    """A question by its name is shown as people read it; anything else is a rule."""
    form = package.full_form()
    question = next((q for q in form.questions() if q.id == source.strip()), None)
    if question is not None:
        answer = context.answers.get(question.id)
        if is_blank(answer):
            return ""
        words = display(question, answer, context.language, area_name=context.area_name)
        return words.replace("\n", ", ") if question.kind in {"address", "location"} else words
    values = {**to_rules(form, context.answers, today=context.today), **(context.more or {})}
    return _words(compile_expression(source).evaluate(values, today=context.today).value, context)


def _words(value: Any, context: DocumentContext) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return in_language(_YES if value else _NO, context.language)
    if isinstance(value, date):
        return date_in_words(value, context.language)
    if isinstance(value, Decimal):
        return number_in_words(value, context.language)
    return str(value)
