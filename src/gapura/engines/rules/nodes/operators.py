"""Arithmetic, comparison, logic and tests."""

import operator
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, ClassVar

from gapura.engines.rules.arithmetic import calculate, negate
from gapura.engines.rules.comparing import (
    PLAIN,
    all_true,
    any_true,
    compare,
    equal,
    matches,
)
from gapura.engines.rules.nodes.base import Literal, Node
from gapura.engines.rules.scope import MISSING, Scope
from gapura.engines.rules.values import Range, Value

INPUT = "?"
"""The value that unary tests are about."""


@dataclass(frozen=True)
class Negate(Node):
    makes_values: ClassVar[bool] = False
    operand: Node

    def evaluate(self, scope: Scope) -> Value:
        return negate(scope.value_of(self.operand))


@dataclass(frozen=True)
class Arithmetic(Node):
    operator: str
    left: Node
    right: Node

    def evaluate(self, scope: Scope) -> Value:
        return calculate(self.operator, _side(self.left, scope), _side(self.right, scope))


@dataclass(frozen=True)
class Comparison(Node):
    makes_values: ClassVar[bool] = False
    operator: str
    left: Node
    right: Node

    def evaluate(self, scope: Scope) -> Value:
        left, right = _side(self.left, scope), _side(self.right, scope)
        kind = type(left)
        if kind is list or kind is dict:
            scope.run.spend(scope.run.weights.of(left) // 10)
        return hold(self.operator, left, right)


def _side(node: Node, scope: Scope) -> Value:
    """A literal is its value; anything else is worked out."""
    return node.value if type(node) is Literal else scope.value_of(node)


_SIGNS: dict[str, Callable[[Any, Any], bool]] = {
    "=": operator.eq,
    "!=": operator.ne,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}


def hold(sign: str, left: Value, right: Value) -> bool | None:
    """Whether `left sign right` holds; null when that cannot be known."""
    if type(left) is type(right) and type(left) in PLAIN:
        return _SIGNS[sign](left, right)
    if sign in {"=", "!="}:
        same = equal(left, right)
        return same if same is None or sign == "=" else not same
    order = compare(left, right)
    return None if order is None else _SIGNS[sign](order, 0)


@dataclass(frozen=True)
class And(Node):
    makes_values: ClassVar[bool] = False
    parts: tuple[Node, ...]

    def evaluate(self, scope: Scope) -> Value:
        answer: bool | None = True
        for part in self.parts:
            holds = scope.value_of(part)
            if holds is False:
                return False
            if holds is not True:
                answer = None
        return answer


@dataclass(frozen=True)
class Or(Node):
    makes_values: ClassVar[bool] = False
    parts: tuple[Node, ...]

    def evaluate(self, scope: Scope) -> Value:
        answer: bool | None = False
        for part in self.parts:
            holds = scope.value_of(part)
            if holds is True:
                return True
            if holds is not False:
                answer = None
        return answer


@dataclass(frozen=True)
class Between(Node):
    makes_values: ClassVar[bool] = False
    value: Node
    low: Node
    high: Node

    def evaluate(self, scope: Scope) -> Value:
        value = scope.value_of(self.value)
        return all_true(
            (
                hold(">=", value, scope.value_of(self.low)),
                hold("<=", value, scope.value_of(self.high)),
            )
        )


@dataclass(frozen=True)
class OperatorTest(Node):
    """`> 5` as one of several tests; as a value it is the range of all that pass."""

    operator: str
    bound: Node

    def evaluate(self, scope: Scope) -> Value:
        bound = scope.value_of(self.bound)
        sign = self.operator
        if sign in {"<", "<="}:
            return Range(None, bound, False, sign == "<=", sign)
        if sign in {">", ">="}:
            return Range(bound, None, sign == ">=", False, sign)
        return Range(bound, bound, sign=sign)

    def passed_by(self, value: Value, scope: Scope) -> bool | None:
        return hold(self.operator, value, scope.value_of(self.bound))


@dataclass(frozen=True)
class In(Node):
    makes_values: ClassVar[bool] = False
    value: Node
    tests: tuple[Node, ...]

    def evaluate(self, scope: Scope) -> Value:
        value = scope.value_of(self.value)
        scope.run.spend(scope.run.weights.of(value) // 10)
        return any_true(_passes(value, test, scope) for test in self.tests)


def _passes(value: Value, test: Node, scope: Scope) -> bool | None:
    if isinstance(test, OperatorTest):
        return test.passed_by(value, scope)
    target = scope.value_of(test)
    scope.run.spend(scope.run.weights.of(target) // 10)
    return matches(value, target)


@dataclass(frozen=True)
class UnaryTest(Node):
    makes_values: ClassVar[bool] = False
    """One cell of a decision table."""

    test: Node
    names_input: bool
    """An expression that speaks of `?` answers by itself; any other is compared with it."""

    def evaluate(self, scope: Scope) -> Value:
        value = scope.find(INPUT)
        if value is MISSING:
            value = None
        if self.names_input:
            answer = scope.value_of(self.test)
            return answer if isinstance(answer, bool) else matches(value, answer)
        return _passes(value, self.test, scope)


@dataclass(frozen=True)
class UnaryTests(Node):
    makes_values: ClassVar[bool] = False
    tests: tuple[Node, ...]
    negated: bool = False

    def evaluate(self, scope: Scope) -> Value:
        answer = any_true(scope.value_of(test) for test in self.tests)
        return not answer if self.negated and answer is not None else answer
