"""From a page of a package to what its template needs: one view model for every kind of question.

Field names and shapes are those that `engines.forms.reading.read_page` reads.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from gapura.channels.ui.area_picking import AreaPicker, PickerFor
from gapura.channels.ui.problems import Problem
from gapura.channels.ui.typed_values import as_typed, wrong_date_parts
from gapura.engines.forms.reading import DateParts, date_parts
from gapura.engines.forms.schema import Form, Page, Question
from gapura.engines.forms.situation import Situation, look
from gapura.engines.rules.text import Text, in_language

MOST_RADIOS = 7
LARGEST_FILE = 10_000_000
MEDIA = {"jpeg": ".jpg,.jpeg,image/jpeg", "png": ".png,image/png", "pdf": ".pdf,application/pdf"}
TEMPLATES = {
    "long_text": "long_text", "money": "money", "date": "date", "yes_no": "choice",
    "choice": "choice", "choices": "choices", "area": "area", "address": "address",
    "location": "location", "file": "file", "group": "group",
}  # fmt: skip
WIDTHS = {
    "nik": "w-20 num",
    "family_card": "w-20 num",
    "phone": "w-20 num",
    "number": "w-12",
    "money": "w-12 num",
}
NUMERIC = frozenset({"nik", "family_card", "money"})


@dataclass(frozen=True)
class OptionField:
    value: str
    label: str
    hint: str
    is_chosen: bool


@dataclass(frozen=True)
class KeptFile:
    id: str
    name: str
    size: int
    reference: str  # JSON, posted back as it is
    state: str = "clean"  # pending: a worker still looks at it; refused: `sentence` says why
    sentence: str = ""


@dataclass(frozen=True)
class Item:
    """One of a repeating group: a witness."""

    number: int
    fields: list["QuestionField"]
    may_be_removed: bool


@dataclass(frozen=True)
class DateField:
    day: str
    month: str
    year: str
    wrong: frozenset[str]  # of "day", "month", "year"


@dataclass(frozen=True, kw_only=True)
class QuestionField:
    """One question as it stands on the page; `name` is the POST name, `path` the key of its error."""

    name: str
    path: str
    kind: str
    label: str
    hint: str
    why: str
    error: str
    is_optional: bool
    is_sensitive: bool
    value: Any
    autocomplete: str
    max_length: int | None
    options: list[OptionField] = field(default_factory=list)
    date: DateField | None = None
    area: AreaPicker | None = None
    files: list[KeptFile] = field(default_factory=list)
    accept: str = ""
    accept_words: str = ""  # "JPEG, PNG, PDF."
    most_files: int = 1
    item_label: str = ""
    items: list[Item] = field(default_factory=list)
    may_add: bool = False

    largest_file = LARGEST_FILE

    @property
    def id(self) -> str:
        return f"q-{self.name}"

    @property
    def template(self) -> str:
        if self.kind == "choice" and len(self.options) > MOST_RADIOS:
            return "ui/questions/select.html"
        return f"ui/questions/{TEMPLATES.get(self.kind, 'line')}.html"

    @property
    def is_one_box(self) -> bool:
        """A label and one control; the other kinds are fieldsets."""
        return self.template.endswith(
            ("/line.html", "/long_text.html", "/money.html", "/select.html")
        )

    @property
    def described_by(self) -> str:
        parts = [f"{self.id}-hint" if self.hint else "", f"{self.id}-error" if self.error else ""]
        return " ".join(part for part in parts if part)

    @property
    def width(self) -> str:
        if self.max_length and self.max_length <= 12 and self.kind == "text":
            return "w-12"
        return WIDTHS.get(self.kind, "")

    @property
    def inputmode(self) -> str:
        if self.kind in NUMERIC:
            return "numeric"
        return {"number": "decimal", "phone": "tel", "email": "email"}.get(self.kind, "")

    @property
    def input_type(self) -> str:
        return {"phone": "tel", "email": "email"}.get(self.kind, "text")

    @property
    def has_short_options(self) -> bool:
        return len(self.options) <= 4 and all(
            len(option.label) <= 24 and not option.hint for option in self.options
        )

    @property
    def first_input(self) -> str:
        """Where a link of the error summary leads."""
        if self.date is not None:
            wrong = next(
                (part for part in ("day", "month", "year") if part in self.date.wrong), "day"
            )
            return f"{self.id}_{wrong}"
        if self.kind in {"address", "location"}:
            return f"{self.id}_{self._first_empty_part()}"
        if self.options and not self.is_one_box:
            return f"{self.id}_0"
        return self.id

    def _first_empty_part(self) -> str:
        value = self.value if isinstance(self.value, dict) else {}
        return "area" if value.get("street") and not value.get("area") else "street"


def render_page(
    page: Page,
    form: Form,
    answers: Mapping[str, Any],
    errors: Mapping[str, Text],
    *,
    language: str,
    today: date,
    areas: PickerFor | None = None,
    added: Mapping[str, int] | None = None,
) -> list[QuestionField]:
    """The visible questions of a page, in order.

    `areas` comes from `area_picking.picking`; `added` says how many empty items a group shows on
    top of those that are filled in (`steps.Step.added`).
    """
    situation = look(form, dict(answers), today=today)
    drawing = _Drawing(situation, errors, language, areas, added or {})
    return [
        drawing.top(question, answers.get(question.id))
        for question in page.questions
        if situation.shows(page, question)
    ]


def list_problems(
    fields: list[QuestionField], errors: Mapping[str, Text], *, language: str
) -> list[Problem]:
    """For the summary: in the order of the page, then what belongs to no field shown."""
    shown = list(_each(fields))
    known = {each.path for each in shown}
    inside = [Problem(each.error, each.first_input) for each in shown if each.error]
    return inside + [
        Problem(in_language(sentence, language))
        for path, sentence in errors.items()
        if path not in known
    ]


def _each(fields: list[QuestionField]) -> list[QuestionField]:
    found = []
    for each in fields:
        found.append(each)
        for item in each.items:
            found += _each(item.fields)
    return found


@dataclass(frozen=True)
class _Drawing:
    situation: Situation
    errors: Mapping[str, Text]
    language: str
    areas: PickerFor | None
    added: Mapping[str, int]

    def top(self, question: Question, value: Any) -> QuestionField:
        required = self.situation.holds(question.required)
        return self._field(question, value, question.id, question.id, required=required)

    def _field(
        self, question: Question, value: Any, name: str, path: str, *, required: bool
    ) -> QuestionField:
        error = self.errors.get(path)
        items = self._items(question, value, name, path, required=required)
        return QuestionField(
            name=name,
            path=path,
            kind=question.kind,
            label=self._say(question.label),
            hint=self._say(question.hint),
            why=self._say(question.why),
            error=self._say(error),
            is_optional=not required,
            is_sensitive=question.sensitive or question.kind in {"nik", "family_card"},
            value=as_typed(question, value),
            autocomplete=question.autocomplete or "off",
            max_length=question.max_length,
            options=self._options(question, value),
            date=_date(value, has_error=bool(error)) if question.kind == "date" else None,
            area=self._area(question, value, name),
            files=_files(value) if question.kind == "file" else [],
            accept=",".join(MEDIA[kind] for kind in question.accept)
            if question.kind == "file"
            else "",
            accept_words=", ".join(kind.upper() for kind in question.accept) + ".",
            most_files=question.max_files,
            item_label=self._say(question.item or question.label),
            items=items,
            may_add=question.kind == "group" and len(items) < question.max_items,
        )

    def _items(
        self, group: Question, value: Any, name: str, path: str, *, required: bool
    ) -> list[Item]:
        if group.kind != "group":
            return []
        filled = (
            [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []
        )
        least = max(group.min_items, 1) if required else 0
        wanted = max(len(filled) + self.added.get(name, 0), least)
        items = [*filled, *({} for _missing in range(wanted - len(filled)))]
        return [
            Item(index + 1, self._children(group, item, f"{name}-{index}", f"{path}.{index}"),
                 may_be_removed=len(items) > least)
            for index, item in enumerate(items[: group.max_items])
        ]  # fmt: skip

    def _children(
        self, group: Question, item: dict[str, Any], name: str, path: str
    ) -> list[QuestionField]:
        inside = self.situation.inside(group, item)
        return [
            self._field(
                child, item.get(child.id), f"{name}-{child.id}", f"{path}.{child.id}",
                required=inside.holds(child.required),
            )
            for child in group.questions
            if inside.holds(child.visible)
        ]  # fmt: skip

    def _area(self, question: Question, value: Any, name: str) -> AreaPicker | None:
        if self.areas is None or question.kind not in {"area", "address", "location"}:
            return None
        if question.kind == "area":
            return self.areas(name, value, False)
        code = value.get("area") if isinstance(value, dict) else ""
        return self.areas(f"{name}_area", code, question.kind == "location")

    def _options(self, question: Question, value: Any) -> list[OptionField]:
        if question.kind == "yes_no":
            return [
                OptionField("yes", {"en": "Yes"}.get(self.language, "Ya"), "", value is True),
                OptionField("no", {"en": "No"}.get(self.language, "Tidak"), "", value is False),
            ]
        chosen = value if isinstance(value, list) else [value]
        return [
            OptionField(
                option.value,
                self._say(option.label),
                self._say(option.hint),
                option.value in chosen,
            )
            for option in question.options
        ]

    def _say(self, text: Text | None) -> str:
        return in_language(text, self.language) if text else ""


def _date(value: Any, *, has_error: bool) -> DateField:
    parts = date_parts(value) if isinstance(value, str) else None
    if parts is None:
        parts = DateParts(value if isinstance(value, str) else "", "", "")
    wrong = wrong_date_parts(parts) if has_error else frozenset()
    return DateField(parts.day, parts.month, parts.year, wrong)


def _files(value: Any) -> list[KeptFile]:
    if not isinstance(value, list):
        return []
    return [
        KeptFile(item["id"], item["name"], item["size"], json.dumps(item))
        for item in value
        if isinstance(item, dict) and {"id", "name", "size"} <= set(item)
    ]
