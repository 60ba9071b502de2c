"""`instance of`, and the types a function may ask of its arguments."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Protocol

from gapura.engines.rules.comparing import as_moment
from gapura.engines.rules.nodes.base import Node
from gapura.engines.rules.problems import Fault
from gapura.engines.rules.scope import Scope
from gapura.engines.rules.text import say
from gapura.engines.rules.values import Range, Value, describe, kind_of

SIMPLE_KINDS = frozenset(
    {
        "Any",
        "Null",
        "boolean",
        "number",
        "string",
        "date",
        "time",
        "date and time",
        "days and time duration",
        "years and months duration",
        "list",
        "context",
        "range",
        "function",
    }
)
_ALIASES = {
    "dateTime": "date and time",
    "dayTimeDuration": "days and time duration",
    "yearMonthDuration": "years and months duration",
    "null": "Null",
}


class Definition(Protocol):
    """What a type that a model names says of a value."""

    def holds(self, value: Value) -> bool: ...

    def allows(self, value: Value) -> bool:
        """Whether the value is also among those the definition lists; `instance of` does not ask."""


@dataclass(frozen=True)
class Kind:
    """A type as written: `number`, `list<number>`, `context<a: string>`, `range<date>`, or a named one."""

    name: str
    inner: tuple["Kind", ...] = ()
    entries: tuple[tuple[str, "Kind"], ...] = ()
    definition: Definition | None = field(default=None, compare=False, repr=False)
    """Of a named type; FEEL's own kinds have none."""

    @staticmethod
    def canonical(name: str) -> str:
        return _ALIASES.get(name, name)

    def unknown(self) -> Iterator[str]:
        """The names in it that nothing defines."""
        if self.name not in SIMPLE_KINDS and self.definition is None:
            yield self.name
        for kind in (*self.inner, *(kind for _, kind in self.entries)):
            yield from kind.unknown()

    def defined(self, types: Mapping[str, "Kind"]) -> "Kind":
        """The same with the named types filled in."""
        if self.name in types:
            return types[self.name]
        inner = tuple(kind.defined(types) for kind in self.inner)
        entries = tuple((key, kind.defined(types)) for key, kind in self.entries)
        return Kind(self.name, inner, entries, self.definition)

    def holds(self, value: Value) -> bool:
        """Null is an instance of nothing but Null."""
        if self.definition is not None:
            return value is not None and self.definition.holds(value)
        if self.name == "Any":
            return value is not None
        if self.name == "Null":
            return value is None
        if value is None or kind_of(value) != self.name:
            return False
        return self._holds_inside(value)

    def _holds_inside(self, value: Value) -> bool:
        if isinstance(value, list) and self.inner:
            return all(self.inner[0].accepts(entry) for entry in value)
        if isinstance(value, Range) and self.inner:
            return all(self.inner[0].accepts(end) for end in (value.start, value.end))
        if isinstance(value, dict):
            return self._holds_entries(value)
        return True

    def _holds_entries(self, context: Mapping[str, Value]) -> bool:
        return all(key in context and kind.accepts(context[key]) for key, kind in self.entries)

    def accepts(self, value: Value) -> bool:
        """Inside a list or context null conforms to every type."""
        return value is None or self.holds(value)

    def fit(self, value: Value) -> Value:
        """The value as this type has it: itself, the one entry of its list, a list of it, or the midnight of a
        day; or a fault."""
        if self.accepts(value):
            return self._allowed(value)
        if isinstance(value, list) and len(value) == 1 and self.holds(value[0]):
            return self._allowed(value[0])
        if self.holds([value]):
            return self._allowed([value])
        if self.name == "date and time" and isinstance(value, date):
            return as_moment(value)
        shown = describe(value)
        raise Fault(
            say(
                f"nilainya {shown['id']} yang bukan {self.name}",
                f"the value is {shown['en']} that is not {self.name}",
            )
        )

    def allows(self, value: Value) -> bool:
        if value is None:
            return True
        if self.definition is not None:
            return self.definition.allows(value)
        if isinstance(value, list) and self.inner:
            return all(self.inner[0].allows(entry) for entry in value)
        return True

    def _allowed(self, value: Value) -> Value:
        if self.allows(value):
            return value
        raise Fault(
            say(
                f"nilainya tidak termasuk yang boleh bagi {self.name}",
                f"the value is not among those that {self.name} allows",
            )
        )


@dataclass(frozen=True)
class InstanceOf(Node):
    value: Node
    kind: Kind

    def evaluate(self, scope: Scope) -> Value:
        return self.kind.holds(scope.value_of(self.value))
