"""One evaluation while it runs: its values, its clock, its budget, and the names in reach."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, Final, Protocol

from gapura.engines.rules.problems import Exhausted, Fault, Place, at
from gapura.engines.rules.text import Text, say
from gapura.engines.rules.values import Prepared, Value, from_python
from gapura.engines.rules.weights import Weights

STEPS = 10_000
DEPTH = 150
MISSING: Final = object()


class Evaluable(Protocol):
    @property
    def makes_values(self) -> bool: ...

    @property
    def place(self) -> Place | None: ...

    def evaluate(self, scope: "Scope") -> Value: ...


class Run:
    """What all parts of one evaluation share."""

    __slots__ = (
        "_weights",
        "depth",
        "inputs",
        "now",
        "problem",
        "steps",
        "today",
        "trail",
        "values",
    )

    def __init__(
        self,
        values: Mapping[str, object],
        today: date,
        now: datetime | None = None,
        steps: int = STEPS,
    ) -> None:
        self.values = values
        self.today = today
        self.now = now
        self.steps = steps
        self.depth = 0
        self.problem: Text | None = None
        self.inputs: dict[str, Value] = {}
        self.trail: list[Any] = []
        """What the tables of this evaluation decided, for the explanation."""
        self._weights: Weights | None = None

    @property
    def weights(self) -> Weights:
        if self._weights is None:
            self._weights = Weights()
        return self._weights

    def spend(self, steps: int) -> None:
        self.steps -= steps
        if self.steps < 0:
            raise Exhausted(
                say(
                    "aturan terlalu panjang dihitung; sederhanakan atau pecah menjadi beberapa aturan",
                    "the rule takes too long to work out; make it simpler or split it",
                )
            )

    def note(self, sentence: Text, place: Place | None) -> None:
        """The first problem is the one that explains the others."""
        if self.problem is None:
            self.problem = at(sentence, place)

    def input(self, name: str) -> Value:
        found = self.inputs.get(name, MISSING)
        if found is MISSING:
            found = self.values[name]
            if type(self.values) is not Prepared:
                found = from_python(found)
            self.inputs[name] = found
        return found


class Scope:
    """Names in reach at one point of a rule, innermost first."""

    __slots__ = ("frame", "outer", "run")

    def __init__(
        self, run: Run, frame: Mapping[str, Value] | None = None, outer: "Scope | None" = None
    ) -> None:
        self.run = run
        self.frame = {} if frame is None else frame
        self.outer = outer

    def within(self, frame: Mapping[str, Value]) -> "Scope":
        return Scope(self.run, frame, self)

    def find(self, name: str) -> Value:
        """The value of a name, or MISSING."""
        scope: Scope | None = self
        while scope is not None:
            if name in scope.frame:
                return scope.frame[name]
            scope = scope.outer
        return self.run.input(name) if name in self.run.values else MISSING

    def value_of(self, node: Evaluable) -> Value:
        """The value of a part of the rule; a fault inside makes this part null."""
        run = self.run
        run.steps -= 1
        run.depth += 1
        try:
            if run.steps < 0 or run.depth > DEPTH:
                run.spend(0)
                raise _too_deep()
            value = node.evaluate(self)
            if node.makes_values:
                _pay_for(value, run)
        except Fault as fault:
            run.note(fault.sentence, node.place)
        except (ArithmeticError, ValueError):
            run.note(_OUT_OF_REACH, node.place)
        else:
            return value
        finally:
            run.depth -= 1
        return None


def _pay_for(value: Value, run: Run) -> None:
    """What is large costs more, because something may walk over it later."""
    kind = type(value)
    if kind is list or kind is dict:
        run.spend(run.weights.newly(value) // 10)
    elif kind is str and len(value) > 1000:
        run.spend(len(value) // 1000)


_OUT_OF_REACH = say(
    "hasilnya tidak ada atau terlalu besar", "the result does not exist or is too large"
)


def _too_deep() -> Exhausted:
    return Exhausted(
        say(
            "aturan bersarang terlalu dalam; pecah menjadi beberapa aturan",
            "the rule is nested too deeply; split it into several rules",
        )
    )
