"""Sets of situations as boxes over pieces of each column: what a set of rows covers, and what it leaves."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

MOST_WORK = 400_000
"""Pieces looked at before a table is called too large."""

Mask = int
"""The pieces of one column, a bit for each."""
Box = tuple[Mask, ...]
"""One mask for each column: all situations whose pieces lie in the masks."""


class TooLarge(Exception):
    """More work than a check may take."""


@dataclass
class Work:
    """What one check may still do."""

    left: int = MOST_WORK

    def spend(self, pieces: int) -> None:
        self.left -= pieces
        if self.left < 0:
            raise TooLarge


def shared(one: Box, other: Box) -> Box | None:
    """Where two boxes meet."""
    both = tuple(left & right for left, right in zip(one, other, strict=True))
    return both if all(both) else None


def merged(boxes: list[Box]) -> list[Box]:
    """The same situations in fewer boxes: those that differ in one column become one."""
    before = len(boxes) + 1
    while len(boxes) < before:
        before = len(boxes)
        for column in range(len(boxes[0]) if boxes else 0):
            masks: dict[Box, Mask] = defaultdict(int)
            for box in boxes:
                masks[(*box[:column], 0, *box[column + 1 :])] |= box[column]
            boxes = [(*key[:column], mask, *key[column + 1 :]) for key, mask in masks.items()]
    return boxes


def bits(mask: Mask) -> Iterator[int]:
    while mask:
        lowest = mask & -mask
        yield lowest.bit_length() - 1
        mask ^= lowest


def holding(rows: Sequence[Box], column: int, work: Work) -> dict[int, int]:
    """For each piece of a column the rows that hold there, a bit for each."""
    found: dict[int, int] = defaultdict(int)
    for number, row in enumerate(rows):
        work.spend(row[column].bit_count() + 1)
        for piece in bits(row[column]):
            found[piece] |= 1 << number
    return found


def meetings(rows: Sequence[Box], work: Work) -> list[int]:
    """For each row the rows it shares a situation with, itself among them, a bit for each."""
    meeting = [(1 << len(rows)) - 1] * len(rows)
    for column in range(len(rows[0]) if rows else 0):
        by_piece = holding(rows, column, work)
        for number, row in enumerate(rows):
            together = 0
            for piece in bits(row[column]):
                together |= by_piece[piece]
            meeting[number] &= together
    return meeting


@dataclass
class Cover:
    """What several boxes leave of another, found column by column."""

    rows: Sequence[Box]
    within: Box
    work: Work = field(default_factory=Work)

    def __post_init__(self) -> None:
        meeting = [row for row in self.rows if shared(row, self.within)]
        self._rows = meeting
        self._columns = len(self.within)
        self._holding = [self._by_piece(column) for column in range(self._columns)]
        self._full_from = self._rows_full_from()
        self._memo: dict[tuple[int, int], list[Box]] = {}

    def left(self) -> list[Box]:
        """Boxes that no row covers, together all of them."""
        return merged(self._left(0, (1 << len(self._rows)) - 1))

    def is_complete(self) -> bool:
        return not self._left(0, (1 << len(self._rows)) - 1)

    def _by_piece(self, column: int) -> list[tuple[int, int]]:
        """Each piece of the column as a bit, with the rows that hold there."""
        narrowed = [(row[column] & self.within[column],) for row in self._rows]
        by_piece = holding(narrowed, 0, self.work)
        return [(1 << piece, by_piece.get(piece, 0)) for piece in bits(self.within[column])]

    def _rows_full_from(self) -> list[int]:
        """For each column the rows that ask nothing from it on."""
        result = [0] * self._columns + [(1 << len(self._rows)) - 1]
        for column in reversed(range(self._columns)):
            full = 0
            for number, row in enumerate(self._rows):
                is_full = self.within[column] & ~row[column] == 0
                full |= is_full << number
            result[column] = result[column + 1] & full
        return result

    def _left(self, column: int, rows: int) -> list[Box]:
        if rows & self._full_from[column]:
            return []
        if not rows or column == self._columns:
            return [self.within[column:]]
        known = self._memo.get((column, rows))
        if known is None:
            known = self._memo[column, rows] = self._split(column, rows)
        return known

    def _split(self, column: int, rows: int) -> list[Box]:
        groups: dict[int, Mask] = defaultdict(int)
        self.work.spend(len(self._holding[column]))
        for piece, holding in self._holding[column]:
            groups[holding & rows] |= piece
        left: list[Box] = []
        for holding, mask in groups.items():
            for rest in self._left(column + 1, holding):
                self.work.spend(1)
                left.append((mask, *rest))
        return left
