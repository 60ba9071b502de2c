"""One thing that is wrong with a table, with the cell a person would look at."""

from dataclasses import dataclass
from typing import Literal

from gapura.engines.rules.inference.remarks import START, Remark, Severity
from gapura.engines.rules.problems import Place
from gapura.engines.rules.text import Text

Part = Literal["table", "input", "output", "condition", "outcome"]


@dataclass(frozen=True)
class TableFinding:
    """`row` and `clause` are counted from 0; `place` is inside the text of that cell."""

    code: str
    sentence: Text
    remedy: Text
    part: Part = "table"
    row: int | None = None
    clause: int | None = None
    place: Place = START
    severity: Severity = "error"
    rows: tuple[int, ...] = ()
    """All rows it is about."""
    example: tuple[tuple[str, str], ...] = ()
    """A situation that shows it: the heading of each column and a value, as FEEL writes it."""


def of_remark(
    remark: Remark, part: Part, *, row: int | None = None, clause: int | None = None
) -> TableFinding:
    return TableFinding(
        remark.code,
        remark.sentence,
        remark.remedy,
        part,
        row,
        clause,
        remark.place,
        remark.severity,
        (row,) if row is not None else (),
    )
