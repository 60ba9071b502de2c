"""A decision table as it is written: clauses and rows of FEEL texts, nothing worked out yet."""

from dataclasses import dataclass
from enum import StrEnum


class HitPolicy(StrEnum):
    """What happens when several rows hold."""

    UNIQUE = "UNIQUE"
    ANY = "ANY"
    PRIORITY = "PRIORITY"
    FIRST = "FIRST"
    RULE_ORDER = "RULE ORDER"
    OUTPUT_ORDER = "OUTPUT ORDER"
    COLLECT = "COLLECT"


class Aggregation(StrEnum):
    """What COLLECT makes of the outcomes it collected."""

    COUNT = "COUNT"
    SUM = "SUM"
    MIN = "MIN"
    MAX = "MAX"


@dataclass(frozen=True)
class InputClause:
    """What a column of conditions is about."""

    expression: str
    type: str | None = None
    values: str | None = None
    """Unary tests that bound it, `"a", "b"` or `[0..150]`."""


@dataclass(frozen=True)
class OutputClause:
    """What a column of outcomes gives."""

    name: str
    type: str | None = None
    values: str | None = None
    """Unary tests that bound it; their order is the priority, highest first."""
    default: str | None = None
    """The outcome when no row holds."""


@dataclass(frozen=True)
class Row:
    conditions: tuple[str, ...]
    outcomes: tuple[str, ...]
    annotations: tuple[str, ...] = ()
    id: str = ""


@dataclass(frozen=True)
class DecisionTable:
    name: str
    inputs: tuple[InputClause, ...]
    outputs: tuple[OutputClause, ...]
    rows: tuple[Row, ...]
    hit_policy: HitPolicy = HitPolicy.UNIQUE
    aggregation: Aggregation | None = None
