"""The door of the rules engine: compile a FEEL expression once, evaluate it as often as needed."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from gapura.engines.rules.functions import BUILTINS
from gapura.engines.rules.names import KnownNames
from gapura.engines.rules.nodes.base import Bound, NameUse, Node
from gapura.engines.rules.nodes.kinds import Kind
from gapura.engines.rules.nodes.named import with_types
from gapura.engines.rules.nodes.operators import INPUT
from gapura.engines.rules.parsing import parse
from gapura.engines.rules.problems import Exhausted, Place, RuleError, at, unknown_name
from gapura.engines.rules.scope import Run, Scope
from gapura.engines.rules.text import Text, say

__all__ = [
    "Expression",
    "Result",
    "RuleError",
    "Surroundings",
    "compile_expression",
    "compile_unary_tests",
]

Names = frozenset[str] | None


@dataclass(frozen=True)
class Surroundings:
    """What a model says about the place where an expression stands."""

    types: Mapping[str, Kind] = field(default_factory=dict)
    """The named types it may ask for."""
    members: frozenset[str] = frozenset()
    """Names that may follow a dot and hold signs or blanks."""
    is_filter: bool = False
    """It is the condition of a filter: members of the item are names too."""


_NOTHING_AROUND = Surroundings()


@dataclass(frozen=True)
class Result:
    """A value; or null and, when something was wrong and not only unknown, a sentence."""

    value: Any
    problem: Text | None = None


@dataclass(frozen=True)
class Expression:
    """A compiled rule."""

    source: str
    names: frozenset[str]
    """The names from outside that it uses. Without a list of known names at compile time, a name inside
    a filter counts too, though it may turn out to be a member of the item."""
    root: Node = field(repr=False)

    def evaluate(
        self, values: Mapping[str, Any], *, today: date, now: datetime | None = None
    ) -> Result:
        """Total: whatever is wrong, the answer is null and a sentence, never an exception."""
        run = Run(values, today, now)
        try:
            value = Scope(run).value_of(self.root)
        except Exhausted as exhausted:
            return Result(None, at(exhausted.sentence, self.root.place))
        except RecursionError:
            return Result(None, _TOO_DEEP)
        return Result(value, run.problem if value is None else None)


def compile_expression(
    source: str,
    *,
    names: Iterable[str] | None = None,
    around: Surroundings | None = None,
) -> Expression:
    """Reads a FEEL expression; RuleError says what is wrong and where. With `names`, no other may be used."""
    known = None if names is None else frozenset(names)
    if around is not None:
        return _read(source, known, "expression", around)
    return _compiled(source, known, "expression")


def compile_unary_tests(
    source: str,
    *,
    names: Iterable[str] | None = None,
    around: Surroundings | None = None,
) -> Expression:
    """Reads one cell of a decision table (`> 5, 3`, `not("a")`, `-`); the value tested is `values["?"]`."""
    known = None if names is None else frozenset(names)
    if around is not None:
        return _read(source, known, "unary_tests", around)
    return _compiled(source, known, "unary_tests")


@lru_cache(maxsize=8192)
def _compiled(source: str, names: Names, start: str) -> Expression:
    return _read(source, names, start, _NOTHING_AROUND)


def _read(source: str, names: Names, start: str, around: Surroundings) -> Expression:
    allowed = names if names is None or start == "expression" else names | {INPUT}
    try:
        root = parse(
            source,
            _known(allowed or frozenset()),
            start=start,
            types=frozenset(around.types),
            members=around.members,
        )
        if "instance" in source or "function" in source:
            root = with_types(root, around.types)
        bound = Bound().filtering() if around.is_filter else Bound()
        uses = list(root.uses(bound))
    except RecursionError:
        raise RuleError(_TOO_DEEP, Place(1, 1)) from None
    return Expression(source, _free_names(uses, allowed), root)


@lru_cache(maxsize=128)
def _known(names: frozenset[str]) -> KnownNames:
    return KnownNames(names, _BUILTIN_NAMES)


_BUILTIN_NAMES = KnownNames(BUILTINS)


def _free_names(uses: list[NameUse], allowed: Names) -> frozenset[str]:
    free: set[str] = set()
    for use in uses:
        if use.name in BUILTINS and (allowed is None or use.is_called or use.name not in allowed):
            continue
        if allowed is None or use.name in allowed:
            free.add(use.name)
        elif not use.in_filter:
            raise RuleError(
                unknown_name(use.name, _choices(use, allowed)), use.place or Place(1, 1)
            )
    return frozenset(free)


def _choices(use: NameUse, allowed: frozenset[str]) -> Iterable[str]:
    return BUILTINS.keys() | allowed if use.is_called else allowed


_TOO_DEEP = say(
    "aturan bersarang terlalu dalam; pecah menjadi beberapa aturan",
    "the rule is nested too deeply; split it into several rules",
)
