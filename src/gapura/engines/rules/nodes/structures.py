"""Names, lists, contexts, ranges, and the ways into them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import ClassVar

from gapura.engines.rules.comparing import compare
from gapura.engines.rules.functions import BUILTINS
from gapura.engines.rules.nodes.base import Bound, NameUse, Node
from gapura.engines.rules.problems import Fault, shown
from gapura.engines.rules.properties import member_of
from gapura.engines.rules.scope import MISSING, Scope
from gapura.engines.rules.text import say
from gapura.engines.rules.values import Range, Value, whole_number


@dataclass(frozen=True)
class Name(Node):
    makes_values: ClassVar[bool] = False
    name: str

    def evaluate(self, scope: Scope) -> Value:
        value = scope.find(self.name)
        if value is not MISSING:
            return value
        if self.name in BUILTINS:
            return BUILTINS[self.name]
        raise Fault(
            say(f"{shown(self.name)} belum ada nilainya", f"{shown(self.name)} has no value yet")
        )

    def uses(self, bound: Bound) -> Iterator[NameUse]:
        if self.name not in bound.names:
            yield NameUse(self.name, self.place, is_called=False, in_filter=bound.in_filter)


@dataclass(frozen=True)
class ListOf(Node):
    entries: tuple[Node, ...]

    def evaluate(self, scope: Scope) -> Value:
        return [scope.value_of(entry) for entry in self.entries]


@dataclass(frozen=True)
class ContextOf(Node):
    """`{a: 1, b: a + 1}`: an entry may use the entries before it."""

    entries: tuple[tuple[str, Node], ...]

    def evaluate(self, scope: Scope) -> Value:
        context: dict[str, Value] = {}
        inside = scope.within(context)
        for key, entry in self.entries:
            if key in context:
                raise Fault(
                    say(
                        f"isian {shown(key)} ditulis dua kali",
                        f"the entry {shown(key)} is written twice",
                    )
                )
            context[key] = inside.value_of(entry)
        return context

    def uses(self, bound: Bound) -> Iterator[NameUse]:
        for key, entry in self.entries:
            # A function may call itself by the name of its entry.
            yield from entry.uses(bound.plus(key))
            bound = bound.plus(key)


@dataclass(frozen=True)
class RangeOf(Node):
    start: Node
    end: Node
    start_included: bool
    end_included: bool

    def evaluate(self, scope: Scope) -> Value:
        start, end = scope.value_of(self.start), scope.value_of(self.end)
        compare(start, end)
        return Range(start, end, self.start_included, self.end_included)


@dataclass(frozen=True)
class Path(Node):
    origin: Node
    member: str

    def evaluate(self, scope: Scope) -> Value:
        origin = MISSING
        if type(self.origin) is Name:
            origin = scope.find(self.origin.name)
        if origin is MISSING:
            origin = scope.value_of(self.origin)
        if type(origin) is not dict:
            scope.run.spend(scope.run.weights.of(origin) // 5)
        return member_of(origin, self.member)


@dataclass(frozen=True)
class Filter(Node):
    """`list[2]` takes by position, `list[price > 3]` by condition."""

    origin: Node
    condition: Node

    def evaluate(self, scope: Scope) -> Value:
        origin = scope.value_of(self.origin)
        entries = origin if isinstance(origin, list) else [] if origin is None else [origin]
        if not _uses_names(self.condition):
            position = scope.value_of(self.condition)
            if isinstance(position, Decimal):
                return _at_position(entries, position)
        return self._kept(entries, scope)

    def _kept(self, entries: list[Value], scope: Scope) -> Value:
        kept = []
        for position, entry in enumerate(entries):
            answer = scope.within(item_frame(entry)).value_of(self.condition)
            if position == 0 and isinstance(answer, Decimal):
                return _at_position(entries, answer)
            if answer is True:
                kept.append(entry)
        return kept

    def uses(self, bound: Bound) -> Iterator[NameUse]:
        yield from self.origin.uses(bound)
        yield from self.condition.uses(bound.filtering())


def _uses_names(condition: Node) -> bool:
    return any(True for _ in condition.uses(Bound()))


def item_frame(entry: Value) -> Mapping[str, Value]:
    return {"item": entry, **entry} if isinstance(entry, dict) else {"item": entry}


def _at_position(entries: list[Value], position: Decimal) -> Value:
    """Counted from 1; from the end when negative."""
    index = whole_number(position)
    if index == 0 or abs(index) > len(entries):
        raise Fault(
            say(
                f"daftar berisi {len(entries)}; tidak ada yang ke-{index}",
                f"the list has {len(entries)} entries; there is no number {index}",
            )
        )
    return entries[index - 1 if index > 0 else index]
