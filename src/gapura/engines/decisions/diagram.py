"""A decision model as it is written: inputs, decisions, knowledge, services, types, and what needs what."""

from dataclasses import dataclass, field

from gapura.engines.decisions import boxed


@dataclass(frozen=True)
class TypeDefinition:
    """A named type: another type, bounded or repeated, or a context with members, or a function."""

    name: str
    base: str | None = None
    values: str | None = None
    """Unary tests that one value must pass."""
    constraint: str | None = None
    """Unary tests that the whole must pass, for lists."""
    members: tuple["TypeDefinition", ...] = ()
    is_list: bool = False
    parameters: tuple[tuple[str, str | None], ...] | None = None
    """Names and types, when it is the type of a function; `base` is then the type of its result."""


@dataclass(frozen=True)
class InputData:
    id: str
    name: str
    type: str | None = None


@dataclass(frozen=True)
class Decision:
    id: str
    name: str
    logic: boxed.Boxed | None = None
    type: str | None = None
    requires: tuple[str, ...] = ()
    """Ids of inputs, decisions and knowledge; those of another model after its namespace and a `#`."""
    question: str = ""
    answers: str = ""


@dataclass(frozen=True)
class Knowledge:
    """A business knowledge model: a function that decisions call."""

    id: str
    name: str
    logic: boxed.Function | None = None
    type: str | None = None
    requires: tuple[str, ...] = ()


@dataclass(frozen=True)
class Service:
    """Some decisions together, to be called as a function."""

    id: str
    name: str
    decides: tuple[str, ...] = ()
    encloses: tuple[str, ...] = ()
    given_decisions: tuple[str, ...] = ()
    given_inputs: tuple[str, ...] = ()
    type: str | None = None


Element = InputData | Decision | Knowledge | Service


@dataclass(frozen=True)
class Import:
    """Another model, known here by a name; without a name its parts are known by their own."""

    namespace: str
    name: str = ""


@dataclass(frozen=True)
class Model:
    namespace: str
    name: str
    types: tuple[TypeDefinition, ...] = ()
    elements: tuple[Element, ...] = ()
    imports: tuple[Import, ...] = ()
    id: str = field(default="", compare=False)
