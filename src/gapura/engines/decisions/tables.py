"""Decision tables: compiled once, decided as often as needed, and able to say why."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from gapura.engines.decisions.compiling import (
    CompiledInput,
    TableParts,
    compile_parts,
)
from gapura.engines.decisions.model import (
    Aggregation,
    DecisionTable,
    HitPolicy,
    InputClause,
    OutputClause,
    Row,
)
from gapura.engines.decisions.policies import settle
from gapura.engines.decisions.problems import TableError
from gapura.engines.rules.expressions import Surroundings
from gapura.engines.rules.nodes.base import Node
from gapura.engines.rules.nodes.operators import INPUT
from gapura.engines.rules.problems import Exhausted, Fault, at
from gapura.engines.rules.scope import STEPS, Run, Scope
from gapura.engines.rules.text import Text, say
from gapura.engines.rules.values import Value

__all__ = [
    "Aggregation",
    "CompiledTable",
    "Decided",
    "DecisionTable",
    "HitPolicy",
    "InputClause",
    "OutputClause",
    "Row",
    "TableError",
    "compile_table",
]

STEPS_A_CELL = 20
LONGEST_TRAIL = 100


@dataclass(frozen=True)
class Decided:
    """What a table gave, and why."""

    value: Any
    """One outcome, a context of several outcomes, or a list of these; null when nothing was decided."""
    fired: tuple[int, ...] = ()
    """The rows, counted from 0, whose outcomes count."""
    problem: Text | None = None
    """Something went wrong on the way; the value may still be there."""
    inputs: tuple[Any, ...] = ()
    """The value of each input."""
    why_not: tuple[int | None, ...] = ()
    """For each row the first condition, counted from 0, that did not hold; None when all held, and for
    rows after the first that holds when the hit policy is FIRST."""


@dataclass(frozen=True)
class CompiledTable:
    """A table ready to decide."""

    table: DecisionTable
    names: frozenset[str]
    """The names from outside that it uses."""
    parts: TableParts = field(repr=False, compare=False)

    def evaluate(
        self, values: Mapping[str, Any], *, today: date, now: datetime | None = None
    ) -> Decided:
        """Total: whatever is wrong, the value is null and a sentence says why, never an exception."""
        cells = len(self.parts.rows) * (len(self.parts.inputs) + len(self.parts.outputs))
        run = Run(values, today, now, steps=STEPS + STEPS_A_CELL * cells)
        try:
            return self.decide(Scope(run))
        except Exhausted as exhausted:
            return Decided(None, problem=at(exhausted.sentence, None))
        except RecursionError:
            return Decided(None, problem=_TOO_DEEP)

    def decide(self, scope: Scope) -> Decided:
        """The same inside a running evaluation."""
        run = scope.run
        run.spend(len(self.parts.rows))
        inputs = tuple(_input_value(clause, scope) for clause in self.parts.inputs)
        reach = [scope.within({INPUT: value}) for value in inputs]
        why_not = self._why_not(inputs, reach)
        held = [row for row, first in enumerate(why_not) if first is None]
        if self.table.hit_policy == HitPolicy.FIRST:
            held = held[:1]
        try:
            value, fired = settle(self.table, self.parts, held, scope)
        except Fault as fault:
            run.note(fault.sentence, None)
            value, fired = None, tuple(held)
        return Decided(value, fired, run.problem, inputs, tuple(why_not))

    def _why_not(self, inputs: tuple[Value, ...], reach: list[Scope]) -> list[int | None]:
        first_only = self.table.hit_policy == HitPolicy.FIRST
        why_not: list[int | None] = [None] * len(self.parts.rows)
        for number, row in enumerate(self.parts.rows):
            for column, test in row.tests:
                if test(inputs[column], reach[column]) is not True:
                    why_not[number] = column
                    break
            else:
                if first_only:
                    break
        return why_not


def compile_table(
    table: DecisionTable,
    *,
    names: Iterable[str] | None = None,
    around: Surroundings | None = None,
) -> CompiledTable:
    """Reads every text of a table; TableError says in which row and column, line and column it fails."""
    known = None if names is None else frozenset(names)
    parts = compile_parts(table, known, around)
    return CompiledTable(table, parts.names, parts)


@dataclass(frozen=True)
class TableNode(Node):
    """A table as a part of a larger decision."""

    table: CompiledTable

    def evaluate(self, scope: Scope) -> Value:
        decided = self.table.decide(scope)
        if len(scope.run.trail) < LONGEST_TRAIL:
            scope.run.trail.append((self.table.table.name, decided))
        return decided.value


def _input_value(clause: CompiledInput, scope: Scope) -> Value:
    value = scope.value_of(clause.node)
    if value is None or (clause.type is None and clause.values is None):
        return value
    try:
        if clause.type is not None:
            value = clause.type.fit(value)
        if clause.values is not None and value is not None:
            _require_allowed(clause, value, scope)
    except Fault as fault:
        scope.run.note(_about(clause.title, fault.sentence), None)
        return None
    return value


def _require_allowed(clause: CompiledInput, value: Value, scope: Scope) -> None:
    allowed = clause.values
    if allowed and allowed(value, scope.within({INPUT: value})) is not True:
        raise Fault(
            say(
                "nilainya tidak termasuk nilai yang disebut tabel ini",
                "the value is not among those this table names",
            )
        )


def _about(title: str, sentence: Text) -> Text:
    return say(f"{title}: {sentence['id']}", f"{title}: {sentence['en']}")


_TOO_DEEP = say(
    "tabel bersarang terlalu dalam; pecah menjadi beberapa tabel",
    "the table is nested too deeply; split it into several tables",
)
