"""The columns of a table as axes: into which pieces each falls, and in which of them each row holds."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from gapura.engines.decisions.analysis.boxes import Mask
from gapura.engines.decisions.model import DecisionTable, InputClause
from gapura.engines.decisions.types import type_named
from gapura.engines.rules.expressions import compile_unary_tests
from gapura.engines.rules.inference.axes import NoAxis, Piece, pieces
from gapura.engines.rules.inference.criteria import (
    Criterion,
    cell_criterion,
    criterion,
    subject_name,
)
from gapura.engines.rules.inference.examining import Known, examine
from gapura.engines.rules.inference.types import (
    ANY,
    Type,
    enumeration,
    of_kind,
    optional,
    present,
)
from gapura.engines.rules.nodes.base import Node
from gapura.engines.rules.problems import RuleError
from gapura.engines.rules.values import Value, kind_of

Cell = Criterion | None
"""None: a general expression, of which nothing is known."""


def point_key(point: Value) -> tuple[str, Value]:
    """True is not 1."""
    return kind_of(point), point


@dataclass(frozen=True)
class Column:
    """One heading; clauses with the same heading are one column."""

    title: str
    clauses: tuple[int, ...]
    pieces: tuple[Piece, ...]
    has_null: bool
    """The last piece stands for a missing value."""
    cells: tuple[tuple[Cell, ...], ...]
    """For each row its criteria, one for each clause."""
    sees_conditions: bool
    """No condition that shows a question changes its answer within one of the pieces."""

    @property
    def everything(self) -> Mask:
        return (1 << len(self.pieces)) - 1

    @property
    def null(self) -> Mask:
        return 1 << len(self.pieces) - 1 if self.has_null else 0

    def mask(self, row: int) -> Mask:
        """The pieces on which the row may hold; what is not known may."""
        mask = self.everything
        for cell in self.cells[row]:
            if cell is not None:
                mask &= self._where(cell)
        return mask

    def _where(self, cell: Criterion) -> Mask:
        """A criterion answers alike from one of its points to the next, so each stretch is asked once."""
        own = {
            self.places[key] for point in cell.points if (key := point_key(point)) in self.places
        }
        last = len(self.pieces) - 1 if self.has_null else len(self.pieces)
        mask, begin = 0, 0
        for place in (*sorted(own), last):
            if begin < place and cell.answer(self.pieces[begin].sample) is True:
                mask |= (1 << place) - (1 << begin)
            if place < last and cell.answer(self.pieces[place].sample) is True:
                mask |= 1 << place
            begin = place + 1
        return mask | (self.null if self.has_null and cell.answer(None) is True else 0)

    @cached_property
    def places(self) -> dict[tuple[str, Value], int]:
        """Where each point lies."""
        return {
            point_key(piece.sample): place
            for place, piece in enumerate(self.pieces)
            if piece.is_point
        }

    def is_known(self, row: int) -> bool:
        return all(cell is not None for cell in self.cells[row])


def type_of_input(clause: InputClause, known: Known) -> Type:
    """As declared, else as inferred; an enumeration when its values are plain words."""
    inferred = examine(clause.expression, known).type
    kind = _declared(clause.type) or inferred
    words = inferred.words if kind.kind == "string" else None
    listed = _listed_words(clause.values)
    if listed is not None and kind.kind in {"string", "any"}:
        words = listed
    plain = enumeration(words) if words is not None else present(kind)
    return optional(plain, inferred.missing) if inferred.nullable else plain


def column_of(table: DecisionTable, clauses: tuple[int, ...], known: Known) -> Column:
    first = table.inputs[clauses[0]]
    kind = type_of_input(first, known)
    cells = [[_cell(row.conditions[at]) for at in clauses] for row in table.rows]
    limits = [_cell(table.inputs[at].values or "") for at in clauses]
    title = first.expression.strip()
    limits += _about(title, known.limits.get(title, ()))
    asking = [*(cell for row in cells for cell in row), *limits]
    shared = _axis(kind, [*asking, *_conditions_on(title, known)])
    axis = shared if shared is not None else _axis(kind, asking)
    if axis is None:  # no common line: whatever asks something is unknown
        axis = [Piece("…", is_other=True)]
        cells = [[cell if cell and not cell.points else None for cell in row] for row in cells]
        limits = []
    allowed = [piece for piece in axis if all(_allows(limit, piece) for limit in limits)]
    null = [Piece(None)] if kind.nullable else []
    return Column(
        title,
        clauses,
        (*allowed, *null),
        bool(null),
        tuple(map(tuple, cells)),
        shared is not None,
    )


def _conditions_on(title: str, known: Known) -> list[Cell]:
    """Of the form: whether a question is shown may turn on the value of this column."""
    nodes = {
        node
        for asked in known.asked.values()
        for node in (*asked.shown_when, *(asked.answered_when or ()))
    }
    return _about(title, nodes)


def _about(title: str, conditions: Iterable[Node]) -> list[Cell]:
    found = (criterion(condition) for condition in conditions)
    return [each for each in found if each is not None and subject_name(each.subject) == title]


def _axis(kind: Type, cells: Iterable[Cell]) -> list[Piece] | None:
    known = [cell for cell in cells if cell is not None]
    points = [point for cell in known for point in cell.points]
    try:
        return pieces(present(kind), points, by_order=any(cell.by_order for cell in known))
    except NoAxis:
        return None


def _allows(limit: Cell, piece: Piece) -> bool:
    return limit is None or limit.answer(piece.sample) is True


def _cell(text: str) -> Cell:
    if not text.strip():
        return cell_criterion(compile_unary_tests("-").root)
    try:
        return cell_criterion(compile_unary_tests(text).root)
    except RuleError:
        return None


def _declared(name: str | None) -> Type | None:
    if name is None:
        return None
    try:
        found = of_kind(type_named(name, {}))
    except RuleError:
        return None
    return None if found == ANY else found


def _listed_words(values: str | None) -> frozenset[str] | None:
    """`"a", "b"` as words; None when it says anything else."""
    criterion = _cell(values) if values else None
    if criterion is None or criterion.by_order or not criterion.points:
        return None
    if not all(isinstance(point, str) for point in criterion.points):
        return None
    if criterion.answer("…") is True:  # not("a")
        return None
    return frozenset(criterion.points)
