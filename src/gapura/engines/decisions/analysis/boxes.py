"""Sets of situations as boxes over pieces of each column: what a set of rows covers, and what it leaves."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

MOST_WORK = 300_000
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
    place = 0
    while mask:
        if mask & 1:
            yield place
        mask >>= 1
        place += 1


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
        found = []
        for piece in bits(self.within[column]):
            holding = 0
            for number, row in enumerate(self._rows):
                holding |= (row[column] >> piece & 1) << number
            found.append((1 << piece, holding))
        self.work.spend(len(found) * (1 + len(self._rows) // 16))
        return found

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
