"""How large a value is when written out: lists may share parts, so a small rule could make an endless one."""

from gapura.engines.rules.problems import Exhausted
from gapura.engines.rules.text import say
from gapura.engines.rules.values import Value

HEAVIEST = 100_000
DEEPEST = 60


class Weights:
    """Weighs each list and context once. What is too heavy or too deep ends the evaluation, so nothing
    that walks over a value later can be made to walk for ever."""

    def __init__(self) -> None:
        # The value is kept beside its weight: an id is only its own while the value lives.
        self._known: dict[int, tuple[int, int, Value]] = {}

    def of(self, value: Value) -> int:
        kind = type(value)
        if kind is not list and kind is not dict and kind is not str:
            return 1
        return self._measure(value)[0]

    def newly(self, value: Value) -> int:
        """The entries looked at to weigh this value; none when it was weighed before."""
        if id(value) in self._known:
            return 0
        self._measure(value)
        return len(value)

    def _measure(self, value: Value, around: int = 0) -> tuple[int, int]:
        if isinstance(value, str):
            return 1 + len(value) // 100, 0
        if not isinstance(value, (list, dict)):
            return 1, 0
        if known := self._known.get(id(value)):
            return known[0], known[1]
        weight, depth = 1, 0
        for entry in value.values() if isinstance(value, dict) else value:
            inner_weight, inner_depth = self._measure(entry, around + 1)
            weight += inner_weight
            depth = max(depth, inner_depth + 1)
            if weight > HEAVIEST or depth + around > DEEPEST:
                raise _too_large()
        self._known[id(value)] = weight, depth, value
        return weight, depth


def _too_large() -> Exhausted:
    return Exhausted(
        say(
            "aturan membuat daftar yang terlalu besar; sederhanakan aturannya",
            "the rule makes a list that is too large; make it simpler",
        )
    )
