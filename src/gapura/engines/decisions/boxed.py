"""Boxed expressions as they are written: FEEL texts in the boxes people draw around them."""

from dataclasses import dataclass

from gapura.engines.decisions.model import DecisionTable


@dataclass(frozen=True)
class Literal:
    text: str
    type: str | None = None


@dataclass(frozen=True)
class Entry:
    """A named part: of a context, a function's parameters, an invocation's arguments."""

    name: str
    value: "Boxed | None" = None
    type: str | None = None


@dataclass(frozen=True)
class Context:
    """Entries that see the ones before them; with a `result`, that is the value."""

    entries: tuple[Entry, ...]
    result: "Boxed | None" = None
    type: str | None = None


@dataclass(frozen=True)
class Invocation:
    function: "Boxed | None"
    arguments: tuple[Entry, ...]
    type: str | None = None


@dataclass(frozen=True)
class Listed:
    entries: tuple["Boxed | None", ...]
    type: str | None = None


@dataclass(frozen=True)
class Relation:
    """A list of contexts, written as a table with a head."""

    columns: tuple[str, ...]
    rows: tuple[tuple["Boxed | None", ...], ...]
    type: str | None = None


@dataclass(frozen=True)
class Function:
    parameters: tuple[Entry, ...]
    body: "Boxed | None"
    language: str = "FEEL"
    """`Java` and `PMML` are kept when a file is read and written, but never run."""
    type: str | None = None


@dataclass(frozen=True)
class Conditional:
    condition: "Boxed | None"
    consequence: "Boxed | None"
    alternative: "Boxed | None"
    type: str | None = None


@dataclass(frozen=True)
class Filter:
    source: "Boxed | None"
    condition: "Boxed | None"
    type: str | None = None


@dataclass(frozen=True)
class ForEach:
    name: str
    source: "Boxed | None"
    body: "Boxed | None"
    type: str | None = None


@dataclass(frozen=True)
class Quantified:
    quantifier: str
    """`some` or `every`."""
    name: str
    source: "Boxed | None"
    condition: "Boxed | None"
    type: str | None = None


@dataclass(frozen=True)
class Table:
    table: DecisionTable
    type: str | None = None


Boxed = (
    Literal
    | Context
    | Invocation
    | Listed
    | Relation
    | Function
    | Conditional
    | Filter
    | ForEach
    | Quantified
    | Table
)
