"""A decision table as a grid of boxes: read from a form, from a service, and changed by its buttons."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import TypeVar

from gapura.engines.decisions.model import (
    Aggregation,
    DecisionTable,
    HitPolicy,
    InputClause,
    OutputClause,
    Row,
)

MOST_ROWS, MOST_INPUTS, MOST_OUTPUTS = 50, 8, 4
KINDS = ("number", "string", "boolean", "date", "time", "date and time")
Each = TypeVar("Each")
_STEP = re.compile(r"(baris|syarat|hasil)(\+|-(\d{1,2}))")


@dataclass(frozen=True)
class Column:
    """A heading; `default` is of outcomes only."""

    text: str = ""
    kind: str = ""
    values: str = ""
    default: str = ""


@dataclass(frozen=True)
class Line:
    conditions: tuple[str, ...]
    outcomes: tuple[str, ...]


@dataclass(frozen=True)
class Grid:
    inputs: tuple[Column, ...]
    outputs: tuple[Column, ...]
    lines: tuple[Line, ...]
    policy: HitPolicy = HitPolicy.UNIQUE
    aggregation: Aggregation | None = None
    name: str = field(default="", compare=False)

    def as_table(self) -> DecisionTable:
        return DecisionTable(
            name=self.name or "–",
            inputs=tuple(
                InputClause(each.text, each.kind or None, each.values or None)
                for each in self.inputs
            ),
            outputs=tuple(
                OutputClause(
                    each.text or str(number), each.kind or None, each.values or None,
                    each.default or None,
                )
                for number, each in enumerate(self.outputs, start=1)
            ),
            rows=tuple(Row(line.conditions, line.outcomes) for line in self.lines),
            hit_policy=self.policy,
            aggregation=self.aggregation,
        )  # fmt: skip


EXAMPLE = Grid(
    inputs=(Column("umur"),),
    outputs=(Column("biaya", "number"),),
    lines=(Line(("< 17",), ("0",)), Line((">= 17",), ("5000",))),
)
EXAMPLE_VALUES = "umur = 17"


def fits(table: DecisionTable) -> bool:
    return (
        len(table.rows) <= MOST_ROWS
        and len(table.inputs) <= MOST_INPUTS
        and len(table.outputs) <= MOST_OUTPUTS
    )


def grid_of(table: DecisionTable) -> Grid:
    return Grid(
        tuple(Column(c.expression, c.type or "", c.values or "") for c in table.inputs),
        tuple(Column(c.name, c.type or "", c.values or "", c.default or "") for c in table.outputs),
        tuple(Line(row.conditions, row.outcomes) for row in table.rows),
        table.hit_policy,
        table.aggregation,
        table.name,
    )


def read_grid(posted: Mapping[str, str]) -> Grid:
    """The boxes as they were sent; what is not there is empty, what is too much is left out."""
    inputs = range(_count(posted, "jumlah-syarat", MOST_INPUTS))
    outputs = range(_count(posted, "jumlah-hasil", MOST_OUTPUTS))
    lines = range(_count(posted, "jumlah-baris", MOST_ROWS))
    return Grid(
        tuple(_column(posted, f"syarat-{at}") for at in inputs),
        tuple(_column(posted, f"hasil-{at}") for at in outputs),
        tuple(
            Line(
                tuple(_box(posted, f"s-{row}-{at}") for at in inputs),
                tuple(_box(posted, f"h-{row}-{at}") for at in outputs),
            )
            for row in lines
        ),
        _policy(posted.get("kebijakan", "")),
        _aggregation(posted.get("gabungan", "")),
        _box(posted, "nama")[:60],
    )


def stepped(grid: Grid, step: str) -> Grid:
    """With a row or column more or less, as the pressed button says; the last one stays."""
    pressed = _STEP.fullmatch(step)
    if pressed is None:
        return grid
    what, at = pressed[1], int(pressed[3]) if pressed[3] else None
    if what == "baris":
        return replace(grid, lines=_changed(grid.lines, at, _empty_line(grid), MOST_ROWS))
    if what == "syarat":
        lines = (
            replace(line, conditions=_changed(line.conditions, at, "-", MOST_INPUTS))
            for line in grid.lines
        )
        inputs = _changed(grid.inputs, at, Column(), MOST_INPUTS)
        return replace(grid, inputs=inputs, lines=tuple(lines))
    lines = (
        replace(line, outcomes=_changed(line.outcomes, at, "", MOST_OUTPUTS)) for line in grid.lines
    )
    outputs = _changed(grid.outputs, at, Column(), MOST_OUTPUTS)
    return replace(grid, outputs=outputs, lines=tuple(lines))


def texts(grid: Grid) -> Iterator[str]:
    for column in (*grid.inputs, *grid.outputs):
        yield from (column.text, column.kind, column.values, column.default)
    for line in grid.lines:
        yield from (*line.conditions, *line.outcomes)


def _changed(
    items: tuple[Each, ...], without: int | None, more: Each, most: int
) -> tuple[Each, ...]:
    if without is None:
        return (*items, more) if len(items) < most else items
    return (*items[:without], *items[without + 1 :]) if len(items) > 1 else items


def _empty_line(grid: Grid) -> Line:
    return Line(("-",) * len(grid.inputs), ("",) * len(grid.outputs))


def _count(posted: Mapping[str, str], name: str, most: int) -> int:
    text = posted.get(name, "")
    return (
        min(max(int(text), 1), most) if text.isascii() and text.isdigit() and len(text) < 4 else 1
    )


def _column(posted: Mapping[str, str], name: str) -> Column:
    parts = (name, f"{name}-jenis", f"{name}-batas", f"{name}-bila")
    return Column(*(_box(posted, part) for part in parts))


def _box(posted: Mapping[str, str], name: str) -> str:
    return posted.get(name, "").strip()


def _policy(text: str) -> HitPolicy:
    return HitPolicy(text) if text in set(HitPolicy) else HitPolicy.UNIQUE


def _aggregation(text: str) -> Aggregation | None:
    return Aggregation(text) if text in set(Aggregation) else None
