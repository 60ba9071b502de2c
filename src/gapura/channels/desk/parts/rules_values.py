"""The values with which a rule is tried: asked by the kind of the question, or typed as rules write them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from gapura.channels.ui.problems import Problem
from gapura.channels.ui.templatetags.ui import in_words
from gapura.engines.definitions.samples import one_of
from gapura.engines.definitions.trying import read_value, write_value
from gapura.engines.forms.answers import rule_value
from gapura.engines.forms.kinds import normalise
from gapura.engines.forms.schema import Question
from gapura.engines.rules.expressions import RuleError

MOST_OTHERS = 50
BOX = "nilai-"
TYPED_AS_PEOPLE_DO = {
    "text", "long_text", "number", "money", "date", "nik", "family_card", "phone", "email", "area",
}  # fmt: skip


@dataclass(frozen=True)
class Box:
    """One value that is asked for."""

    name: str
    label: str
    typed: str
    shape: str
    """`choice`, `date` or `line`."""
    options: tuple[tuple[str, str], ...] = ()
    hint: str = ""
    error: str = ""

    @property
    def id(self) -> str:
        return f"{BOX}{self.name}"


@dataclass(frozen=True)
class Values:
    boxes: tuple[Box, ...]
    known: Mapping[str, Any]

    @property
    def problems(self) -> list[Problem]:
        return [Problem(f"{box.label}: {box.error}", box.id) for box in self.boxes if box.error]


def read_values(questions: Iterable[Question], posted: Mapping[str, str]) -> Values:
    boxes, known = [], {}
    for question in questions:
        typed = posted.get(f"{BOX}{question.id}", "").strip()
        error = ""
        if typed:
            try:
                known[question.id] = _value(question, typed)
            except ValueError as refusal:
                error = str(refusal)
        boxes.append(_box(question, typed, error))
    return Values(tuple(boxes), known)


def names_typed(posted: Mapping[str, str]) -> frozenset[str]:
    """Names that have a value already: it stays while the rule that reads it is being mended."""
    boxes = (name for name in posted if name.startswith(BOX) and posted[name].strip())
    return frozenset(name.removeprefix(BOX) for name in boxes)


def read_others(text: str) -> tuple[dict[str, Any], list[Problem]]:
    """`umur = 17`, one on each line."""
    known: dict[str, Any] = {}
    problems = []
    lines = [line for line in text.splitlines() if line.strip()]
    for number, line in enumerate(lines[:MOST_OTHERS], start=1):
        try:
            name, value = _named(line)
            known[name] = value
        except ValueError as refusal:
            said = _("Nilai lain, baris %(number)s: %(reason)s")
            problems.append(Problem(said % {"number": number, "reason": refusal}, "lain"))
    if len(lines) > MOST_OTHERS:
        said = _("Paling banyak %(most)s nilai lain; hapus sebagian.")
        problems.append(Problem(said % {"most": MOST_OTHERS}, "lain"))
    return known, problems


def _named(line: str) -> tuple[str, Any]:
    name, equals, typed = line.partition("=")
    if not (equals and name.strip()):
        raise ValueError(_("tulis nama, tanda =, lalu nilainya: umur = 17"))
    return " ".join(name.split()), _written(typed)


def _value(question: Question, typed: str) -> Any:
    if question.kind == "yes_no":
        return typed == "true"
    if question.kind not in TYPED_AS_PEOPLE_DO | {"choice"}:
        return _written(typed)
    normal = normalise(question, typed)
    if normal.error is not None:
        raise ValueError(in_words(normal.error))
    return rule_value(question, typed)


def _written(typed: str) -> Any:
    try:
        return read_value(typed.strip())
    except RuleError as error:
        raise ValueError(in_words(error.sentence)) from error


def _box(question: Question, typed: str, error: str) -> Box:
    label = in_words(question.label)
    if question.kind == "yes_no":
        options = (("true", _("Ya")), ("false", _("Tidak")))
        return Box(question.id, label, typed, "choice", options, error=error)
    if question.kind == "choice":
        listed = tuple((each.value, in_words(each.label)) for each in question.options)
        return Box(question.id, label, typed, "choice", listed, error=error)
    if question.kind == "date":
        return Box(question.id, label, typed, "date", error=error)
    hint = ""
    if question.kind not in TYPED_AS_PEOPLE_DO:
        hint = _("Seperti dalam aturan: %(example)s") % {"example": write_value(one_of(question))}
    return Box(question.id, label, typed, "line", hint=hint, error=error)
