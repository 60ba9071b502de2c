"""`instance of`, and the types a function may ask of its arguments."""

from collections.abc import Mapping
from dataclasses import dataclass

from gapura.engines.rules.nodes.base import Node
from gapura.engines.rules.scope import Scope
from gapura.engines.rules.values import Range, Value, kind_of

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


@dataclass(frozen=True)
class Kind:
    """A type as written: `number`, `list<number>`, `context<a: string>`, `range<date>`."""

    name: str
    inner: tuple["Kind", ...] = ()
    entries: tuple[tuple[str, "Kind"], ...] = ()

    @staticmethod
    def canonical(name: str) -> str:
        return _ALIASES.get(name, name)

    def is_known(self) -> bool:
        return self.name in SIMPLE_KINDS and all(
            kind.is_known() for kind in (*self.inner, *(kind for _, kind in self.entries))
        )

    def holds(self, value: Value) -> bool:
        """Null is an instance of nothing but Null."""
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


@dataclass(frozen=True)
class InstanceOf(Node):
    value: Node
    kind: Kind

    def evaluate(self, scope: Scope) -> Value:
        return self.kind.holds(scope.value_of(self.value))
