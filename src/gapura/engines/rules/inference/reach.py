"""What is known at one point of a rule: the types of names, and the conditions that hold there."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from gapura.engines.rules.functions import BUILTINS
from gapura.engines.rules.inference.possibility import cannot_hold, follows
from gapura.engines.rules.inference.remarks import Remark, reads_hidden, unknown_name
from gapura.engines.rules.inference.types import (
    ANY,
    Missing,
    Type,
    as_unknown_as,
    optional,
    present,
)
from gapura.engines.rules.nodes.base import Bound, Node
from gapura.engines.rules.nodes.structures import Name, Path

BUILTIN = Type("function")


@dataclass(frozen=True)
class Asked:
    """Under which conditions a question is shown, and under which it certainly has an answer."""

    shown_when: tuple[Node, ...] = ()
    answered_when: tuple[Node, ...] | None = None  # None: it may always be left empty


@dataclass(frozen=True)
class Known:
    """What is known before a rule is read. What may be missing anywhere is nullable in `types`; `asked` says
    where it is certain after all. `holds`: conditions true wherever the rule is asked."""

    types: Mapping[str, Type]
    asked: Mapping[str, Asked] = field(default_factory=dict)
    holds: tuple[Node, ...] = ()
    limits: Mapping[str, tuple[Node, ...]] = field(default_factory=dict)
    """Conditions that every answer to a question keeps: `age = null or age <= 150`."""


class Reach:
    """The names in reach, innermost first, as types; every remark made on the way."""

    def __init__(
        self,
        known: Known,
        remarks: list[Remark],
        *,
        frame: Mapping[str, Type] | None = None,
        outer: "Reach | None" = None,
    ) -> None:
        self.known = known
        self.remarks = remarks
        self.frame = frame or {}
        self.outer = outer
        self.facts: tuple[Node, ...] = outer.facts if outer else known.holds
        self.certain: frozenset[Node] = outer.certain if outer else frozenset()
        self.is_guessing: bool = outer.is_guessing if outer else False

    def remark(self, remark: Remark) -> None:
        self.remarks.append(remark)

    def within(self, frame: Mapping[str, Type]) -> "Reach":
        inside = Reach(self.known, self.remarks, frame=frame, outer=self)
        hidden = {Name(name) for name in frame}
        inside.certain = frozenset(node for node in inside.certain if _root(node) not in hidden)
        inside.facts = tuple(fact for fact in inside.facts if not _speaks_of(fact, hidden))
        return inside

    def guessing(self, frame: Mapping[str, Type]) -> "Reach":
        """Inside a filter of something unknown: any name may be a member of the item."""
        inside = self.within(frame)
        inside.is_guessing = True
        return inside

    def where(self, *, facts: tuple[Node, ...] = (), certain: frozenset[Node]) -> "Reach":
        """The same place, with more known about it."""
        if not facts and not certain:
            return self
        inside = Reach(self.known, self.remarks, outer=self)
        inside.facts = (*self.facts, *facts)
        inside.certain = self.certain | certain
        return inside

    def names(self) -> set[str]:
        found, reach = set(self.known.types), self
        while reach.outer is not None:
            found |= reach.frame.keys()
            reach = reach.outer
        return found | reach.frame.keys()

    def type_of(self, name: Name) -> Type:
        reach: Reach | None = self
        while reach is not None:
            if name.name in reach.frame:
                return self.settled(name, reach.frame[name.name])
            reach = reach.outer
        if name.name in self.known.types:
            return self._from_outside(name)
        if name.name in BUILTINS:
            return BUILTIN
        if not self.is_guessing:
            self.remark(unknown_name(name.name, self.names(), name.place))
        return ANY

    def settled(self, node: Node, kind: Type) -> Type:
        """Its type here, where null may have been ruled out."""
        return present(kind) if node in self.certain else kind

    def _from_outside(self, name: Name) -> Type:
        kind, asked = self.known.types[name.name], self.known.asked.get(name.name)
        if name in self.certain:
            return present(kind)
        if asked is None:
            return _named(kind, name)
        types = self.known.types
        if asked.shown_when and cannot_hold((*self.facts, *asked.shown_when), types):
            self.remark(reads_hidden(name.name, name.place))
            return ANY
        if asked.answered_when is not None and all(
            follows(condition, self.facts, types) for condition in asked.answered_when
        ):
            return present(kind)
        return _named(optional(kind), name)


def _named(kind: Type, name: Name) -> Type:
    missing = Missing(name.name, name.place)
    return as_unknown_as(present(kind), optional(kind, missing)) if kind.nullable else kind


def _root(node: Node) -> Node:
    return _root(node.origin) if isinstance(node, Path) else node


def _speaks_of(fact: Node, names: set[Name]) -> bool:
    return any(Name(use.name) in names for use in fact.uses(Bound()))
