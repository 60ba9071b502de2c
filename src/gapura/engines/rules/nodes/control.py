"""`if`, `for`, `some` and `every`."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from gapura.engines.rules.comparing import all_true, any_true, compare
from gapura.engines.rules.far import day_at
from gapura.engines.rules.nodes.base import Bound, NameUse, Node
from gapura.engines.rules.problems import Fault
from gapura.engines.rules.scope import Scope
from gapura.engines.rules.text import say
from gapura.engines.rules.values import Range, Value, describe, fitting_list, kind_of

PARTIAL = "partial"
"""The name of the results so far inside `for … return`."""


@dataclass(frozen=True)
class If(Node):
    condition: Node
    consequence: Node
    alternative: Node

    def evaluate(self, scope: Scope) -> Value:
        """A condition that is not known is not fulfilled."""
        holds = scope.value_of(self.condition) is True
        return scope.value_of(self.consequence if holds else self.alternative)


@dataclass(frozen=True)
class Iteration(Node):
    """`name in list` or `name in 1..5`."""

    name: str
    source: Node
    end: Node | None = None

    def evaluate(self, scope: Scope) -> Value:
        first = scope.value_of(self.source)
        if self.end is None:
            return _entries_of(first)
        return _counted(first, scope.value_of(self.end))


@dataclass(frozen=True)
class For(Node):
    iterations: tuple[Iteration, ...]
    body: Node
    uses_partial: bool
    """Whether the body speaks of the results so far; it is shown a copy of them."""

    def evaluate(self, scope: Scope) -> Value:
        results: list[Value] = []
        for inside in _each(self.iterations, scope):
            reach = inside.within({PARTIAL: list(results)}) if self.uses_partial else inside
            results.append(reach.value_of(self.body))
            fitting_list(results)
            scope.run.spend(len(results) // 100 if self.uses_partial else 0)
        return results

    def uses(self, bound: Bound) -> Iterator[NameUse]:
        yield from _uses(self.iterations, self.body, bound.plus(PARTIAL))


@dataclass(frozen=True)
class Quantified(Node):
    quantifier: str
    iterations: tuple[Iteration, ...]
    condition: Node

    def evaluate(self, scope: Scope) -> Value:
        judge = all_true if self.quantifier == "every" else any_true
        return judge(inside.value_of(self.condition) for inside in _each(self.iterations, scope))

    def uses(self, bound: Bound) -> Iterator[NameUse]:
        yield from _uses(self.iterations, self.condition, bound)


def _uses(iterations: tuple[Iteration, ...], body: Node, bound: Bound) -> Iterator[NameUse]:
    for iteration in iterations:
        yield from iteration.uses(bound)
        bound = bound.plus(iteration.name)
    yield from body.uses(bound)


def _each(iterations: tuple[Iteration, ...], scope: Scope) -> Iterator[Scope]:
    """One scope for every combination; a later iteration may use the earlier ones."""
    head, rest = iterations[0], iterations[1:]
    entries = scope.value_of(head)
    if entries is None:
        raise Fault(say("tidak ada daftar untuk diulang", "there is no list to go through"))
    for entry in entries:
        scope.run.spend(1)
        inside = scope.within({head.name: entry})
        if rest:
            yield from _each(rest, inside)
        else:
            yield inside


def _entries_of(source: Value) -> list[Value] | None:
    if source is None or isinstance(source, list):
        return source
    if not isinstance(source, Range):
        return [source]
    if (compare(source.start, source.end) or 0) > 0:
        raise Fault(say("rentangnya terbalik", "the range is reversed"))
    entries = _counted(source.start, source.end)
    first = 0 if source.start_included else 1
    last = len(entries) if source.end_included else len(entries) - 1
    return entries[first : max(last, first)]


def _counted(start: Value, end: Value) -> list[Value]:
    """Upwards or downwards, one by one, both ends included."""
    if isinstance(start, Decimal) and isinstance(end, Decimal):
        return [start + step for step in _steps(end - start)]
    if kind_of(start) == kind_of(end) == "date" and isinstance(start, date):
        first = start.toordinal()
        return [day_at(first + step) for step in _steps(Decimal(end.toordinal() - first))]
    one, other = describe(start), describe(end)
    raise Fault(
        say(
            f"tidak dapat menghitung dari {one['id']} sampai {other['id']}",
            f"cannot count from {one['en']} to {other['en']}",
        )
    )


def _steps(distance: Decimal) -> range:
    if abs(distance) > 1_000_000:
        raise Fault(say("rentangnya terlalu panjang", "the range is too long"))
    whole = int(distance)
    return range(whole + 1) if distance >= 0 else range(0, whole - 1, -1)
