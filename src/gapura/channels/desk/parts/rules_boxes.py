"""The boxes of a table as a page shows them: each with a name for the ear and whether it is wrong."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from gapura.channels.desk.parts.rules_grid import Column, Grid


@dataclass(frozen=True)
class Box:
    id: str
    label: str
    text: str
    is_wrong: bool = False


@dataclass(frozen=True)
class HeadingBoxes:
    """What a column is about, its kind, its limits, and of an outcome what holds when no row does."""

    number: int
    is_outcome: bool
    may_go: bool
    step: str
    about: Box
    kind: Box
    limits: Box
    default: Box | None


@dataclass(frozen=True)
class LineBoxes:
    number: int
    step: str
    boxes: tuple[Box, ...]


@dataclass(frozen=True)
class GridBoxes:
    headings: tuple[HeadingBoxes, ...]
    lines: tuple[LineBoxes, ...]

    @property
    def may_shrink(self) -> bool:
        return any(heading.may_go for heading in self.headings)


def boxes_of(grid: Grid, wrong: Collection[str]) -> GridBoxes:
    headings = [
        _heading(columns, at, wrong, part)
        for part, columns in (("syarat", grid.inputs), ("hasil", grid.outputs))
        for at in range(len(columns))
    ]
    lines = []
    for row, line in enumerate(grid.lines):
        labels = (_("Baris %(row)s, syarat %(column)s"), _("Baris %(row)s, hasil %(column)s"))
        written = zip("sh", labels, (line.conditions, line.outcomes), strict=True)
        boxes = [
            Box(
                f"{letter}-{row}-{at}",
                label % {"row": row + 1, "column": at + 1},
                text,
                f"{letter}-{row}-{at}" in wrong,
            )
            for letter, label, texts in written
            for at, text in enumerate(texts)
        ]
        lines.append(LineBoxes(row + 1, f"baris-{row}", tuple(boxes)))
    return GridBoxes(tuple(headings), tuple(lines))


def _heading(columns: Sequence[Column], at: int, wrong: Collection[str], part: str) -> HeadingBoxes:
    column, is_outcome = columns[at], part == "hasil"
    title = _("Hasil %(number)s") if is_outcome else _("Syarat %(number)s")
    called = title % {"number": at + 1}
    name = f"{part}-{at}"
    about = _("nama") if is_outcome else _("tentang")
    kind, limits, otherwise = _("jenis"), _("nilai yang boleh"), _("bila tidak ada baris")
    default = Box(f"{name}-bila", f"{called}, {otherwise}", column.default)
    return HeadingBoxes(
        at + 1,
        is_outcome,
        len(columns) > 1,
        name,
        Box(name, f"{called}, {about}", column.text, name in wrong),
        Box(f"{name}-jenis", f"{called}, {kind}", column.kind),
        Box(f"{name}-batas", f"{called}, {limits}", column.values),
        default if is_outcome else None,
    )
