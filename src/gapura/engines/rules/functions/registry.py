"""How a built-in function is declared: its signature as FEEL writes it, above the Python that does it."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

from gapura.engines.rules.problems import Fault
from gapura.engines.rules.scope import Scope
from gapura.engines.rules.text import say
from gapura.engines.rules.values import KIND_WORDS, Function, Value, kind_of

_SIGNATURE = re.compile(r"(?P<name>[^(]+)\((?P<parameters>.*)\)")
_PARAMETER = re.compile(r"(?P<name>[^:]+): (?P<kinds>[a-z |]+)(?P<mark>[?*])?")


@dataclass(frozen=True)
class Parameter:
    """`any` takes every value, null too; for the others a null argument makes the result null."""

    name: str
    kinds: frozenset[str]
    optional: bool = False
    repeated: bool = False

    @property
    def needs_value(self) -> bool:
        return "any" not in self.kinds

    def fit(self, value: Value) -> Value:
        """The argument as this parameter takes it, or a fault."""
        if value is None or "any" in self.kinds or kind_of(value) in self.kinds:
            return value
        if isinstance(value, list) and len(value) == 1 and kind_of(value[0]) in self.kinds:
            return value[0]
        if "list" in self.kinds:
            return [value]
        raise self._refusal(value)

    def _refusal(self, value: Value) -> Fault:
        found_id, found_en = KIND_WORDS[kind_of(value)]
        wanted = [KIND_WORDS[kind] for kind in sorted(self.kinds)]
        return Fault(
            say(
                f"{self.name} harus {' atau '.join(word for word, _ in wanted)}, bukan {found_id}",
                f"{self.name} must be {' or '.join(word for _, word in wanted)}, not {found_en}",
            )
        )


class NotThisOne(Exception):
    """The arguments are not of the kinds this signature asks; another may fit."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(str(fault))
        self.fault = fault


class Overload:
    """One signature of a function."""

    def __init__(self, parameters: tuple[Parameter, ...], work: Callable[..., Value]) -> None:
        self.parameters = parameters
        self._work = work
        self._names = frozenset(each.name for each in parameters)
        self._required = frozenset(each.name for each in parameters if not each.optional)
        self._repeats = bool(parameters) and parameters[-1].repeated

    def takes(self, positional: list[Value], named: Mapping[str, Value]) -> bool:
        if named:
            return self._required <= named.keys() <= self._names
        if self._repeats:
            return len(positional) >= len(self.parameters)
        return len(self._required) <= len(positional) <= len(self.parameters)

    def apply(self, scope: Scope, positional: list[Value], named: Mapping[str, Value]) -> Value:
        arguments = self._arguments(positional, named)
        try:
            fitted = [parameter.fit(value) for parameter, value in arguments]
        except Fault as refusal:
            raise NotThisOne(refusal) from None
        if any(value is None and parameter.needs_value for parameter, value in arguments):
            return None
        return self._work(scope, *fitted)

    def _arguments(
        self, positional: list[Value], named: Mapping[str, Value]
    ) -> list[tuple[Parameter, Value]]:
        if named:
            given = [each for each in self.parameters if each.name in named]
            return [(each, named[each.name]) for each in given]
        parameters = list(self.parameters[: len(positional)])
        if self._repeats:
            parameters += [self.parameters[-1]] * (len(positional) - len(parameters))
        return list(zip(parameters, positional, strict=True))


class Builtin(Function):
    """A function of FEEL with all its signatures; the first that fits is taken."""

    __slots__ = ("name", "overloads")

    def __init__(self, name: str) -> None:
        self.name = name
        self.overloads: list[Overload] = []

    def invoke(self, scope: Scope, positional: list[Value], named: Mapping[str, Value]) -> Value:
        run = scope.run
        if positional or named:
            run.spend(1 + sum(map(run.weights.of, (*positional, *named.values()))) // 10)
        fault: Fault | None = None
        for overload in self.overloads:
            if not overload.takes(positional, named):
                continue
            try:
                return overload.apply(scope, positional, named)
            except NotThisOne as refusal:
                fault = fault or refusal.fault
        raise fault or self._misused()

    def _misused(self) -> Fault:
        shapes = " / ".join(
            f"{self.name}({', '.join(each.name for each in overload.parameters)})"
            for overload in self.overloads
        )
        return Fault(say(f"cara pakainya: {shapes}", f"it is used so: {shapes}"))


BUILTINS: dict[str, Builtin] = {}

Work = TypeVar("Work", bound=Callable[..., Any])


def feel(signature: str) -> Callable[[Work], Work]:
    """Declares `name(parameter: kind, other: kind|kind?, rest: kind*)`."""

    def declare(work: Work) -> Work:
        _add(signature, lambda _scope, *arguments: work(*arguments))
        return work

    return declare


def feel_in_scope(signature: str) -> Callable[[Work], Work]:
    """The same for work that needs the running evaluation: its clock, or to call functions."""

    def declare(work: Work) -> Work:
        _add(signature, work)
        return work

    return declare


def _add(signature: str, work: Callable[..., Any]) -> None:
    match = _SIGNATURE.fullmatch(signature)
    if match is None:
        raise ValueError(signature)
    name = match["name"]
    parameters = tuple(_parameter(text) for text in match["parameters"].split(", ") if text)
    BUILTINS.setdefault(name, Builtin(name)).overloads.append(Overload(parameters, work))


def _parameter(text: str) -> Parameter:
    match = _PARAMETER.fullmatch(text)
    if match is None:
        raise ValueError(text)
    kinds = frozenset(match["kinds"].split("|"))
    return Parameter(match["name"], kinds, match["mark"] == "?", match["mark"] == "*")


def texts_of(entries: Iterable[Value]) -> list[str]:
    """The entries of a list that must all be texts."""
    texts = [entry for entry in entries if entry is not None]
    if not all(isinstance(entry, str) for entry in texts):
        raise Fault(say("daftar harus berisi teks saja", "the list must hold texts only"))
    return texts
