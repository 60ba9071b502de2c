"""What every part of a rule can do: be evaluated, and say which names it uses."""

from collections.abc import Iterator
from dataclasses import dataclass, field, fields
from typing import ClassVar, NamedTuple

from gapura.engines.rules.problems import Place
from gapura.engines.rules.scope import Scope
from gapura.engines.rules.values import Value


class NameUse(NamedTuple):
    """A name that nothing inside the rule defines."""

    name: str
    place: Place | None
    is_called: bool
    in_filter: bool
    """Inside `[…]` a name may also be a member of the item, which only the value can tell."""


class Bound(NamedTuple):
    """The names defined around a part of a rule."""

    names: frozenset[str] = frozenset()
    in_filter: bool = False

    def plus(self, *names: str) -> "Bound":
        return Bound(self.names | set(names), self.in_filter)

    def filtering(self) -> "Bound":
        return Bound(self.names | {"item"}, in_filter=True)


@dataclass(frozen=True)
class Node:
    makes_values: ClassVar[bool] = True
    """Whether its value can be a new list, context or text, which then has to be paid for."""
    place: Place | None = field(default=None, kw_only=True, compare=False)

    def evaluate(self, scope: Scope) -> Value:
        raise NotImplementedError

    def uses(self, bound: Bound) -> Iterator[NameUse]:
        for part in fields(self):
            for node in _nodes_in(getattr(self, part.name)):
                yield from node.uses(bound)


def _nodes_in(part: object) -> Iterator[Node]:
    if isinstance(part, Node):
        yield part
    elif type(part) is tuple:
        for inner in part:
            yield from _nodes_in(inner)


@dataclass(frozen=True)
class Literal(Node):
    makes_values: ClassVar[bool] = False
    value: Value

    def evaluate(self, scope: Scope) -> Value:
        return self.value
