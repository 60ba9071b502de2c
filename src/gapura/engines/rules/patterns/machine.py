"""Runs a compiled pattern: every pair of instruction and position is tried once, so no pattern can hang us."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

CHAR, SPLIT, JUMP, SAVE, TEST, BACK, LOOP, MATCH = range(8)
"""One character; try a then b; go on at a; remember the place; look around; group again; leave an
empty round; done."""

Instruction = tuple[int, Any, Any]
Groups = list[tuple[int, int]]
"""Begin and end of the whole match and of each group; -1 for a group that took no part."""


Spend = Callable[[int], None]
"""Takes steps from the budget of the rule; raises when there are no more."""
_STEPS_AT_ONCE = 50


_STEPS_A_SEARCH = 10
"""What it costs to begin at all, in steps of the machine."""


class Effort:
    """The steps of the machine so far; many short searches together cost what one long one does."""

    def __init__(self, spend: Spend) -> None:
        self._spend = spend
        self._steps = 0

    def step(self, steps: int = 1) -> None:
        self._steps += steps
        if self._steps >= _STEPS_AT_ONCE:
            self._steps -= _STEPS_AT_ONCE
            self._spend(1)


@dataclass(frozen=True)
class Pattern:
    program: tuple[Instruction, ...]
    slots: int
    groups: int
    has_references: bool
    same: Callable[[str, str], bool]

    def find(self, text: str, start: int, effort: Effort) -> Groups | None:
        """The first match at or after `start`; one step of the rule pays for fifty of the machine."""
        effort.step(_STEPS_A_SEARCH)
        seen: set[tuple[int, int]] = set()
        for begin in range(start, len(text) + 1):
            saved = self._match(text, begin, effort, seen)
            if saved is not None:
                return [(saved[i * 2], saved[i * 2 + 1]) for i in range(self.groups + 1)]
        return None

    def _match(  # noqa: C901, PLR0912 - one loop over eight instructions reads best in one piece
        self, text: str, begin: int, effort: Effort, seen: set[tuple[int, int]]
    ) -> tuple[int, ...] | None:
        """Depth first, so the leftmost alternative wins. A state that failed once fails again, whatever
        led to it; only back references make the path matter."""
        waiting = [(0, begin, (-1,) * self.slots)]
        while waiting:
            counter, position, saved = waiting.pop()
            while True:
                effort.step()
                if not self.has_references:
                    if (counter, position) in seen:
                        break
                    seen.add((counter, position))
                operation, first, second = self.program[counter]
                counter += 1
                if operation == MATCH:
                    return saved
                if operation == CHAR:
                    if position >= len(text) or not first(text[position]):
                        break
                    position += 1
                elif operation == SPLIT:
                    waiting.append((second, position, saved))
                    counter = first
                elif operation == JUMP:
                    counter = first
                elif operation == SAVE:
                    saved = (*saved[:first], position, *saved[first + 1 :])
                elif operation == TEST:
                    if not first(text, position):
                        break
                elif operation == LOOP:
                    if saved[first] == position:
                        break
                else:
                    end = self._repeated(text, position, saved[first * 2], saved[first * 2 + 1])
                    if end is None:
                        break
                    position = end
        return None

    def _repeated(self, text: str, position: int, begin: int, end: int) -> int | None:
        """The position after the same text as a group took, if it stands here."""
        if begin < 0 or end < 0:
            return position
        group = text[begin:end]
        here = text[position : position + len(group)]
        return position + len(group) if self.same(here, group) else None
