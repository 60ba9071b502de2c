"""Ties the parts of a model, and of the models it imports, to each other; nothing is worked out here."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from graphlib import CycleError, TopologicalSorter

from gapura.engines.decisions.assembling import Reach, assemble
from gapura.engines.decisions.diagram import (
    Decision,
    Element,
    InputData,
    Knowledge,
    Model,
    Service,
)
from gapura.engines.decisions.naming import define_types, member_names
from gapura.engines.decisions.parts import Broken, Typed
from gapura.engines.decisions.types import Type
from gapura.engines.rules.expressions import Surroundings
from gapura.engines.rules.nodes.base import Literal, Node
from gapura.engines.rules.nodes.calls import FunctionDefinition
from gapura.engines.rules.problems import Place, RuleError
from gapura.engines.rules.text import Text, say


@dataclass(frozen=True)
class Unreadable:
    """A part of a model that could not be read: the name of its element, and the error with its place."""

    element: str
    error: RuleError

    @property
    def sentence(self) -> Text:
        said = self.error.sentence
        return say(f"{self.element}: {said['id']}", f"{self.element}: {said['en']}")


@dataclass(frozen=True)
class Need:
    """A requirement, and the name by which the element that has it speaks of it."""

    key: str
    name: str
    through: str = ""
    """The name of the import it comes through."""


@dataclass(frozen=True)
class Linked:
    """An element with everything it needs found."""

    key: str
    namespace: str
    element: Element
    node: Node = field(default_factory=lambda: Literal(None))
    type: Type | None = None
    needs: tuple[Need, ...] = ()
    given: tuple[str, ...] = ()
    """For a service: the keys of what it is called with, in the order of its parameters."""
    decides: tuple[str, ...] = ()
    parameters: tuple[str, ...] = ()
    """The names of what a service or a knowledge model is called with."""

    @property
    def result(self) -> Type | None:
        """The type of what a function gives; that of its variable may be the function's or the result's."""
        if self.type is None or self.type.name != "function":
            return self.type
        return self.type.inner[-1] if self.type.inner else None


@dataclass(frozen=True)
class LinkedModel:
    parts: Mapping[str, Linked]
    problems: tuple[Unreadable, ...]


def link(model: Model, imported: tuple[Model, ...]) -> LinkedModel:
    linker = _Linker(model, imported)
    return LinkedModel(linker.parts(), tuple(linker.problems))


class _Linker:
    def __init__(self, model: Model, imported: tuple[Model, ...]) -> None:
        self.problems: list[Unreadable] = []
        self._models = {each.namespace: each for each in (*imported, model)}
        self._types: dict[str, dict[str, Type]] = {}
        self._elements = {
            f"{each.namespace}#{element.id}": (each, element)
            for each in self._models.values()
            for element in each.elements
        }
        names = {element.name for _model, element in self._elements.values()}
        for each in self._models.values():
            names.update(member_names(each.types))
        self._members = frozenset(names)

    def parts(self) -> dict[str, Linked]:
        parts = {
            key: self._linked(key, model, element)
            for key, (model, element) in self._elements.items()
        }
        for key in _in_circles({key: _keys_of(part) for key, part in parts.items()}):
            sentence = say(
                "bergantung pada dirinya sendiri; pecah lingkarannya",
                "depends on itself; break the circle",
            )
            self.problems.append(
                Unreadable(parts[key].element.name, RuleError(sentence, Place(1, 1)))
            )
            parts[key] = replace(parts[key], node=Broken(sentence), needs=(), decides=())
        return parts

    def _linked(self, key: str, model: Model, element: Element) -> Linked:
        reach = self._reach(model, element.name)
        wanted = reach.type(element.type)
        part = Linked(key, model.namespace, element, type=wanted)
        if isinstance(element, InputData):
            return part
        if isinstance(element, Service):
            return self._service(part, model, element)
        needs = tuple(self._needs(model, element))
        reach = reach.plus(*(need.through or need.name for need in needs))
        if isinstance(element, Knowledge):
            return replace(_knowledge(part, element, reach), needs=needs)
        node = assemble(element.logic, reach)
        return replace(part, node=Typed(node, wanted) if wanted else node, needs=needs)

    def _service(self, part: Linked, model: Model, service: Service) -> Linked:
        # The standard's order: input data before input decisions.
        given = self._keys(model, service.name, (*service.given_inputs, *service.given_decisions))
        decides = self._keys(model, service.name, service.decides)
        keys = tuple(given)
        names = tuple(self._elements[key][1].name for key in keys)
        return replace(part, given=keys, decides=tuple(decides), parameters=names)

    def _needs(self, model: Model, element: Decision | Knowledge) -> Iterator[Need]:
        for key in self._keys(model, element.name, element.requires):
            origin, needed = self._elements[key]
            through = "" if origin is model else _import_name(model, origin)
            yield Need(key, needed.name, through)

    def _keys(self, model: Model, name: str, ids: Iterable[str]) -> Iterator[str]:
        for reference in ids:
            namespace, _sign, local = reference.rpartition("#")
            key = f"{namespace or model.namespace}#{local}"
            if key in self._elements:
                yield key
            else:
                self._report(
                    name,
                    say(
                        f"memerlukan {reference}, yang tidak ada dalam model",
                        f"requires {reference}, which is not in the model",
                    ),
                )

    def _reach(self, model: Model, name: str) -> Reach:
        def report(error: RuleError) -> None:
            self.problems.append(Unreadable(name, error))

        around = Surroundings(self._types_of(model), self._members)
        return Reach(frozenset(), around, report)

    def _types_of(self, model: Model) -> dict[str, Type]:
        if model.namespace in self._types:
            return self._types[model.namespace]
        self._types[model.namespace] = {}
        imported: dict[str, Type] = {}
        for each in model.imports:
            if each.namespace not in self._models:
                self._report(
                    model.name,
                    say(
                        f"memuat model {each.namespace} yang tidak diberikan",
                        f"imports the model {each.namespace}, which was not given",
                    ),
                )
                continue
            prefix = f"{each.name}." if each.name else ""
            found = self._types_of(self._models[each.namespace])
            imported.update({prefix + name: kind for name, kind in found.items()})

        def report(name: str, error: RuleError) -> None:
            self.problems.append(Unreadable(name, error))

        self._types[model.namespace] = define_types(model.types, imported, report)
        return self._types[model.namespace]

    def _report(self, name: str, sentence: Text) -> None:
        self.problems.append(Unreadable(name, RuleError(sentence, Place(1, 1))))


def _knowledge(part: Linked, knowledge: Knowledge, reach: Reach) -> Linked:
    node = assemble(knowledge.logic, reach)
    if not isinstance(node, FunctionDefinition) or knowledge.logic is None:
        return replace(part, node=node)
    if part.result is not None:
        node = replace(node, body=Typed(node.body, part.result))
    names = tuple(entry.name for entry in knowledge.logic.parameters)
    return replace(part, node=node, parameters=names)


def _import_name(model: Model, origin: Model) -> str:
    names = [each.name for each in model.imports if each.namespace == origin.namespace]
    return names[0] if names else ""


def _keys_of(part: Linked) -> tuple[str, ...]:
    return (*(need.key for need in part.needs), *part.decides)


def _in_circles(needs: Mapping[str, tuple[str, ...]]) -> list[str]:
    """The elements that can never be worked out, because they wait for each other."""
    left = {key: set(others) for key, others in needs.items()}
    found: list[str] = []
    while True:
        try:
            TopologicalSorter(left).prepare()
        except CycleError as error:
            circle = [key for key in error.args[1] if key not in found]
            found += dict.fromkeys(circle)
            for key in circle:
                left[key] = set()
        else:
            return found
