"""One condition of a row as a quick test. What is not plain falls back on the evaluator, which also says why."""

import operator
from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from gapura.engines.rules.nodes.base import Bound, Literal, Node
from gapura.engines.rules.nodes.operators import OperatorTest, UnaryTest, UnaryTests
from gapura.engines.rules.scope import Run, Scope
from gapura.engines.rules.values import Range, Value

Test = Callable[[Value, Scope], Any]
"""The value of the column, and the scope in which `?` is that value; true when the condition holds."""

_PLAIN = (str, Decimal, bool, date, timedelta)
_PURE = frozenset({"date", "time", "date and time", "duration", "number"})
_SAMENESS = {"=": operator.eq, "!=": operator.ne}
_ORDERS = {"<": operator.lt, "<=": operator.le, ">": operator.gt, ">=": operator.ge}


def quick_test(condition: Node, names: frozenset[str]) -> Test | None:
    """None when the condition is `-` and always holds."""
    if isinstance(condition, Literal) and condition.value is True:
        return None

    if not isinstance(condition, UnaryTests):
        return _evaluated(condition)
    tests = tuple(_part(test, names) for test in condition.tests)
    joined = tests[0] if len(tests) == 1 else _any_of(tests)
    return _opposite(joined) if condition.negated else joined


def _evaluated(condition: Node) -> Test:
    return lambda _value, inside: inside.value_of(condition)


def constant(node: Node, names: frozenset[str]) -> tuple[Value] | None:
    """The value of a part that is the same in every evaluation, in a tuple of one; else None."""
    if isinstance(node, Literal):
        return (node.value,)
    for use in node.uses(Bound()):
        if use.name not in _PURE or not use.is_called or use.name in names:
            return None
    run = Run({}, date.min)
    value = Scope(run).value_of(node)
    return None if run.problem is not None or value is None else (value,)


def _part(test: Node, names: frozenset[str]) -> Test:
    slow = _evaluated(test)
    if not isinstance(test, UnaryTest) or test.names_input:
        return slow
    inner = test.test
    if isinstance(inner, OperatorTest):
        bound = constant(inner.bound, names)
        return _compared(inner.operator, bound[0], slow) if bound else slow
    target = constant(inner, names)
    if target is None:
        return slow
    if isinstance(target[0], Range):
        return _within(target[0], slow)
    return _compared("=", target[0], slow)


def _compared(sign: str, bound: Value, slow: Test) -> Test:
    kind = type(bound)
    if kind not in _PLAIN or (kind is bool and sign not in _SAMENESS):
        return slow
    holds = _SAMENESS.get(sign) or _ORDERS[sign]
    return lambda value, inside: holds(value, bound) if type(value) is kind else slow(value, inside)


def _within(span: Range, slow: Test) -> Test:
    """A range with two plain ends."""
    low, high, kind = span.start, span.end, type(span.start)
    if kind is not type(high) or kind not in _PLAIN or kind is bool:
        return slow
    above = operator.le if span.start_included else operator.lt
    below = operator.le if span.end_included else operator.lt
    return lambda value, inside: (
        above(low, value) and below(value, high) if type(value) is kind else slow(value, inside)
    )


def _any_of(tests: tuple[Test, ...]) -> Test:
    def holds(value: Value, inside: Scope) -> Any:
        answer: Any = False
        for test in tests:
            one = test(value, inside)
            if one is True:
                return True
            answer = answer if one is False else None
        return answer

    return holds


def _opposite(test: Test) -> Test:
    def holds(value: Value, inside: Scope) -> Any:
        answer = test(value, inside)
        return None if answer is None else not answer

    return holds
