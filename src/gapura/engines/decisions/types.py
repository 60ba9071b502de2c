"""What a typed place accepts: the kinds of FEEL, and the named types of a model."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Protocol

from gapura.engines.rules.expressions import compile_expression
from gapura.engines.rules.nodes.kinds import InstanceOf, Kind
from gapura.engines.rules.problems import Fault, Place, RuleError
from gapura.engines.rules.text import say
from gapura.engines.rules.values import Value, describe


class Type(Protocol):
    """Something that values of a place must be."""

    @property
    def title(self) -> str: ...

    def holds(self, value: Value) -> bool: ...


@dataclass(frozen=True)
class KindType:
    """A kind of FEEL as a type."""

    kind: Kind

    @property
    def title(self) -> str:
        return self.kind.name

    def holds(self, value: Value) -> bool:
        return self.kind.accepts(value) or self.kind.name == "Any"


@lru_cache(maxsize=1024)
def kind_named(text: str) -> KindType:
    """The kind a text names, `number` or `list<string>`; RuleError when there is none."""
    root = compile_expression(f"null instance of {text}").root
    if not isinstance(root, InstanceOf):
        raise RuleError(
            say(f"jenis {text} tidak dikenal", f"the type {text} is not known"), Place(1, 1)
        )
    return KindType(root.kind)


def type_named(text: str, types: Mapping[str, Type]) -> Type:
    return types[text] if text in types else kind_named(text)


def fitted(value: Value, wanted: Type) -> Value:
    """The value as the type has it: itself, the one entry of its list, or a list of it; else a fault."""
    if value is None or wanted.holds(value):
        return value
    if isinstance(value, list) and len(value) == 1 and wanted.holds(value[0]):
        return value[0]
    if wanted.holds([value]):
        return [value]
    shown = describe(value)
    raise Fault(
        say(
            f"nilainya {shown['id']}, bukan {wanted.title} sebagaimana diminta",
            f"the value is {shown['en']}, not {wanted.title} as asked",
        )
    )
