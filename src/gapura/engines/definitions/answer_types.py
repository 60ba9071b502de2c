"""The names that the rules of a package may read, with their types: the form gives each its own."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace

from gapura.engines.decisions.analysis.results import type_of_table
from gapura.engines.decisions.written import NamedDecision
from gapura.engines.definitions.schema import ServicePackage
from gapura.engines.forms.schema import Form, Question, Rule
from gapura.engines.rules.expressions import RuleError, compile_expression
from gapura.engines.rules.inference.criteria import conjuncts
from gapura.engines.rules.inference.examining import Asked, Known, examine
from gapura.engines.rules.inference.types import (
    ANY,
    BOOLEAN,
    DATE,
    NUMBER,
    STRING,
    Type,
    context_of,
    enumeration,
    list_of,
    optional,
)
from gapura.engines.rules.nodes.base import Node

_NUMBER = re.compile(r"-?\d+(\.\d+)?")
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_FILE = list_of(
    context_of({"id": STRING, "name": STRING, "media_type": STRING, "size": NUMBER, "sha256": STRING})
)  # fmt: skip
_ADDRESS = context_of(
    {"street": STRING, "rt": optional(STRING), "rw": optional(STRING), "area": STRING}
)
_LOCATION = context_of(
    {
        "area": STRING,
        "street": optional(STRING),
        "landmark": optional(STRING),
        "lat": optional(NUMBER),
        "lon": optional(NUMBER),
    }
)
_BY_KIND: dict[str, Type] = {
    "number": NUMBER,
    "money": NUMBER,
    "date": DATE,
    "yes_no": BOOLEAN,
    "address": _ADDRESS,
    "location": _LOCATION,
    "file": _FILE,
}
OUTPUT_NAMES = {
    "case": context_of({"number": STRING, "about": STRING}),
    "office": context_of({"name": STRING}),
    "decision": context_of({"decided_on": DATE}),
}
"""What a document may read beside the answers."""


def answer_type(question: Question) -> Type:
    """What an answer to the question is, once there is one."""
    if question.kind == "choice":
        return enumeration(option.value for option in question.options)
    if question.kind == "choices":
        return list_of(enumeration(option.value for option in question.options))
    if question.kind == "group":
        children = {child.id: _somewhere(child) for child in question.questions}
        return list_of(context_of(children))
    return _BY_KIND.get(question.kind, STRING)


def known_names(package: ServicePackage) -> Known:
    """Answers and decisions, as every rule of the package may read them."""
    known = answers_known(package.full_form())
    types = dict(known.types)
    for decision in package.decisions:
        types[decision.id] = _decided(decision, replace(known, types=types))
    return replace(known, types=types)


def before_decision(package: ServicePackage, position: int) -> Known:
    """A decision reads answers and the decisions above it."""
    later = {decision.id for decision in package.decisions[position:]}
    known = known_names(package)
    types = {name: kind for name, kind in known.types.items() if name not in later}
    return replace(known, types=types)


def answers_known(form: Form) -> Known:
    types: dict[str, Type] = {}
    asked: dict[str, Asked] = {}
    for page in form.pages:
        for question in page.questions:
            types[question.id], asked[question.id] = _asked(question, (page.visible,))
    limits = {each.id: limits_of(each, each.id) for each in form.questions()}
    sometimes = {name: each for name, each in asked.items() if each != _ALWAYS}
    return Known(types, sometimes, limits=limits)


def limits_of(question: Question, name: str) -> tuple[Node, ...]:
    """The smallest and largest answer, where these are fixed."""
    found: list[str] = []
    for sign, limit in ((">=", question.minimum), ("<=", question.maximum)):
        text = _limit(question.kind, limit)
        if text:
            found.append(f"{name} = null or {name} {sign} {text}")
    return conditions(found)


def _limit(kind: str, limit: str | int | None) -> str:
    """As FEEL writes it; a limit that is worked out, such as today(), says nothing here."""
    text = "" if limit is None else str(limit)
    if kind in {"number", "money"} and _NUMBER.fullmatch(text):
        return text
    return f'@"{text}"' if kind == "date" and _DATE.fullmatch(text) else ""


def inside_group(known: Known, group: Question) -> Known:
    """Within one item of a group its own questions stand before the form's."""
    types, asked = dict(known.types), dict(known.asked)
    for child in group.questions:
        types[child.id], asked[child.id] = _asked(child, ())
    own = {child.id: limits_of(child, child.id) for child in group.questions}
    return replace(known, types=types, asked=asked, limits={**known.limits, **own})


def where_shown(known: Known, rules: Iterable[Rule]) -> Known:
    """The same names, where these rules are known to hold."""
    return replace(known, holds=(*known.holds, *conditions(rules)))


def with_answer(known: Known, question: Question) -> Known:
    """In a check of an answer there is one: `value`, and the question's own name."""
    own = {"value": answer_type(question), question.id: answer_type(question)}
    asked = {name: each for name, each in known.asked.items() if name != question.id}
    limits = {**known.limits, "value": limits_of(question, "value")}
    return replace(known, types={**known.types, **own}, asked=asked, limits=limits)


def with_names(known: Known, more: Mapping[str, Type]) -> Known:
    return replace(known, types={**known.types, **more})


def conditions(rules: Iterable[Rule]) -> tuple[Node, ...]:
    """The parts that must all hold; what does not read is said elsewhere."""
    found: list[Node] = []
    for rule in rules:
        if isinstance(rule, str):
            try:
                found += conjuncts(compile_expression(rule).root)
            except RuleError:
                continue
    return tuple(found)


_ALWAYS = Asked((), ())


def _asked(question: Question, around: tuple[Rule, ...]) -> tuple[Type, Asked]:
    """Nullable unless it is always shown and always required."""
    shown_when = conditions((*around, question.visible))
    answered_when: tuple[Node, ...] | None = None
    if question.required is True:
        answered_when = shown_when
    elif isinstance(question.required, str):
        answered_when = (*shown_when, *conditions([question.required]))
    asked = Asked(shown_when, answered_when)
    kind = answer_type(question)
    return (kind if asked == _ALWAYS else optional(kind)), asked


def _somewhere(child: Question) -> Type:
    """An answer in some item of a group."""
    return _asked(child, ())[0]


def _decided(decision: NamedDecision, known: Known) -> Type:
    if decision.table is not None:
        return type_of_table(decision.table.as_table(decision.id), known)
    if decision.rule is None:
        return optional(ANY)
    return examine(decision.rule, known).type
