"""The parts that boxed expressions add to those of FEEL."""

from dataclasses import dataclass

from gapura.engines.decisions.types import Type
from gapura.engines.rules.comparing import all_true, any_true
from gapura.engines.rules.nodes.base import Node
from gapura.engines.rules.nodes.structures import item_frame
from gapura.engines.rules.problems import Fault
from gapura.engines.rules.scope import Scope
from gapura.engines.rules.text import Text, say
from gapura.engines.rules.values import Range, Value, describe


@dataclass(frozen=True)
class Broken(Node):
    """What could not be read; it has no value, and says why when asked."""

    sentence: Text

    def evaluate(self, scope: Scope) -> Value:
        raise Fault(self.sentence)


@dataclass(frozen=True)
class Typed(Node):
    """A value that must be of a type."""

    inner: Node
    type: Type

    def evaluate(self, scope: Scope) -> Value:
        return self.type.fit(scope.value_of(self.inner))


@dataclass(frozen=True)
class Contextual(Node):
    """Entries that see the ones before them, for the sake of one result."""

    entries: tuple[tuple[str, Node], ...]
    result: Node

    def evaluate(self, scope: Scope) -> Value:
        context: dict[str, Value] = {}
        inside = scope.within(context)
        for name, entry in self.entries:
            context[name] = inside.value_of(entry)
        return inside.value_of(self.result)


@dataclass(frozen=True)
class RowOf(Node):
    """A row of a relation: its cells do not see each other."""

    columns: tuple[str, ...]
    cells: tuple[Node, ...]

    def evaluate(self, scope: Scope) -> Value:
        values = (scope.value_of(cell) for cell in self.cells)
        return dict(zip(self.columns, values, strict=True))


@dataclass(frozen=True)
class Choice(Node):
    """A boxed conditional: unlike `if` it does not take what is neither true nor false for false."""

    condition: Node
    consequence: Node
    alternative: Node

    def evaluate(self, scope: Scope) -> Value:
        holds = scope.value_of(self.condition)
        if holds is not None and not isinstance(holds, bool):
            raise Fault(
                say("syaratnya bukan ya atau tidak", "the condition is neither true nor false")
            )
        return scope.value_of(self.consequence if holds else self.alternative)


@dataclass(frozen=True)
class Judged(Node):
    """A boxed `some` or `every`: every answer must be true, false or unknown."""

    quantifier: str
    answers: Node

    def evaluate(self, scope: Scope) -> Value:
        answers = scope.value_of(self.answers)
        if answers is None:
            return None
        _require_answers(answers)
        return all_true(answers) if self.quantifier == "every" else any_true(answers)


@dataclass(frozen=True)
class Listed(Node):
    """What a boxed iterator or filter goes through; a single value is not taken for a list."""

    inner: Node

    def evaluate(self, scope: Scope) -> Value:
        value = scope.value_of(self.inner)
        if isinstance(value, (list, Range)):
            return value
        shown = describe(value)
        raise Fault(
            say(
                f"yang ditelusuri bukan daftar melainkan {shown['id']}",
                f"what is gone through is not a list but {shown['en']}",
            )
        )


@dataclass(frozen=True)
class Kept(Node):
    """A boxed filter: the condition must be true, false or unknown for every item."""

    source: Node
    condition: Node

    def evaluate(self, scope: Scope) -> Value:
        entries = scope.value_of(self.source)
        if not isinstance(entries, list):
            return None
        answers = [scope.within(item_frame(entry)).value_of(self.condition) for entry in entries]
        _require_answers(answers)
        return [entry for entry, holds in zip(entries, answers, strict=True) if holds]


def _require_answers(answers: list[Value]) -> None:
    if not all(answer is None or isinstance(answer, bool) for answer in answers):
        raise Fault(say("syaratnya bukan ya atau tidak", "the condition is neither true nor false"))
