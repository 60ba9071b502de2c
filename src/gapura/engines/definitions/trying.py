"""A rule tried out by its writer: the value, its type in words, and what is wrong where."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any

from gapura.engines.decisions.written import NamedDecision, decide_all
from gapura.engines.definitions.answer_types import known_names
from gapura.engines.definitions.schema import ServicePackage
from gapura.engines.forms.schema import Question
from gapura.engines.rules.expressions import RuleError, compile_expression
from gapura.engines.rules.inference.examining import Known, Remark, examine
from gapura.engines.rules.inference.remarks import Severity, unreadable
from gapura.engines.rules.inference.types import (
    ANY,
    Type,
    context_of,
    joined_all,
    list_of,
    optional,
)
from gapura.engines.rules.nodes.base import Bound, Literal, Node
from gapura.engines.rules.pointing import Pointed, point_at
from gapura.engines.rules.printing import print_rule
from gapura.engines.rules.problems import Place
from gapura.engines.rules.text import Text
from gapura.engines.rules.values import Range, Value, from_python, kind_of

__all__ = [
    "Bench",
    "Said",
    "Trial",
    "names_read",
    "read_value",
    "set_up",
    "try_expression",
    "write_value",
]

SOME_DAY = date(2000, 1, 1)


@dataclass(frozen=True)
class Said:
    """One thing that is wrong, with the text in which it stands."""

    code: str
    sentence: Text
    remedy: Text
    severity: Severity = "error"
    where: Text | None = None
    line: int = 0
    """In the text shown; 0 when it is about no single text."""
    pointed: Pointed | None = None
    example: tuple[tuple[str, str], ...] = ()
    """A situation that shows it: what is read, and its value."""


@dataclass(frozen=True)
class Bench:
    """What a rule may read while it is tried."""

    known: Known
    values: Mapping[str, Any] = field(default_factory=dict)
    package: ServicePackage | None = None

    def situation(self, names: Iterable[str], today: date) -> dict[str, Any]:
        """The values given, null for the rest, and the decisions that follow from them."""
        questions, decisions = self.reads(names)
        values = dict.fromkeys(question.id for question in questions)
        given = {**dict.fromkeys(names), **values, **self.values}
        return {**given, **decide_all(decisions, given, today=today)}

    def reads(self, names: Iterable[str]) -> tuple[tuple[Question, ...], tuple[NamedDecision, ...]]:
        """The questions and decisions from which these names get their values, in their order."""
        if self.package is None:
            return (), ()
        wanted, decisions = set(names), []
        for decision in reversed(self.package.decisions):
            if decision.id in wanted and decision.id not in self.values:
                decisions.append(decision)
                wanted |= _names_of(decision)
        questions = (each for each in self.package.full_form().questions() if each.id in wanted)
        return tuple(questions), tuple(reversed(decisions))


@dataclass(frozen=True)
class Trial:
    type: Type
    said: tuple[Said, ...]
    names: frozenset[str]
    """The known names that it reads."""
    reads: bool
    """It could be read, so there is a value, or null with a sentence."""
    value: Value = None
    problem: Text | None = None


def set_up(package: ServicePackage | None, values: Mapping[str, Any]) -> Bench:
    """The names of a service, and those that were given a value here."""
    values = {name: from_python(value) for name, value in values.items()}
    known = known_names(package) if package is not None else Known({})
    more = {name: type_of(value) for name, value in values.items() if name not in known.types}
    return Bench(replace(known, types={**known.types, **more}), values, package)


def try_expression(source: str, bench: Bench, *, today: date, now: datetime | None = None) -> Trial:
    examined = examine(source, bench.known)
    said = tuple(said_of(remark, source) for remark in examined.remarks)
    names = names_in(examined.root, bench.known)
    try:
        expression = compile_expression(source, names=bench.known.types)
    except RuleError as error:
        said = said if examined.has_errors else (said_of(unreadable(error), source),)
        return Trial(examined.type, said, names, reads=False)
    values = bench.situation(expression.names, today)
    result = expression.evaluate(values, today=today, now=now)
    return Trial(examined.type, said, names, True, result.value, result.problem)


def names_read(source: str, bench: Bench) -> frozenset[str]:
    """The known names that an expression reads, also one that cannot be worked out."""
    return names_in(examine(source, bench.known).root, bench.known)


def said_of(remark: Remark, source: str) -> Said:
    place = remark.place
    return Said(
        remark.code,
        remark.sentence,
        remark.remedy,
        remark.severity,
        line=place.line,
        pointed=point_at(source, place.line, place.column),
    )


def names_in(root: Node | None, known: Known) -> frozenset[str]:
    if root is None:
        return frozenset()
    try:
        return frozenset(use.name for use in root.uses(Bound()) if use.name in known.types)
    except RecursionError:  # that it is nested too deeply is said when it is compiled
        return frozenset()


def type_of(value: Value) -> Type:
    """What is known of a name that only has a value."""
    if value is None:
        return optional(ANY)
    if isinstance(value, list):
        return list_of(joined_all(map(type_of, value)))
    if isinstance(value, dict):
        return context_of({name: type_of(each) for name, each in value.items()})
    return Type(kind_of(value))


def read_value(text: str) -> Value:
    """A value as FEEL writes it; RuleError when it is none."""
    result = compile_expression(text, names=()).evaluate({}, today=SOME_DAY)
    if result.problem is not None:
        raise RuleError(result.problem, Place(1, 1))
    return result.value


def write_value(value: object) -> str:
    """The value as FEEL would write it."""
    known = from_python(value)
    if isinstance(known, list):
        return f"[{', '.join(map(write_value, known))}]"
    if isinstance(known, dict):
        return "{" + ", ".join(f"{key}: {write_value(each)}" for key, each in known.items()) + "}"
    if isinstance(known, Range):
        opening, closing = "[" if known.start_included else "(", "]" if known.end_included else ")"
        return f"{opening}{write_value(known.start)}..{write_value(known.end)}{closing}"
    if kind_of(known) == "function":
        return "function"
    return print_rule(Literal(known))


def _names_of(decision: NamedDecision) -> frozenset[str]:
    try:
        return decision.compiled.names
    except RuleError:
        return frozenset()
