"""Calling functions, built in or defined in the rule itself."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from gapura.engines.rules.functions import BUILTINS
from gapura.engines.rules.nodes.base import Bound, NameUse, Node
from gapura.engines.rules.nodes.kinds import Kind
from gapura.engines.rules.nodes.structures import Name
from gapura.engines.rules.problems import Fault, shown
from gapura.engines.rules.scope import Scope
from gapura.engines.rules.text import say
from gapura.engines.rules.values import Function, Value


@dataclass(frozen=True)
class Parameter:
    name: str
    kind: Kind | None = None


@dataclass(frozen=True)
class FunctionDefinition(Node):
    parameters: tuple[Parameter, ...]
    body: Node

    def evaluate(self, scope: Scope) -> Value:
        return DefinedFunction(self, scope)

    def uses(self, bound: Bound) -> Iterator[NameUse]:
        yield from self.body.uses(bound.plus(*(each.name for each in self.parameters)))


class DefinedFunction(Function):
    """A function together with the names in reach where it was written."""

    __slots__ = ("_home", "definition")

    def __init__(self, definition: FunctionDefinition, home: Scope) -> None:
        self.definition = definition
        self._home = home

    def invoke(
        self,
        scope: Scope,
        positional: list[Value],
        named: Mapping[str, Value],
    ) -> Value:
        names = [parameter.name for parameter in self.definition.parameters]
        given = dict(named) if named else dict(zip(names, positional, strict=False))
        if given.keys() != set(names) or (not named and len(positional) != len(names)):
            raise Fault(
                say(
                    f"fungsi ini meminta {len(names)} isian: {', '.join(names)}",
                    f"this function takes {len(names)} arguments: {', '.join(names)}",
                )
            )
        for parameter in self.definition.parameters:
            given[parameter.name] = _fitted(given[parameter.name], parameter)
        return self._home.within(given).value_of(self.definition.body)


def _fitted(value: Value, parameter: Parameter) -> Value:
    if parameter.kind is None:
        return value
    try:
        return parameter.kind.fit(value)
    except Fault as fault:
        raise Fault(
            say(
                f"isian {parameter.name}: {fault.sentence['id']}",
                f"the argument {parameter.name}: {fault.sentence['en']}",
            )
        ) from None


@dataclass(frozen=True)
class Call(Node):
    callee: Node
    positional: tuple[Node, ...] = ()
    named: tuple[tuple[str, Node], ...] = ()

    def evaluate(self, scope: Scope) -> Value:
        function = self._function(scope)
        positional = [scope.value_of(argument) for argument in self.positional]
        named = {name: scope.value_of(argument) for name, argument in self.named}
        if len(named) != len(self.named):
            raise Fault(say("satu isian ditulis dua kali", "an argument is given twice"))
        return function.invoke(scope, positional, named)

    def _function(self, scope: Scope) -> Function:
        """A form may call a field `count`; before brackets the built-in is meant."""
        if isinstance(self.callee, Name):
            found = scope.find(self.callee.name)
            if isinstance(found, Function):
                return found
            if self.callee.name in BUILTINS:
                return BUILTINS[self.callee.name]
            name = shown(self.callee.name)
            raise Fault(say(f"fungsi {name} tidak dikenal", f"the function {name} is not known"))
        value = scope.value_of(self.callee)
        if isinstance(value, Function):
            return value
        raise Fault(say("yang dipanggil bukan fungsi", "what is called is not a function"))

    def uses(self, bound: Bound) -> Iterator[NameUse]:
        for use in self.callee.uses(bound):
            yield use._replace(is_called=True) if isinstance(self.callee, Name) else use
        for argument in (*self.positional, *(argument for _, argument in self.named)):
            yield from argument.uses(bound)
