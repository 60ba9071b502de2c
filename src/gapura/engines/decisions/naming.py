"""The named types of a model, made into something that can tell whether a value is of them."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from gapura.engines.decisions.diagram import TypeDefinition
from gapura.engines.decisions.matching import Test, quick_test
from gapura.engines.decisions.types import Type, type_named
from gapura.engines.rules.expressions import Surroundings, compile_unary_tests
from gapura.engines.rules.nodes.kinds import Kind
from gapura.engines.rules.nodes.operators import INPUT
from gapura.engines.rules.problems import Exhausted, Place, RuleError
from gapura.engines.rules.scope import Run, Scope
from gapura.engines.rules.text import say
from gapura.engines.rules.values import Value

STEPS_A_VALUE = 200
_ANY = Kind("Any")
Report = Callable[[str, RuleError], None]


@dataclass(frozen=True, eq=False)
class NamedType:
    """What a type definition asks of a value."""

    base: Type
    members: tuple[tuple[str, Type], ...] = ()
    allowed: Test | None = None
    constraint: Test | None = None
    is_list: bool = False

    def holds(self, value: Value) -> bool:
        if not self.is_list:
            return self._holds_one(value)
        return isinstance(value, list) and all(
            each is None or self._holds_one(each) for each in value
        )

    def allows(self, value: Value) -> bool:
        entries = value if self.is_list else [value]
        return all(map(self._allows_one, entries)) and _passes(self.constraint, value)

    def _holds_one(self, value: Value) -> bool:
        if self.members:
            return isinstance(value, dict) and all(
                name in value and kind.accepts(value[name]) for name, kind in self.members
            )
        return self.base.holds(value)

    def _allows_one(self, value: Value) -> bool:
        if value is None:
            return True
        if self.members:
            return all(kind.allows(value.get(name)) for name, kind in self.members)
        return self.base.allows(value) and _passes(self.allowed, value)


def define_types(
    definitions: Iterable[TypeDefinition], imported: dict[str, Type], report: Report
) -> dict[str, Type]:
    """Every type of a model by its name; what cannot be read is reported and accepts anything."""
    return _Definer({each.name: each for each in definitions}, imported, report).all()


class _Definer:
    def __init__(
        self, definitions: dict[str, TypeDefinition], imported: dict[str, Type], report: Report
    ) -> None:
        self._definitions = definitions
        self._types: dict[str, Type] = dict(imported)
        self._report = report
        self._under_way: list[str] = []

    def all(self) -> dict[str, Type]:
        for name in self._definitions:
            self._named(name)
        return self._types

    def _named(self, name: str) -> Type:
        if name in self._types:
            return self._types[name]
        if name not in self._definitions:
            return type_named(name, self._types)
        if name in self._under_way:
            raise RuleError(
                say(
                    f"jenis {name} memuat dirinya sendiri; pecah lingkarannya",
                    f"the type {name} contains itself; break the circle",
                ),
                Place(1, 1),
            )
        self._under_way.append(name)
        try:
            self._types[name] = self._defined(self._definitions[name])
        except RuleError as error:
            self._report(name, error)
            self._types[name] = _ANY
        self._under_way.pop()
        return self._types[name]

    def _defined(self, definition: TypeDefinition) -> Type:
        if definition.parameters is not None:
            kinds = (kind for _name, kind in definition.parameters)
            return Kind("function", tuple(map(self._or_any, (*kinds, definition.base))))
        members = tuple((each.name, self._defined(each)) for each in definition.members)
        base = self._named(definition.base) if definition.base else _ANY
        if not (members or definition.values or definition.constraint or definition.is_list):
            return base
        named = NamedType(
            base,
            members,
            self._tests(definition.values),
            self._tests(definition.constraint),
            definition.is_list,
        )
        return Kind(definition.name, definition=named)

    def _or_any(self, name: str | None) -> Type:
        return self._named(name) if name else _ANY

    def _tests(self, text: str | None) -> Test | None:
        if text is None or not text.strip():
            return None
        around = Surroundings(types=self._types)
        root = compile_unary_tests(text, names=(), around=around).root
        return quick_test(root, frozenset())


def member_names(definitions: Iterable[TypeDefinition]) -> Iterator[str]:
    for definition in definitions:
        for member in definition.members:
            yield member.name
        yield from member_names(definition.members)


def _passes(test: Test | None, value: Value) -> bool:
    if test is None:
        return True
    run = Run({}, date.min, steps=STEPS_A_VALUE)
    try:
        return test(value, Scope(run, {INPUT: value})) is True
    except Exhausted:
        return False
