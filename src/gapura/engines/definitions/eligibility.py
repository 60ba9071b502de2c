"""Who may have a service: conditions and tables, each with its sentence and its law."""

from functools import cached_property
from typing import Literal, Self

from pydantic import Field, model_validator

from gapura.engines.decisions.model import DecisionTable, HitPolicy, InputClause, OutputClause, Row
from gapura.engines.decisions.tables import CompiledTable, compile_table
from gapura.engines.decisions.written import Cell, WrittenInput, feel
from gapura.engines.rules.strict import Strict
from gapura.engines.rules.text import Text, WrittenText


class Condition(Strict):
    """Must hold at submit and when it is granted. An officer may depart from one that is not
    `binding`, with grounds; a binding one binds the officer too."""

    rule: str
    title: Text | None = None  # the condition in a few words, as a person would name it
    message: WrittenText  # what somebody reads who does not meet it
    change: Text | None = None  # what that person can do about it
    legal_reference: str
    binding: bool = True
    needs_verification: bool = False


class ConditionRow(Strict):
    when: tuple[Cell, ...]
    eligible: bool
    message: Text | None = None
    change: Text | None = None
    legal_reference: str | None = None  # of this row; else the table's

    @model_validator(mode="after")
    def _says_why_not(self) -> Self:
        if not self.eligible and not self.message:
            raise ValueError("a row that says no needs a `message`")
        return self


class ConditionTable(Strict):
    """A decision table whose rows say yes or no, the no with a sentence."""

    id: str = Field(pattern=r"^[a-z][a-z0-9_]*$", max_length=60)
    title: WrittenText
    hit_policy: Literal["UNIQUE", "FIRST"] = "FIRST"
    inputs: tuple[WrittenInput, ...] = Field(min_length=1)
    rows: tuple[ConditionRow, ...] = Field(min_length=1, max_length=2000)
    legal_reference: str
    binding: bool = True
    needs_verification: bool = False

    def as_table(self) -> DecisionTable:
        return DecisionTable(
            name=self.id,
            inputs=tuple(InputClause(c.rule, c.type, c.values) for c in self.inputs),
            outputs=(OutputClause("eligible", "boolean"),),
            rows=tuple(Row(tuple(map(feel, r.when)), (feel(r.eligible),)) for r in self.rows),
            hit_policy=HitPolicy(self.hit_policy),
        )

    @cached_property
    def compiled(self) -> CompiledTable:
        return compile_table(self.as_table())


class EligibilityFile(Strict):
    conditions: tuple[Condition, ...] = ()
    tables: tuple[ConditionTable, ...] = ()

    @model_validator(mode="after")
    def _says_something(self) -> Self:
        if not (self.conditions or self.tables):
            raise ValueError("write `conditions` or `tables`, or delete this file")
        return self
