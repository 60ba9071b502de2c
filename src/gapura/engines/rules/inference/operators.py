"""Types of arithmetic, comparison, logic and tests."""

from gapura.engines.rules.inference.criteria import (
    conjuncts,
    constant,
    criterion,
    is_constant,
    subject_name,
)
from gapura.engines.rules.inference.inferring import SIMPLE, infer, infers
from gapura.engines.rules.inference.narrowing import denial, safeguards, when_not_true
from gapura.engines.rules.inference.possibility import cannot_hold
from gapura.engines.rules.inference.reach import Reach
from gapura.engines.rules.inference.remarks import (
    beyond_limits,
    contradiction,
    never_alike,
    not_an_option,
    order_of_null,
    unfit,
    unfit_operands,
)
from gapura.engines.rules.inference.types import (
    ANY,
    BOOLEAN,
    Type,
    as_unknown_as,
    in_words,
    may_be_alike,
    range_of,
)
from gapura.engines.rules.nodes.base import Node
from gapura.engines.rules.nodes.kinds import InstanceOf
from gapura.engines.rules.nodes.operators import (
    And,
    Arithmetic,
    Between,
    Comparison,
    In,
    Negate,
    OperatorTest,
    Or,
)
from gapura.engines.rules.problems import Fault, Place

MOST_FACTS = 40
_LENGTH, _MONTHS = "days and time duration", "years and months duration"
_DAY, _MOMENT = "date", "date and time"
_SUMS: dict[tuple[str, str, str], str] = {
    **{(sign, "number", "number"): "number" for sign in ("+", "-", "*", "/", "**")},
    ("+", "string", "string"): "string",
    ("-", "time", "time"): _LENGTH,
    **{(sign, "time", _LENGTH): "time" for sign in "+-"},
    ("+", _LENGTH, "time"): "time",
    **{("-", one, other): _LENGTH for one in (_DAY, _MOMENT) for other in (_DAY, _MOMENT)},
    **{(sign, day, by): day for sign in "+-" for day in (_DAY, _MOMENT) for by in (_LENGTH, _MONTHS)},
    **{("+", by, day): day for day in (_DAY, _MOMENT) for by in (_LENGTH, _MONTHS)},
    **{(sign, length, length): length for sign in "+-" for length in (_LENGTH, _MONTHS)},
    **{(sign, length, "number"): length for sign in "*/" for length in (_LENGTH, _MONTHS)},
    **{("*", "number", length): length for length in (_LENGTH, _MONTHS)},
    **{("/", length, length): "number" for length in (_LENGTH, _MONTHS)},
}  # fmt: skip
_ORDERED = {"number", "string", "date", "date and time", "time", _LENGTH, _MONTHS}


@infers(Negate)
def _negate(node: Negate, reach: Reach) -> Type:
    operand = infer(node.operand, reach)
    if operand.kind in {"any", "null", "number", _LENGTH, _MONTHS}:
        return operand
    reach.remark(unfit(in_words(SIMPLE["number"]), operand, node.place))
    return ANY


@infers(Arithmetic)
def _arithmetic(node: Arithmetic, reach: Reach) -> Type:
    left, right = infer(node.left, reach), infer(node.right, reach)
    if {"any", "null"} & {left.kind, right.kind}:
        return as_unknown_as(ANY, left, right)
    kind = _SUMS.get((node.operator, left.kind, right.kind))
    if kind is None:
        reach.remark(unfit_operands(node.operator, left, right, node.place))
        return ANY
    return as_unknown_as(SIMPLE[kind], left, right)


@infers(Comparison)
def _comparison(node: Comparison, reach: Reach) -> Type:
    left, right = infer(node.left, reach), infer(node.right, reach)
    if node.operator in {"=", "!="}:
        _check_sameness(left, right, node.place, reach)
        _check_limits(node, reach)
        return BOOLEAN
    if "null" in {left.kind, right.kind}:
        reach.remark(order_of_null(node.place))
        return ANY
    _check_order(node.operator, left, right, node.place, reach)
    _check_limits(node, reach)
    return as_unknown_as(BOOLEAN, left, right)


def _check_sameness(left: Type, right: Type, place: Place | None, reach: Reach) -> None:
    if not may_be_alike(left, right):
        reach.remark(never_alike(left, right, place))
        return
    if left.words is None or right.words is None or left.words & right.words:
        return
    single, several = sorted((left.words, right.words), key=len)
    if len(single) == 1:
        reach.remark(not_an_option(next(iter(single)), several, place))
    else:
        reach.remark(never_alike(left, right, place))


def _check_order(operator: str, left: Type, right: Type, place: Place | None, reach: Reach) -> None:
    if left.is_open and right.is_open:
        return
    orderable = all(side.is_open or side.kind in _ORDERED for side in (left, right))
    if not (orderable and may_be_alike(left, right)):
        reach.remark(unfit_operands(operator, left, right, place))


@infers(And)
def _and(node: And, reach: Reach) -> Type:
    parts = tuple(conjuncts(node))
    certain = frozenset[Node]().union(*map(safeguards, parts))
    kinds = []
    for part in parts:
        facts = tuple(other for other in parts if other is not part) if _is_few(parts) else ()
        kinds.append(_truth(part, reach.where(facts=facts, certain=certain)))
    types = reach.known.types
    if all(not cannot_hold((part, *_limits_of((part,), reach)), types) for part in parts):
        subject = cannot_hold((*parts, *_limits_of(parts, reach)), types)
        if subject is not None:
            reach.remark(contradiction(subject, node.place))
    return as_unknown_as(BOOLEAN, *kinds)


@infers(Or)
def _or(node: Or, reach: Reach) -> Type:
    kinds: list[Type] = []
    denied: list[Node] = []
    certain = frozenset[Node]().union(*map(when_not_true, node.parts))
    for part in node.parts:
        kinds.append(_truth(part, reach.where(facts=tuple(denied), certain=certain)))
        if not kinds[-1].nullable and _is_few(
            node.parts
        ):  # a later part only matters where this one is false
            denied.append(denial(part))
    return as_unknown_as(BOOLEAN, *kinds)


def _is_few(parts: tuple[Node, ...]) -> bool:
    """Each fact is weighed for each name, so of a very long rule only types are held."""
    return len(parts) <= MOST_FACTS


def _truth(part: Node, reach: Reach) -> Type:
    found = infer(part, reach)
    if found.kind not in {"boolean", "any", "null"}:
        reach.remark(unfit(in_words(BOOLEAN), found, part.place))
        return BOOLEAN
    return found


@infers(Between)
def _between(node: Between, reach: Reach) -> Type:
    value, low, high = (infer(part, reach) for part in (node.value, node.low, node.high))
    for side in (low, high):
        _check_order("between", value, side, node.place, reach)
    _check_possible(node, reach)
    return as_unknown_as(BOOLEAN, value, low, high)


@infers(In)
def _in(node: In, reach: Reach) -> Type:
    value = infer(node.value, reach)
    kinds = [check_test(value, test, reach) for test in node.tests]
    _check_possible(node, reach)
    return as_unknown_as(BOOLEAN, value, *kinds) if _asks_order(node) else BOOLEAN


def _asks_order(node: In) -> bool:
    """Only a range does not know about null; a list of texts simply does not hold it."""
    return any(not (is_constant(test) and _is_plain(test)) for test in node.tests)


def _is_plain(test: Node) -> bool:
    if isinstance(test, OperatorTest):
        return test.operator in {"=", "!="}
    try:
        target = constant(test)
    except Fault:
        return False
    return all(
        isinstance(each, str | bool) for each in (target if isinstance(target, list) else [target])
    )


def _check_possible(node: Node, reach: Reach) -> None:
    before = len(reach.remarks)
    subject = cannot_hold([node], reach.known.types)
    if subject is None:
        _check_limits(node, reach)
    elif not any(
        remark.place == node.place or remark.code == "not_an_option"
        for remark in reach.remarks[:before]
    ):
        reach.remark(contradiction(subject, node.place))


def _check_limits(node: Node, reach: Reach) -> None:
    """`age > 200`, where the form takes no more than 150."""
    types, limits = reach.known.types, _limits_of((node,), reach)
    if not limits or cannot_hold([node], types):
        return
    subject = cannot_hold((node, *limits), types)
    if subject is not None:
        reach.remark(beyond_limits(subject, node.place))


def _limits_of(parts: tuple[Node, ...], reach: Reach) -> tuple[Node, ...]:
    """What the form says of the values that these conditions are about."""
    if not reach.known.limits:
        return ()
    about = {subject_name(each.subject) for part in parts if (each := criterion(part))}
    return tuple(limit for name in about for limit in reach.known.limits.get(name, ()))


def check_test(value: Type, test: Node, reach: Reach) -> Type:
    """One test that a value is put to: `> 5`, `[1..3]`, `"a"`, a list of those."""
    if isinstance(test, OperatorTest):
        bound = infer(test.bound, reach)
        if test.operator in {"=", "!="}:
            _check_sameness(value, bound, test.place, reach)
        else:
            _check_order(test.operator, value, bound, test.place, reach)
        return bound
    target = infer(test, reach)
    if target.kind == "range" and value.kind != "range":
        _check_order("in", value, target.inner or ANY, test.place, reach)
    elif target.kind == "list":
        _check_entry(value, target, test, reach)
    else:
        _check_sameness(value, target, test.place, reach)
    return target


def _check_entry(value: Type, target: Type, test: Node, reach: Reach) -> None:
    place = test.place
    item = target.inner or ANY
    if value.kind == "list" or item.is_open or item.kind == "list":
        return
    if item.kind == "range":
        _check_order("in", value, item.inner or ANY, place, reach)
        return
    _check_sameness(value, item, place, reach)
    if value.words is None or item.words is None or not is_constant(test):
        return
    if value.words & item.words:  # else all of them were refused already
        for word in sorted(item.words - value.words):
            reach.remark(not_an_option(word, value.words, place))


@infers(OperatorTest)
def _operator_test(node: OperatorTest, reach: Reach) -> Type:
    return range_of(infer(node.bound, reach))


@infers(InstanceOf)
def _instance_of(node: InstanceOf, reach: Reach) -> Type:
    infer(node.value, reach)
    return BOOLEAN
