"""Functions that look into lists or make new ones; a list is never changed in place."""

from collections.abc import Callable
from decimal import Decimal
from functools import cmp_to_key

from gapura.engines.rules.comparing import compare, equal
from gapura.engines.rules.functions.registry import feel, feel_in_scope
from gapura.engines.rules.problems import Fault
from gapura.engines.rules.scope import Scope
from gapura.engines.rules.text import say
from gapura.engines.rules.values import Function, Value, fitting_list, whole_number

_DEEPEST = 100


def same(left: Value, right: Value) -> bool:
    """Equal, where entries of different kinds are simply not equal."""
    try:
        return equal(left, right) is True
    except Fault:
        return False


@feel_in_scope("list contains(list: list, element: any)")
def list_contains(scope: Scope, entries: list[Value], element: Value) -> bool:
    scope.run.spend(len(entries))
    return any(same(entry, element) for entry in entries)


@feel("sublist(list: list, start position: number, length: number?)")
def sublist(entries: list[Value], start: Decimal, length: Decimal | None = None) -> list[Value]:
    begin = _index(entries, start)
    if length is None:
        return entries[begin:]
    end = begin + whole_number(length)
    if not begin <= end <= len(entries):
        raise Fault(say("panjang di luar daftar", "the length is outside the list"))
    return entries[begin:end]


@feel("append(list: list, item: any*)")
def append(entries: list[Value], *added: Value) -> list[Value]:
    return fitting_list([*entries, *added])


@feel("concatenate(list: list*)")
def concatenate(*lists: list[Value]) -> list[Value]:
    return fitting_list([entry for entries in lists for entry in entries])


@feel("insert before(list: list, position: number, newItem: any)")
def insert_before(entries: list[Value], position: Decimal, added: Value) -> list[Value]:
    index = _index(entries, position)
    return fitting_list([*entries[:index], added, *entries[index:]])


@feel("remove(list: list, position: number)")
def remove(entries: list[Value], position: Decimal) -> list[Value]:
    index = _index(entries, position)
    return [*entries[:index], *entries[index + 1 :]]


@feel("list replace(list: list, position: number, newItem: any)")
def replace_at(entries: list[Value], position: Decimal, added: Value) -> list[Value]:
    index = _index(entries, position)
    return [*entries[:index], added, *entries[index + 1 :]]


@feel_in_scope("list replace(list: list, match: function, newItem: any)")
def replace_matching(
    scope: Scope, entries: list[Value], match: Function, added: Value
) -> list[Value]:
    return [added if _answer(scope, match, entry, added) else entry for entry in entries]


@feel("reverse(list: list)")
def reverse(entries: list[Value]) -> list[Value]:
    return entries[::-1]


@feel_in_scope("index of(list: list, match: any)")
def index_of(scope: Scope, entries: list[Value], match: Value) -> list[Value]:
    scope.run.spend(len(entries))
    return [
        Decimal(position) for position, entry in enumerate(entries, start=1) if same(entry, match)
    ]


@feel_in_scope("union(list: list*)")
def union(scope: Scope, *lists: list[Value]) -> list[Value]:
    return distinct_values(scope, concatenate(*lists))


@feel_in_scope("distinct values(list: list)")
def distinct_values(scope: Scope, entries: list[Value]) -> list[Value]:
    kept: list[Value] = []
    for entry in entries:
        scope.run.spend(1 + len(kept) // 10)
        if not any(same(entry, other) for other in kept):
            kept.append(entry)
    return kept


@feel("flatten(list: list)")
def flatten(entries: list[Value]) -> list[Value]:
    return fitting_list(_flat(entries, 0))


def _flat(entries: list[Value], depth: int) -> list[Value]:
    if depth > _DEEPEST:
        raise Fault(say("daftarnya bersarang terlalu dalam", "the list is nested too deeply"))
    flat: list[Value] = []
    for entry in entries:
        if isinstance(entry, list):
            flat += _flat(entry, depth + 1)
        else:
            flat.append(entry)
        fitting_list(flat)
    return flat


@feel("sort(list: list)")
def sort_naturally(entries: list[Value]) -> list[Value]:
    return sorted(entries, key=cmp_to_key(_natural))


def _natural(left: Value, right: Value) -> int:
    order = compare(left, right)
    if order is None:
        raise Fault(say("daftar berisi yang kosong", "the list holds something empty"))
    return order


@feel_in_scope("sort(list: list, precedes: function)")
def sort_by(scope: Scope, entries: list[Value], precedes: Function) -> list[Value]:
    return sorted(entries, key=cmp_to_key(_by(scope, precedes)))


def _by(scope: Scope, precedes: Function) -> Callable[[Value, Value], int]:
    def order(left: Value, right: Value) -> int:
        if _answer(scope, precedes, left, right):
            return -1
        return 1 if _answer(scope, precedes, right, left) else 0

    return order


def _answer(scope: Scope, function: Function, left: Value, right: Value) -> bool:
    answer = function.invoke(scope, [left, right], {})
    if not isinstance(answer, bool):
        raise Fault(say("fungsi harus menjawab ya/tidak", "the function must answer yes or no"))
    return answer


def _index(entries: list[Value], position: Decimal) -> int:
    """The Python index of a position counted from 1, or from the end when negative."""
    number = whole_number(position)
    if number == 0 or abs(number) > len(entries):
        raise Fault(
            say(
                f"daftar berisi {len(entries)}; tidak ada yang ke-{number}",
                f"the list has {len(entries)} entries; there is no number {number}",
            )
        )
    return number - 1 if number > 0 else len(entries) + number
