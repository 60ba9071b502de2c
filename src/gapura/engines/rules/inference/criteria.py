"""Conditions about one value, whose answer can only change at points that can be listed: `x > 5`, `x in ("a", "b")`."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from gapura.engines.rules.comparing import all_true, any_true, matches
from gapura.engines.rules.functions import BUILTINS
from gapura.engines.rules.nodes.base import Bound, Literal, Node
from gapura.engines.rules.nodes.calls import Call
from gapura.engines.rules.nodes.operators import (
    INPUT,
    And,
    Between,
    Comparison,
    In,
    OperatorTest,
    Or,
    UnaryTest,
    UnaryTests,
    hold,
)
from gapura.engines.rules.nodes.structures import Name, Path
from gapura.engines.rules.problems import Exhausted, Fault
from gapura.engines.rules.scope import Run, Scope
from gapura.engines.rules.values import Range, Value, kind_of

_SCALARS = frozenset(
    {
        "null",
        "boolean",
        "number",
        "string",
        "date",
        "date and time",
        "time",
        "days and time duration",
        "years and months duration",
    }
)
_CLOCKS = {"today", "now"}
_MIRRORED = {"<": ">", "<=": ">=", ">": "<", ">=": "<=", "=": "=", "!=": "!="}
Answer = Callable[[Value], bool | None]


@dataclass(frozen=True)
class Criterion:
    subject: Node
    points: tuple[Value, ...]
    """Between two neighbouring points, and beyond the last, every value gets the same answer."""
    answer: Answer
    by_order: bool = False
    """It asks which comes first, not only whether it is the same."""


def subject_name(node: Node) -> str:
    """`address.area`, as the rule writes it."""
    if isinstance(node, Path):
        return f"{subject_name(node.origin)}.{node.member}"
    return node.name if isinstance(node, Name) else ""


def is_subject(node: Node) -> bool:
    """A name, or a member of one."""
    if isinstance(node, Path):
        return is_subject(node.origin)
    return isinstance(node, Name)


def conjuncts(node: Node) -> Iterator[Node]:
    """The conditions that must all hold."""
    if isinstance(node, And):
        for part in node.parts:
            yield from conjuncts(part)
    else:
        yield node


def criterion(node: Node) -> Criterion | None:
    """The condition as one about a single value, or None when it is about more, or about what cannot be known."""
    if is_subject(node):
        return Criterion(node, (True, False), _itself)
    if _is_negation(node) and isinstance(node, Call):
        return _negated(criterion(node.positional[0]))
    reading = _READINGS.get(type(node))
    return reading(node) if reading else None


def cell_criterion(root: Node) -> Criterion | None:
    """A cell of a decision table as a criterion about `?`; None for a general expression."""
    subject = Name(INPUT)
    if isinstance(root, Literal):  # the dash
        return Criterion(subject, (), lambda _value: True)
    if not isinstance(root, UnaryTests):
        return None
    tests = [_of_cell_test(test, subject) for test in root.tests]
    whole = _combined(subject, tests, any_true)
    return _negated(whole) if root.negated else whole


def is_constant(node: Node) -> bool:
    """Without names, and not asking the clock."""
    return all(
        use.is_called and use.name in BUILTINS and use.name not in _CLOCKS
        for use in node.uses(Bound())
    )


def constant(node: Node) -> Value:
    """The value of a constant part; Fault when it has none."""
    run = Run({}, date(2000, 1, 1))
    try:
        value = Scope(run).value_of(node)
    except Exhausted as exhausted:
        raise Fault(exhausted.sentence) from None
    if run.problem is not None:
        raise Fault(run.problem)
    return value


def _itself(value: Value) -> bool | None:
    return value if isinstance(value, bool) else None


def _is_negation(node: Node) -> bool:
    return (
        isinstance(node, Call)
        and isinstance(node.callee, Name)
        and node.callee.name == "not"
        and len(node.positional) == 1
    )


def _of_comparison(node: Comparison) -> Criterion | None:
    if is_subject(node.left) and is_constant(node.right):
        return _compared(node.left, node.operator, node.right)
    if is_subject(node.right) and is_constant(node.left):
        return _compared(node.right, _MIRRORED[node.operator], node.left)
    return None


def _compared(subject: Node, operator: str, bound: Node) -> Criterion | None:
    try:
        limit = constant(bound)
    except Fault:
        return None
    if kind_of(limit) not in _SCALARS:
        return None
    return Criterion(
        subject,
        () if limit is None else (limit,),
        _quietly(lambda value: hold(operator, value, limit)),
        operator not in {"=", "!="},
    )


def _of_between(node: Between) -> Criterion | None:
    if not (is_subject(node.value) and is_constant(node.low) and is_constant(node.high)):
        return None
    low = _compared(node.value, ">=", node.low)
    return _combined(node.value, [low, _compared(node.value, "<=", node.high)], all_true)


def _of_in(node: In) -> Criterion | None:
    if not is_subject(node.value):
        return None
    return _combined(node.value, [_of_test(test, node.value) for test in node.tests], any_true)


def _of_several(node: And | Or) -> Criterion | None:
    parts = [criterion(part) for part in node.parts]
    if any(part is None or part.subject != parts[0].subject for part in parts if parts[0]):
        return None
    judge = all_true if isinstance(node, And) else any_true
    return _combined(parts[0].subject, parts, judge) if parts[0] else None


def _of_cell_test(test: Node, subject: Name) -> Criterion | None:
    if not isinstance(test, UnaryTest):
        return None
    if not test.names_input:
        return _of_test(test.test, subject)
    found = criterion(test.test)
    return found if found is not None and found.subject == subject else None


def _of_test(test: Node, subject: Node) -> Criterion | None:
    """`> 5`, `[1..3]`, `"a"`, `["a", "b"]`, as said about the subject."""
    if isinstance(test, OperatorTest):
        return _compared(subject, test.operator, test.bound) if is_constant(test.bound) else None
    if not is_constant(test):
        return None
    try:
        target = constant(test)
    except Fault:
        return None
    points = _points_of(target)
    if points is None:
        return None
    in_order = any(isinstance(each, Range) for each in _each(target))
    return Criterion(subject, points, _quietly(lambda value: matches(value, target)), in_order)


def _each(target: Value) -> list[Value]:
    return target if isinstance(target, list) else [target]


def _points_of(target: Value) -> tuple[Value, ...] | None:
    points: list[Value] = []
    for each in _each(target):
        ends = [each.start, each.end] if isinstance(each, Range) else [each]
        if any(kind_of(end) not in _SCALARS for end in ends):
            return None
        points += [end for end in ends if end is not None]
    return tuple(points)


def _combined(
    subject: Node,
    parts: Iterable[Criterion | None],
    judge: Callable[[Iterable[bool | None]], bool | None],
) -> Criterion | None:
    known: list[Criterion] = []
    for part in parts:
        if part is None:
            return None
        known.append(part)
    return Criterion(
        subject,
        tuple(point for part in known for point in part.points),
        lambda value: judge(part.answer(value) for part in known),
        any(part.by_order for part in known),
    )


def _negated(found: Criterion | None) -> Criterion | None:
    if found is None:
        return None

    def answer(value: Value) -> bool | None:
        inner = found.answer(value)
        return None if inner is None else not inner

    return Criterion(found.subject, found.points, answer, found.by_order)


def _quietly(answer: Answer) -> Answer:
    """What cannot be compared is not known."""

    def told(value: Value) -> bool | None:
        try:
            return answer(value)
        except (Fault, ArithmeticError, ValueError):
            return None

    return told


_READINGS: dict[type[Node], Callable[[Any], Criterion | None]] = {
    Comparison: _of_comparison,
    Between: _of_between,
    In: _of_in,
    And: _of_several,
    Or: _of_several,
}
