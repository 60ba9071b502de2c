"""A table as a grid: its columns as axes, its rows as boxes, and what cannot be known or happen."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from gapura.engines.decisions.analysis.boxes import Box
from gapura.engines.decisions.analysis.columns import Column, column_of
from gapura.engines.decisions.analysis.situations import impossible_boxes
from gapura.engines.decisions.model import DecisionTable, InputClause
from gapura.engines.rules.inference.examining import Known, examine
from gapura.engines.rules.nodes.base import Bound
from gapura.engines.rules.nodes.operators import INPUT


@dataclass(frozen=True)
class Grid:
    """A table whose every row is a box. `exact`: the rows without a general expression."""

    columns: tuple[Column, ...]
    boxes: tuple[Box, ...]
    exact: frozenset[int]
    unknown: tuple[tuple[int, int], ...]
    """Row and clause of each cell of which nothing is known."""
    impossible: tuple[Box, ...]
    """Situations that the form cannot bring."""
    is_dependent: bool
    """Two headings read the same name, so not every combination of their values can happen."""

    @property
    def everything(self) -> Box:
        return tuple(column.everything for column in self.columns)

    @property
    def all_present(self) -> Box:
        """Every situation in which no value is missing."""
        return tuple(column.everything & ~column.null for column in self.columns)


def grid_of(table: DecisionTable, known: Known) -> Grid:
    """The cells must read; those that do not are taken for unknown."""
    columns = tuple(column_of(table, clauses, known) for clauses in _same_headings(table.inputs))
    boxes = tuple(tuple(column.mask(row) for column in columns) for row in range(len(table.rows)))
    exact = frozenset(
        row for row in range(len(table.rows)) if all(column.is_known(row) for column in columns)
    )
    return Grid(
        columns,
        boxes,
        exact,
        tuple(_unknown(columns)),
        impossible_boxes(columns, known),
        _share_names(columns, known),
    )


def _same_headings(inputs: Sequence[InputClause]) -> list[tuple[int, ...]]:
    by_heading: dict[str, list[int]] = {}
    for at, clause in enumerate(inputs):
        by_heading.setdefault(" ".join(clause.expression.split()), []).append(at)
    return [tuple(clauses) for clauses in by_heading.values()]


def _unknown(columns: Iterable[Column]) -> list[tuple[int, int]]:
    return sorted(
        (row, clause)
        for column in columns
        for row, cells in enumerate(column.cells)
        for clause, cell in zip(column.clauses, cells, strict=True)
        if cell is None
    )


def _share_names(columns: Iterable[Column], known: Known) -> bool:
    seen: set[str] = set()
    for column in columns:
        root = examine(column.title, known).root
        names = {use.name for use in root.uses(Bound()) if not use.is_called} if root else set()
        if names & seen:
            return True
        seen |= names - {INPUT}
    return False
