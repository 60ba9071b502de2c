"""Decision requirement graphs: each decision is worked out once, when something needs it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from gapura.engines.decisions.diagram import (
    Decision,
    Element,
    InputData,
    Knowledge,
    Model,
    Service,
)
from gapura.engines.decisions.linking import Linked, Unreadable, link
from gapura.engines.decisions.tables import Decided
from gapura.engines.rules.problems import Exhausted, Fault, at
from gapura.engines.rules.scope import MISSING, STEPS, Run, Scope
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
            work.decided(),
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


Path = tuple[str, ...]
"""The imports through which a model is seen, by their names; a model seen in two ways may be given other values."""


class _Work:
    """The values known so far while a graph is worked out."""

    def __init__(
        self, parts: Mapping[str, Linked], run: Run, values: Mapping[str, Any] | None = None
    ) -> None:
        self._parts = parts
        self._run = run
        self._values = values or {}
        self._known: dict[tuple[Path, str], Value] = {}

    def answer(self, part: Linked) -> Value:
        value = self.value_of(part.key, ())
        if isinstance(part.element, (Knowledge, Service)) and isinstance(value, Function):
            return self._called(part, value)
        return value

    def _called(self, part: Linked, function: Function) -> Value:
        names = set(part.parameters) & self._values.keys()
        given = {name: from_python(self._values[name]) for name in names}
        try:
            return function.invoke(Scope(self._run), [], given)
        except Fault as fault:
            self._run.note(fault.sentence, None)
            return None

    def decided(self) -> dict[str, Value]:
        """The decisions of the model itself that were worked out."""
        own = ((self._parts[key], value) for (path, key), value in self._known.items() if not path)
        return {
            part.element.name: value for part, value in own if isinstance(part.element, Decision)
        }

    def give(self, key: str, path: Path, value: Value) -> None:
        self._known[path, key] = value

    def value_of(self, key: str, path: Path) -> Value:
        if (path, key) not in self._known:
            self._known[path, key] = self._worked_out(self._parts[key], path)
        return self._known[path, key]

    def _worked_out(self, part: Linked, path: Path) -> Value:
        element = part.element
        if isinstance(element, Service):
            return ServiceFunction(part, path, self._parts)
        if not isinstance(element, Knowledge):
            given = self._given(element, path)
            if given is not MISSING:
                return self._fitted(part, given)
        if isinstance(element, InputData):
            return None
        return Scope(self._run, self._frame(part, path)).value_of(part.node)

    def _given(self, element: Element, path: Path) -> Any:
        """What was given for an element: under the names of its imports, or an input by its own."""
        values: Any = self._values
        for name in path:
            values = values.get(name) if isinstance(values, Mapping) else None
        if isinstance(values, Mapping) and element.name in values:
            return values[element.name]
        is_input = isinstance(element, InputData)
        return self._values.get(element.name, MISSING) if is_input else MISSING

    def _fitted(self, part: Linked, value: object) -> Value:
        try:
            return _fitted(part, from_python(value))
        except Fault as fault:
            name = part.element.name
            self._run.note(
                say(f"{name}: {fault.sentence['id']}", f"{name}: {fault.sentence['en']}"), None
            )
            return None

    def _frame(self, part: Linked, path: Path) -> dict[str, Value]:
        frame: dict[str, Value] = {}
        for need in part.needs:
            if need.through:
                value = self.value_of(need.key, (*path, need.through))
                frame.setdefault(need.through, {})[need.name] = value
            else:
                frame[need.name] = self.value_of(need.key, path)
        return frame


class ServiceFunction(Function):
    """A decision service as something to call; inside it only what it is given is known."""

    __slots__ = ("_part", "_parts", "_path")

    def __init__(self, part: Linked, path: Path, parts: Mapping[str, Linked]) -> None:
        self._part = part
        self._path = path
        self._parts = parts

    def invoke(self, scope: Scope, positional: list[Value], named: Mapping[str, Value]) -> Value:
        names = self._part.parameters
        if (positional and len(positional) != len(names)) or not named.keys() <= set(names):
            raise Fault(
                say(
                    f"layanan ini meminta: {', '.join(names)}",
                    f"this service takes: {', '.join(names)}",
                )
            )
        given = dict(zip(names, positional, strict=True)) if positional else named
        work = _Work(self._parts, scope.run)
        for name, key in zip(names, self._part.given, strict=True):
            work.give(key, self._path, _fitted(self._parts[key], given.get(name)))
        return self._decide(work)

    def _decide(self, work: _Work) -> Value:
        decides = self._part.decides
        if len(decides) == 1:
            value = work.value_of(decides[0], self._path)
        else:
            value = {
                self._parts[key].element.name: work.value_of(key, self._path) for key in decides
            }
        wanted = self._part.result
        return value if wanted is None else wanted.fit(value)


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
