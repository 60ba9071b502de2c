"""The door: a table judged before it decides, by the algebra of its boxes and never by sampling."""

from collections.abc import Callable, Iterable, Iterator
from itertools import islice

from gapura.engines.decisions.analysis.boxes import (
    Box,
    Cover,
    TooLarge,
    Work,
    bits,
    meetings,
    shared,
)
from gapura.engines.decisions.analysis.cells import check_cells
from gapura.engines.decisions.analysis.findings import TableFinding
from gapura.engines.decisions.analysis.grids import Grid, grid_of
from gapura.engines.decisions.analysis.sentences import (
    depends,
    gap,
    impossible,
    misread,
    more_gaps,
    more_overlaps,
    not_judged,
    overlap,
    too_large,
    unreachable,
)
from gapura.engines.decisions.model import DecisionTable, HitPolicy
from gapura.engines.decisions.problems import TableError
from gapura.engines.decisions.tables import compile_table
from gapura.engines.rules.comparing import equal
from gapura.engines.rules.expressions import compile_expression
from gapura.engines.rules.inference.criteria import constant, is_constant
from gapura.engines.rules.inference.examining import Known
from gapura.engines.rules.problems import Fault, RuleError
from gapura.engines.rules.text import say
from gapura.engines.rules.values import Value

_UNKNOWN = say("hasilnya baru diketahui nanti", "the outcome is known only later")

__all__ = ["TableFinding", "check_table"]

MOST_OVERLAPS = 10
MOST_GAPS = 5
ONE_ANSWER = {HitPolicy.UNIQUE, HitPolicy.ANY, HitPolicy.PRIORITY, HitPolicy.FIRST}


def check_table(
    table: DecisionTable, known: Known, *, needs_answer: bool = True
) -> list[TableFinding]:
    """All that is wrong. `needs_answer`: a situation without a row is an error, unless there is a default."""
    try:
        compile_table(table)
    except TableError as error:
        return [misread(error)]
    found = list(check_cells(table, known))
    grid = grid_of(table, known)
    work = Work()
    for judge in _judges(table, needs_answer=needs_answer):
        try:
            found += judge(table, grid, work)
        except TooLarge:
            return [*found, too_large()]
    return [*found, *_limits(table, grid, needs_answer=needs_answer)]


Judge = Callable[[DecisionTable, Grid, Work], Iterable[TableFinding]]


def _judges(table: DecisionTable, *, needs_answer: bool) -> Iterator[Judge]:
    yield _impossible_rows
    if table.hit_policy == HitPolicy.FIRST:
        yield _unreachable_rows
    if table.hit_policy in {HitPolicy.UNIQUE, HitPolicy.ANY}:
        yield _overlaps
    if _must_answer(table, needs_answer=needs_answer):
        yield _gaps
        yield _gaps_when_missing


def _must_answer(table: DecisionTable, *, needs_answer: bool) -> bool:
    has_default = any(output.default is not None for output in table.outputs)
    return needs_answer and not has_default and table.hit_policy in ONE_ANSWER


def _limits(table: DecisionTable, grid: Grid, *, needs_answer: bool) -> list[TableFinding]:
    """What could not be judged is said."""
    is_judged = table.hit_policy in {HitPolicy.UNIQUE, HitPolicy.ANY, HitPolicy.FIRST}
    if not (is_judged or _must_answer(table, needs_answer=needs_answer)):
        return []
    said = [not_judged(grid.unknown)] if grid.unknown else []
    return [*said, depends()] if grid.is_dependent else said


def _impossible_rows(table: DecisionTable, grid: Grid, work: Work) -> Iterator[TableFinding]:
    for row, box in enumerate(grid.boxes):
        empty = [column for column, mask in zip(grid.columns, box, strict=True) if not mask]
        if empty:
            yield impossible(row, empty[0])


def _unreachable_rows(table: DecisionTable, grid: Grid, work: Work) -> Iterator[TableFinding]:
    exact = sum(1 << row for row in grid.exact)
    for row, together in enumerate(meetings(grid.boxes, work)):
        box = grid.boxes[row]
        meeting = list(bits(together & exact & ((1 << row) - 1)))
        if not all(box) or not meeting:
            continue
        alone = [each for each in meeting if shared(grid.boxes[each], box) == box]
        if alone or Cover([grid.boxes[each] for each in meeting], box, work).is_complete():
            yield unreachable(row, alone[:1] or meeting)


def _overlaps(table: DecisionTable, grid: Grid, work: Work) -> Iterator[TableFinding]:
    if grid.is_dependent:
        return
    pairs = _overlapping(table, grid, work)
    for one, other, both in islice(pairs, MOST_OVERLAPS):
        yield overlap(one, other, grid.columns, both, table.hit_policy)
    left = sum(1 for _ in pairs)
    if left:
        yield more_overlaps(left)


def _overlapping(table: DecisionTable, grid: Grid, work: Work) -> Iterator[tuple[int, int, Box]]:
    exact = sum(1 << row for row in grid.exact)
    for one, together in enumerate(meetings(grid.boxes, work)):
        later = together & exact & ~((2 << one) - 1) if one in grid.exact else 0
        for other in bits(later):
            work.spend(1)
            both = shared(grid.boxes[one], grid.boxes[other])
            if both is None or not _can_happen(grid, both, work):
                continue
            if table.hit_policy == HitPolicy.UNIQUE or _disagree(table, one, other):
                yield one, other, both


def _can_happen(grid: Grid, box: Box, work: Work) -> bool:
    return not grid.impossible or not Cover(grid.impossible, box, work).is_complete()


def _disagree(table: DecisionTable, one: int, other: int) -> bool:
    """Whether two rows of an ANY table certainly give different outcomes."""
    pairs = zip(table.rows[one].outcomes, table.rows[other].outcomes, strict=True)
    for left, right in pairs:
        try:
            if equal(_constant(left), _constant(right)) is False:
                return True
        except Fault:
            continue
    return False


def _constant(text: str) -> Value:
    if not text.strip():
        return None
    try:
        root = compile_expression(text).root
    except RuleError as error:
        raise Fault(error.sentence) from None
    if not is_constant(root):
        raise Fault(_UNKNOWN)
    return constant(root)


def _gaps(table: DecisionTable, grid: Grid, work: Work) -> Iterator[TableFinding]:
    if grid.is_dependent or not all(grid.all_present):
        return
    left = Cover((*grid.boxes, *grid.impossible), grid.all_present, work).left()
    for box in left[:MOST_GAPS]:
        yield gap(grid.columns, box)
    if len(left) > MOST_GAPS:
        yield more_gaps(len(left) - MOST_GAPS)


def _gaps_when_missing(table: DecisionTable, grid: Grid, work: Work) -> Iterator[TableFinding]:
    """One finding for each value that may be missing and that no row then takes up."""
    if grid.is_dependent:
        return
    for place, column in enumerate(grid.columns):
        if column.has_null:
            within = (*grid.everything[:place], column.null, *grid.everything[place + 1 :])
            left = Cover((*grid.boxes, *grid.impossible), within, work).left()
            if left:
                box = shared(left[0], _only_missing(grid, place)) or left[0]
                yield gap(grid.columns, box, is_missing=True)


def _only_missing(grid: Grid, place: int) -> Box:
    present = grid.all_present
    return (*present[:place], grid.columns[place].null, *present[place + 1 :])
