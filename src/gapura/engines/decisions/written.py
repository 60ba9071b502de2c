"""Decisions as a service package writes them: a name, its law, and a formula, a table or a DMN file."""

from collections.abc import Iterable, Mapping
from datetime import date
from functools import cached_property
from typing import Any, Self

from pydantic import Field, model_validator

from gapura.engines.decisions.model import (
    Aggregation,
    DecisionTable,
    HitPolicy,
    InputClause,
    OutputClause,
    Row,
)
from gapura.engines.decisions.models import AskedModel, ask_model
from gapura.engines.decisions.tables import CompiledTable, Decided, compile_table
from gapura.engines.rules.expressions import Expression, compile_expression
from gapura.engines.rules.strict import Strict
from gapura.engines.rules.text import Text, WrittenText

Cell = bool | int | str
"""A FEEL text; `true`, `false` and whole numbers may stand without quotation marks."""


def feel(cell: Cell) -> str:
    return str(cell).lower() if isinstance(cell, bool) else str(cell)


class WrittenInput(Strict):
    """A column of conditions: what it is about, in FEEL and in a person's words."""

    rule: str
    label: Text | None = None
    type: str | None = None
    values: str | None = None


class WrittenOutput(Strict):
    name: str = Field(pattern=r"^[a-z][a-z0-9_]*$")
    type: str | None = None
    values: str | None = None  # in order of priority
    default: Cell | None = None


class WrittenRow(Strict):
    when: tuple[Cell, ...]
    then: tuple[Cell, ...] = Field(min_length=1)
    note: Text | None = None
    legal_reference: str | None = None


class WrittenTable(Strict):
    hit_policy: HitPolicy = HitPolicy.UNIQUE
    aggregation: Aggregation | None = None
    inputs: tuple[WrittenInput, ...] = Field(min_length=1)
    outputs: tuple[WrittenOutput, ...] = Field(min_length=1)
    rows: tuple[WrittenRow, ...] = Field(min_length=1, max_length=2000)

    def as_table(self, name: str) -> DecisionTable:
        return DecisionTable(
            name=name,
            inputs=tuple(InputClause(clause.rule, clause.type, clause.values) for clause in self.inputs),
            outputs=tuple(
                OutputClause(
                    clause.name, clause.type, clause.values,
                    None if clause.default is None else feel(clause.default),
                )
                for clause in self.outputs
            ),
            rows=tuple(Row(tuple(map(feel, row.when)), tuple(map(feel, row.then))) for row in self.rows),
            hit_policy=self.hit_policy,
            aggregation=self.aggregation,
        )  # fmt: skip


class ModelInput(Strict):
    name: str
    rule: str


class FromDmn(Strict):
    """A decision of a DMN file in the package's folder. `inputs` gives each input of the model its value
    by a rule; `source` is the file itself, written in when the package is read."""

    file: str = Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9_.-]*\.dmn$", max_length=80)
    decision: str
    inputs: tuple[ModelInput, ...] = ()
    source: str = ""


class NamedDecision(Strict):
    """A value worked out from answers and from earlier decisions; every rule of the package may read it
    by its `id`. Exactly one of `rule`, `table` and `dmn` says how."""

    id: str = Field(pattern=r"^[a-z][a-z0-9_]*$", max_length=60)
    title: WrittenText
    legal_reference: str
    needs_verification: bool = False
    rule: str | None = None
    table: WrittenTable | None = None
    dmn: FromDmn | None = None

    @model_validator(mode="after")
    def _one_way(self) -> Self:
        if sum(way is not None for way in (self.rule, self.table, self.dmn)) != 1:
            raise ValueError("a decision has exactly one of `rule`, `table` and `dmn`")
        return self

    @cached_property
    def compiled(self) -> CompiledTable | AskedModel | Expression:
        """Raises RuleError for what does not read; the checker has said so before publishing."""
        if self.dmn is not None:
            inputs = {each.name: each.rule for each in self.dmn.inputs}
            return ask_model(self.dmn.source, self.dmn.decision, inputs)
        if self.table is not None:
            return compile_table(self.table.as_table(self.id))
        return compile_expression(self.rule or "null")

    def decide(self, values: Mapping[str, Any], *, today: date) -> Decided:
        found = self.compiled.evaluate(values, today=today)
        return found if isinstance(found, Decided) else Decided(found.value, problem=found.problem)


def problem_behind(
    decisions: Iterable[NamedDecision],
    names: Iterable[str],
    values: Mapping[str, Any],
    *,
    today: date,
) -> Text | None:
    """Why one of these decisions has no value, when it went wrong; `values` hold all of them."""
    wanted = set(names)
    for decision in decisions:
        if decision.id in wanted and values.get(decision.id) is None:
            problem = decision.decide(values, today=today).problem
            if problem is not None:
                return problem
    return None


def decide_all(
    decisions: Iterable[NamedDecision], values: Mapping[str, Any], *, today: date
) -> dict[str, Any]:
    """The values of these decisions, in their order; a later one reads an earlier one."""
    known = dict(values)
    decided: dict[str, Any] = {}
    for decision in decisions:
        value = decision.decide(known, today=today).value
        known[decision.id] = decided[decision.id] = value
    return decided


class DecisionsFile(Strict):
    """decisions.yaml; a later decision may read an earlier one."""

    decisions: tuple[NamedDecision, ...] = Field(min_length=1)
