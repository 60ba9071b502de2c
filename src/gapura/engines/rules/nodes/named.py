"""Fills in the types that a rule names, or says which of them nobody defines."""

from collections.abc import Mapping
from dataclasses import fields, is_dataclass, replace
from typing import Any

from gapura.engines.rules.nodes.base import Node
from gapura.engines.rules.nodes.kinds import Kind
from gapura.engines.rules.problems import Place, RuleError
from gapura.engines.rules.text import say


def with_types(root: Node, types: Mapping[str, Kind]) -> Node:
    """The rule with every named type defined; RuleError for the first that is not."""
    found: Node = _filled(root, types, Place(1, 1))
    return found


def _filled(part: Any, types: Mapping[str, Kind], place: Place) -> Any:
    if isinstance(part, Kind):
        return _defined(part, types, place)
    if type(part) is tuple:
        inner = tuple(_filled(each, types, place) for each in part)
        return inner if any(a is not b for a, b in zip(inner, part, strict=True)) else part
    if not is_dataclass(part) or isinstance(part, type):
        return part
    if isinstance(part, Node) and part.place:
        place = part.place
    old = {each.name: getattr(part, each.name) for each in fields(part)}
    new = {name: _filled(value, types, place) for name, value in old.items()}
    changed = {name: value for name, value in new.items() if value is not old[name]}
    return replace(part, **changed) if changed else part


def _defined(kind: Kind, types: Mapping[str, Kind], place: Place) -> Kind:
    if next(kind.unknown(), None) is None:
        return kind
    defined = kind.defined(types)
    for name in defined.unknown():
        raise RuleError(say(f"jenis {name} tidak dikenal", f"the type {name} is not known"), place)
    return defined
