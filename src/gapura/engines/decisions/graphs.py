"""Decision requirement graphs: each decision is worked out once, when something needs it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from gapura.engines.decisions.diagram import Decision, InputData, Knowledge, Model, Service
from gapura.engines.decisions.linking import Linked, Unreadable, link
from gapura.engines.decisions.tables import Decided
from gapura.engines.rules.problems import Exhausted, Fault, at
from gapura.engines.rules.scope import STEPS, Run, Scope
from gapura.engines.rules.text import Text, say
from gapura.engines.rules.values import Function, Value, from_python

__all__ = ["Answer", "CompiledGraph", "Unreadable", "compile_graph"]

MOST_STEPS = 50 * STEPS


@dataclass(frozen=True)
class Answer:
    """The value of a decision, and what was worked out on the way."""

    value: Any
    problem: Text | None = None
    decisions: Mapping[str, Any] = field(default_factory=dict)
    """The value of each decision that was needed."""
    tables: tuple[tuple[str, Decided], ...] = ()
    """The tables that decided, in order, each with its name."""


@dataclass(frozen=True)
class CompiledGraph:
    """A model ready to decide."""

    model: Model
    problems: tuple[Unreadable, ...]
    """Everything that could not be read; the parts concerned are null and say so."""
    parts: Mapping[str, Linked] = field(repr=False, compare=False)

    def evaluate(
        self, decision: str, values: Mapping[str, Any], *, today: date, now: datetime | None = None
    ) -> Answer:
        """Total: the value of a decision by its name, from the values of inputs by theirs. Decisions that
        are given a value are not worked out. A service or a knowledge model is called with them."""
        part = self._named(decision)
        if part is None:
            return Answer(None, _no_such(decision))
        run = Run({}, today, now, steps=min(MOST_STEPS, STEPS * (1 + len(self.parts))))
        work = _Work(self.parts, run, values)
        try:
            value = work.answer(part)
        except Exhausted as exhausted:
            return Answer(None, at(exhausted.sentence, None))
        except RecursionError:
            return Answer(None, _TOO_DEEP)
        return Answer(
            value,
            run.problem if value is None else None,
            work.decided(self.model.namespace),
            tuple(run.trail),
        )

    def inputs_of(self, decision: str) -> frozenset[str]:
        """The names of the inputs that a decision, or what it requires, speaks of."""
        part = self._named(decision)
        waiting, seen = [part.key] if part else [], set()
        while waiting:
            key = waiting.pop()
            if key not in seen:
                seen.add(key)
                linked = self.parts[key]
                waiting += [need.key for need in linked.needs] + [*linked.given, *linked.decides]
        found = (self.parts[key].element for key in seen)
        return frozenset(each.name for each in found if isinstance(each, InputData))

    def _named(self, name: str) -> Linked | None:
        own = [part for part in self.parts.values() if part.namespace == self.model.namespace]
        for kind in (Decision, Service, Knowledge):
            for part in own:
                if isinstance(part.element, kind) and part.element.name == name:
                    return part
        return None


def compile_graph(model: Model, *, imported: Iterable[Model] = ()) -> CompiledGraph:
    """Never refuses: `problems` of the graph name what could not be read."""
    linked = link(model, tuple(imported))
    return CompiledGraph(model, linked.problems, linked.parts)


class _Work:
    """The values known so far while a graph is worked out."""

    def __init__(
        self, parts: Mapping[str, Linked], run: Run, values: Mapping[str, Any] | None = None
    ) -> None:
        self._parts = parts
        self._run = run
        self._values = values or {}
        self._known: dict[str, Value] = {}

    def answer(self, part: Linked) -> Value:
        value = self.value_of(part.key)
        if isinstance(part.element, (Knowledge, Service)) and isinstance(value, Function):
            return self._called(value)
        return value

    def _called(self, function: Function) -> Value:
        given = {name: from_python(value) for name, value in self._values.items()}
        try:
            return function.invoke(Scope(self._run), [], given)
        except Fault as fault:
            self._run.note(fault.sentence, None)
            return None

    def decided(self, namespace: str) -> dict[str, Value]:
        parts = [self._parts[key] for key in self._known]
        return {
            part.element.name: self._known[part.key]
            for part in parts
            if isinstance(part.element, Decision) and part.namespace == namespace
        }

    def give(self, key: str, value: Value) -> None:
        self._known[key] = value

    def value_of(self, key: str) -> Value:
        if key not in self._known:
            self._known[key] = self._worked_out(self._parts[key])
        return self._known[key]

    def _worked_out(self, part: Linked) -> Value:
        element = part.element
        if isinstance(element, Service):
            return ServiceFunction(part, self._parts)
        if not isinstance(element, Knowledge) and element.name in self._values:
            return self._given(part, self._values[element.name])
        if isinstance(element, InputData):
            return None
        return Scope(self._run, self._frame(part)).value_of(part.node)

    def _given(self, part: Linked, value: object) -> Value:
        given = from_python(value)
        if part.type is None:
            return given
        try:
            return part.type.fit(given)
        except Fault as fault:
            name = part.element.name
            self._run.note(
                say(f"{name}: {fault.sentence['id']}", f"{name}: {fault.sentence['en']}"), None
            )
            return None

    def _frame(self, part: Linked) -> dict[str, Value]:
        frame: dict[str, Value] = {}
        for need in part.needs:
            value = self.value_of(need.key)
            if need.through:
                frame.setdefault(need.through, {})[need.name] = value
            else:
                frame[need.name] = value
        return frame


class ServiceFunction(Function):
    """A decision service as something to call; inside it only what it is given is known."""

    __slots__ = ("_part", "_parts")

    def __init__(self, part: Linked, parts: Mapping[str, Linked]) -> None:
        self._part = part
        self._parts = parts

    def invoke(self, scope: Scope, positional: list[Value], named: Mapping[str, Value]) -> Value:
        given = dict(zip(self._part.given, positional, strict=False))
        names = {self._parts[key].element.name: key for key in self._part.given}
        given.update({names[name]: value for name, value in named.items() if name in names})
        unknown = [name for name in named if name not in names]
        if unknown or len(positional) > len(names) or (positional and len(positional) < len(names)):
            raise Fault(
                say(
                    f"layanan ini meminta: {', '.join(names)}",
                    f"this service takes: {', '.join(names)}",
                )
            )
        return self._decide(scope, given)

    def _decide(self, scope: Scope, given: Mapping[str, Value]) -> Value:
        work = _Work(self._parts, scope.run)
        for key in self._part.given:
            work.give(key, _fitted(self._parts[key], given.get(key)))
        decides = self._part.decides
        if len(decides) == 1:
            return work.value_of(decides[0])
        return {self._parts[key].element.name: work.value_of(key) for key in decides}


def _fitted(part: Linked, value: Value) -> Value:
    return value if part.type is None else part.type.fit(value)


def _no_such(name: str) -> Text:
    return say(
        f"tidak ada keputusan bernama {name} dalam model ini",
        f"there is no decision named {name} in this model",
    )


_TOO_DEEP = say(
    "keputusan ini bergantung terlalu dalam pada keputusan lain; pecah modelnya",
    "this decision depends too deeply on others; split the model",
)
