"""Where null is ruled out: which names certainly have a value once a condition is true, or is not."""

from collections.abc import Callable
from functools import reduce

from gapura.engines.rules.inference.criteria import is_constant, is_subject
from gapura.engines.rules.nodes.base import Literal, Node
from gapura.engines.rules.nodes.calls import Call
from gapura.engines.rules.nodes.kinds import InstanceOf
from gapura.engines.rules.nodes.operators import And, Between, Comparison, In, Or
from gapura.engines.rules.nodes.structures import Name, Path

Nodes = frozenset[Node]
NOTHING: Nodes = frozenset()


def proved(node: Node) -> Nodes:
    """Names and paths that have a value when the condition is true."""
    if isinstance(node, And):
        return _union(proved, node.parts)
    if isinstance(node, Or):
        return _shared(proved, node.parts)
    if isinstance(node, Comparison):
        return _proved_by(node)
    if isinstance(node, InstanceOf):
        return NOTHING if node.kind.name == "Null" else _all_of(node.value)
    inner = _negated(node)
    return disproved(inner) if inner is not None else _proved_by_test(node)


def disproved(node: Node) -> Nodes:
    """The same when it is false; null is not false."""
    if isinstance(node, Or):
        return _union(disproved, node.parts)
    if isinstance(node, And):
        return _shared(disproved, node.parts)
    if isinstance(node, Comparison):
        return _disproved_by(node)
    inner = _negated(node)
    return proved(inner) if inner is not None else _all_of(node)


def when_not_true(node: Node) -> Nodes:
    """The same when the condition is false or unknown, as in `else`."""
    if isinstance(node, Or):
        return _union(when_not_true, node.parts)
    if isinstance(node, Comparison) and node.operator == "=":
        return _other_than_null(node)
    inner = _negated(node)
    return safeguards(inner) if inner is not None else NOTHING


def safeguards(node: Node) -> Nodes:
    """Names and paths for which the condition is plainly false while they have no value: `x != null`, `x = 5`."""
    if isinstance(node, And):
        return _union(safeguards, node.parts)
    if isinstance(node, Or):
        return _shared(safeguards, node.parts)
    if isinstance(node, Comparison):
        if node.operator == "!=":
            return _other_than_null(node)
        return _equal_to_something(node) if node.operator == "=" else NOTHING
    if isinstance(node, InstanceOf):
        return NOTHING if node.kind.name == "Null" else _all_of(node.value)
    inner = _negated(node)
    return when_not_true(inner) if inner is not None else NOTHING


def denial(node: Node) -> Node:
    """`not(…)`, as a fact where a condition is known to be false."""
    return Call(Name("not"), (node,))


def _proved_by_test(node: Node) -> Nodes:
    if isinstance(node, Between):
        return _all_of(node.value) | _all_of(node.low) | _all_of(node.high)
    if isinstance(node, In):
        return NOTHING if any(_may_take_null(test) for test in node.tests) else _all_of(node.value)
    return _all_of(node)


def _proved_by(node: Comparison) -> Nodes:
    if node.operator == "!=":
        return _other_than_null(node)
    if node.operator == "=":
        return _equal_to_something(node)
    return _all_of(node.left) | _all_of(node.right)


def _disproved_by(node: Comparison) -> Nodes:
    if node.operator == "=":
        return _other_than_null(node)
    if node.operator == "!=":
        return _equal_to_something(node)
    return _all_of(node.left) | _all_of(node.right)


def _other_than_null(node: Comparison) -> Nodes:
    """`x = null` or `x != null`: the x."""
    for side, other in ((node.left, node.right), (node.right, node.left)):
        if _is_null(other):
            return _all_of(side)
    return NOTHING


def _equal_to_something(node: Comparison) -> Nodes:
    for side, other in ((node.left, node.right), (node.right, node.left)):
        if is_constant(other) and not _is_null(other):
            return _all_of(side)
    return NOTHING


def _is_null(node: Node) -> bool:
    return isinstance(node, Literal) and node.value is None


def _may_take_null(test: Node) -> bool:
    return not is_constant(test) or _is_null(test)


def _negated(node: Node) -> Node | None:
    is_not = (
        isinstance(node, Call)
        and isinstance(node.callee, Name)
        and node.callee.name == "not"
        and len(node.positional) == 1
    )
    return node.positional[0] if isinstance(node, Call) and is_not else None


def _all_of(node: Node) -> Nodes:
    """`a.b` has a value only when `a` has one."""
    if not is_subject(node):
        return NOTHING
    if isinstance(node, Path):
        return _all_of(node.origin) | {node}
    return frozenset({node})


def _union(judge: Callable[[Node], Nodes], parts: tuple[Node, ...]) -> Nodes:
    return reduce(frozenset.union, map(judge, parts), NOTHING)


def _shared(judge: Callable[[Node], Nodes], parts: tuple[Node, ...]) -> Nodes:
    return reduce(frozenset.intersection, map(judge, parts))
