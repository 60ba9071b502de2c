"""Types of names, lists, contexts, ranges, paths and filters."""

from gapura.engines.rules.inference.inferring import infer, infers
from gapura.engines.rules.inference.reach import Reach
from gapura.engines.rules.inference.remarks import unfit, unfit_operands, unknown_member
from gapura.engines.rules.inference.types import (
    ANY,
    BOOLEAN,
    DAYS,
    NUMBER,
    STRING,
    Type,
    as_unknown_as,
    context_of,
    in_words,
    joined,
    joined_all,
    list_of,
    may_be_alike,
    optional,
    present,
    range_of,
)
from gapura.engines.rules.nodes.base import Bound
from gapura.engines.rules.nodes.structures import ContextOf, Filter, ListOf, Name, Path, RangeOf

_DAY = dict.fromkeys(("year", "month", "day", "weekday"), NUMBER)
_CLOCK = dict.fromkeys(("hour", "minute", "second"), NUMBER) | {
    "time offset": optional(DAYS),
    "timezone": optional(STRING),
}
_PROPERTIES: dict[str, dict[str, Type]] = {
    "date": _DAY,
    "time": _CLOCK,
    "date and time": _DAY | _CLOCK,
    "years and months duration": dict.fromkeys(("years", "months"), NUMBER),
    "days and time duration": dict.fromkeys(("days", "hours", "minutes", "seconds"), NUMBER),
}
_UNORDERED = {"boolean", "list", "context", "function"}


@infers(Name)
def _name(node: Name, reach: Reach) -> Type:
    return reach.type_of(node)


@infers(ListOf)
def _list(node: ListOf, reach: Reach) -> Type:
    return list_of(joined_all(infer(entry, reach) for entry in node.entries))


@infers(ContextOf)
def _context(node: ContextOf, reach: Reach) -> Type:
    entries: dict[str, Type] = {}
    for key, entry in node.entries:
        inside = reach.within({**entries, key: ANY})  # a function may call itself
        entries[key] = infer(entry, inside)
    return context_of(entries)


@infers(RangeOf)
def _range(node: RangeOf, reach: Reach) -> Type:
    start, end = infer(node.start, reach), infer(node.end, reach)
    if start.kind in _UNORDERED or end.kind in _UNORDERED or not may_be_alike(start, end):
        reach.remark(unfit_operands("..", start, end, node.place))
        return range_of(ANY)
    ends = joined(start, end) if start.kind == end.kind else start
    return range_of(Type(ends.kind, inner=ends.inner))


@infers(Path)
def _path(node: Path, reach: Reach) -> Type:
    origin = infer(node.origin, reach)
    if origin.kind == "list":
        item = _member(origin.inner or ANY, node, reach)
        return as_unknown_as(list_of(item), origin)
    return reach.settled(node, as_unknown_as(_member(origin, node, reach), origin))


def _member(owner: Type, node: Path, reach: Reach) -> Type:
    if owner.kind in {"any", "null", "function"} or (
        owner.kind == "context" and owner.entries is None
    ):
        return ANY
    if owner.kind == "range":
        members = {"start": owner.inner or ANY, "end": owner.inner or ANY}
        members |= {"start included": BOOLEAN, "end included": BOOLEAN}
    elif owner.kind == "list":
        members = {node.member: list_of(_member(owner.inner or ANY, node, reach))}
    else:
        members = dict(owner.entries or ()) if owner.kind == "context" else _properties(owner)
    found = members.get(node.member)
    if found is None:
        shown = context_of(members) if owner.kind != "context" else owner
        named = Type(owner.kind, entries=shown.entries)
        reach.remark(unknown_member(node.member, named, node.place))
        return ANY
    return found


def _properties(owner: Type) -> dict[str, Type]:
    return _PROPERTIES.get(owner.kind, {})


@infers(Filter)
def _filter(node: Filter, reach: Reach) -> Type:
    origin = infer(node.origin, reach)
    item = (origin.inner or ANY) if origin.kind == "list" else present(origin)
    condition = infer(node.condition, _in_filter(item, reach))
    if condition.kind == "number":
        return as_unknown_as(item, origin)
    if condition.kind not in {"boolean", "any", "null"}:
        reach.remark(unfit(in_words(BOOLEAN), condition, node.condition.place))
    if condition.is_open and any(True for _ in node.condition.uses(Bound())):
        return as_unknown_as(ANY, origin)
    return list_of(item)


def _in_filter(item: Type, reach: Reach) -> Reach:
    """Inside, members of the item are names; of an unknown item any name may be one."""
    frame = {"item": item, **dict(item.entries or ())} if item.kind == "context" else {"item": item}
    is_open = item.is_open or (item.kind == "context" and item.entries is None)
    return reach.guessing(frame) if is_open else reach.within(frame)
