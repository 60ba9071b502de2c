"""The types of FEEL as a checker needs them: what a value may be, and whether it may be missing."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from gapura.engines.rules.nodes.kinds import Kind
from gapura.engines.rules.problems import Place
from gapura.engines.rules.text import Text, say
from gapura.engines.rules.values import KIND_WORDS


@dataclass(frozen=True)
class Missing:
    """The name that may have no answer, and where the rule reads it."""

    name: str
    place: Place | None


@dataclass(frozen=True)
class Type:
    """`kind` is the FEEL name, `any` when nothing can be said, or `null` for nothing but null."""

    kind: str
    words: frozenset[str] | None = None
    """All texts it can be: an enumeration."""
    inner: "Type | None" = None
    """Of the entries of a list, the ends of a range, the answer of a function."""
    entries: tuple[tuple[str, "Type"], ...] | None = None
    """Of a context, when all its entries are known; of a function, its parameters."""
    nullable: bool = False
    missing: Missing | None = field(default=None, compare=False)

    @property
    def is_open(self) -> bool:
        return self.kind == "any"

    def entry(self, name: str) -> "Type | None":
        return dict(self.entries or ()).get(name)


ANY = Type("any")
NULL = Type("null", nullable=True)
BOOLEAN = Type("boolean")
NUMBER = Type("number")
STRING = Type("string")
DATE = Type("date")
TIME = Type("time")
DATE_AND_TIME = Type("date and time")
DAYS = Type("days and time duration")
MONTHS = Type("years and months duration")


def enumeration(words: Iterable[str]) -> Type:
    return Type("string", words=frozenset(words))


def list_of(item: Type) -> Type:
    return Type("list", inner=item)


def range_of(end: Type) -> Type:
    return Type("range", inner=end)


def context_of(entries: Mapping[str, Type]) -> Type:
    return Type("context", entries=tuple(entries.items()))


def function_of(parameters: Iterable[tuple[str, Type]], answer: Type) -> Type:
    return Type("function", inner=answer, entries=tuple(parameters))


def optional(kind: Type, missing: Missing | None = None) -> Type:
    return replace(kind, nullable=True, missing=kind.missing or missing)


def present(kind: Type) -> Type:
    """The same type where null has been ruled out."""
    return ANY if kind.kind == "null" else replace(kind, nullable=False, missing=None)


def as_unknown_as(kind: Type, *sources: Type) -> Type:
    """A null source makes the answer null."""
    for source in sources:
        if source.nullable:
            return optional(kind, source.missing)
    return kind


def joined(one: Type, other: Type) -> Type:
    """What a value is that may come from either side."""
    if one.kind == "null" or other.kind == "null":
        return optional(other if one.kind == "null" else one)
    if one.kind != other.kind:
        return as_unknown_as(ANY, one, other)
    words = one.words | other.words if one.words is not None and other.words is not None else None
    inner = joined(one.inner, other.inner) if one.inner and other.inner else None
    entries = _joined_entries(one, other)
    return as_unknown_as(Type(one.kind, words, inner, entries), one, other)


def _joined_entries(one: Type, other: Type) -> tuple[tuple[str, Type], ...] | None:
    if one.entries is None or other.entries is None:
        return None
    if [name for name, _ in one.entries] != [name for name, _ in other.entries]:
        return None
    pairs = zip(one.entries, other.entries, strict=True)
    return tuple((name, joined(left, right)) for (name, left), (_, right) in pairs)


def joined_all(kinds: Iterable[Type]) -> Type:
    """What the entries of a list are; of an empty one nothing is known."""
    result: Type | None = None
    for kind in kinds:
        result = kind if result is None else joined(result, kind)
    return ANY if result is None else result


def family(kind: Type) -> str:
    """A date and a date with a time have one order; every other kind its own."""
    return "moment" if kind.kind in {"date", "date and time"} else kind.kind


def may_be_alike(one: Type, other: Type) -> bool:
    """Whether a value of one can be compared with a value of the other."""
    if "any" in {one.kind, other.kind} or "null" in {one.kind, other.kind}:
        return True
    return family(one) == family(other)


def of_kind(kind: Kind) -> Type:
    """A type as written in a rule: `list<number>`; of those a model names nothing is said."""
    if kind.name == "Any" or kind.definition is not None:
        return ANY
    if kind.name == "Null":
        return NULL
    inner = of_kind(kind.inner[0]) if kind.inner and kind.name != "function" else None
    entries = tuple((name, of_kind(each)) for name, each in kind.entries) or None
    return Type(kind.name, inner=inner, entries=entries)


def in_words(kind: Type) -> Text:
    """The type for people: “daftar (angka)”, “pilihan”."""
    if kind.is_open:
        return say("apa saja", "anything")
    if kind.words is not None:
        return say("pilihan", "a choice")
    indonesian, english = KIND_WORDS[kind.kind]
    if kind.inner is not None and kind.kind in {"list", "range"} and not kind.inner.is_open:
        inner = in_words(kind.inner)
        return say(f"{indonesian} ({inner['id']})", f"{english} ({inner['en']})")
    return say(indonesian, english)


def notation(kind: Type) -> str:
    """The type as FEEL writes it, with `?` when it may be null: `list<number>?`."""
    mark = "?" if kind.nullable and kind.kind != "null" else ""
    if kind.is_open:
        return "Any" + mark
    if kind.kind == "null":
        return "Null"
    if kind.words is not None:
        return " | ".join(f'"{word}"' for word in sorted(kind.words)) + mark
    if kind.kind in {"list", "range"} and kind.inner is not None:
        return f"{kind.kind}<{notation(kind.inner)}>{mark}"
    if kind.kind == "context" and kind.entries is not None:
        entries = ", ".join(f"{name}: {notation(each)}" for name, each in kind.entries)
        return f"context<{entries}>{mark}"
    return kind.kind + mark
