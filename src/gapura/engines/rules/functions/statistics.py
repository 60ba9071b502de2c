"""Functions that make one value of a list: count, min, max, sum, mean, all, any …"""

from collections import Counter
from decimal import Decimal

from gapura.engines.rules.arithmetic import calculate
from gapura.engines.rules.comparing import all_true, any_true, compare
from gapura.engines.rules.functions.registry import feel
from gapura.engines.rules.problems import Fault
from gapura.engines.rules.text import say
from gapura.engines.rules.values import NUMBERS, Value


def _entries(first: Value, rest: tuple[Value, ...]) -> list[Value]:
    """`sum([1, 2])` and `sum(1, 2)` are the same."""
    return first if isinstance(first, list) and not rest else [first, *rest]


def _numbers(entries: list[Value]) -> list[Decimal]:
    if not all(isinstance(entry, Decimal) for entry in entries):
        raise Fault(say("daftar harus berisi angka saja", "the list must hold numbers only"))
    return entries


@feel("count(list: list)")
def count(entries: list[Value]) -> Decimal:
    return Decimal(len(entries))


@feel("min(list: any*)")
def minimum(first: Value, *rest: Value) -> Value:
    return _extreme(_entries(first, rest), -1)


@feel("max(list: any*)")
def maximum(first: Value, *rest: Value) -> Value:
    return _extreme(_entries(first, rest), 1)


def _extreme(entries: list[Value], wanted: int) -> Value:
    if not entries:
        return None
    best = entries[0]
    compare(best, best)
    for entry in entries[1:]:
        order = compare(entry, best)
        if order is None:
            return None
        best = entry if order == wanted else best
    return best


@feel("sum(list: any*)")
def total(first: Value, *rest: Value) -> Value:
    """Of numbers, or of durations of one kind."""
    entries = _entries(first, rest)
    if not entries or None in entries:
        return None
    result = entries[0]
    if isinstance(result, str):
        _numbers(entries)
    for entry in entries[1:]:
        result = calculate("+", result, entry)
    return calculate("*", result, Decimal(1))


@feel("mean(list: any*)")
def mean(first: Value, *rest: Value) -> Value:
    entries = _entries(first, rest)
    return calculate("/", total(entries), Decimal(len(entries))) if entries else None


@feel("product(list: any*)")
def product(first: Value, *rest: Value) -> Value:
    entries = _numbers(_entries(first, rest))
    result = Decimal(1)
    for entry in entries:
        result = NUMBERS.multiply(result, entry)
    return result if entries else None


@feel("median(list: any*)")
def median(first: Value, *rest: Value) -> Value:
    entries = sorted(_numbers(_entries(first, rest)))
    if not entries:
        return None
    middle = len(entries) // 2
    if len(entries) % 2:
        return entries[middle]
    return NUMBERS.divide(NUMBERS.add(entries[middle - 1], entries[middle]), Decimal(2))


@feel("stddev(list: any*)")
def stddev(first: Value, *rest: Value) -> Value:
    """Of a sample: divided by one less than the count."""
    entries = _numbers(_entries(first, rest))
    if len(entries) < 2:
        raise Fault(say("perlu paling sedikit dua angka", "at least two numbers are needed"))
    average = mean(entries)
    squares = [NUMBERS.power(NUMBERS.subtract(entry, average), Decimal(2)) for entry in entries]
    return NUMBERS.sqrt(NUMBERS.divide(total(squares), Decimal(len(entries) - 1)))


@feel("mode(list: any*)")
def mode(first: Value, *rest: Value) -> Value:
    """The most frequent numbers, lowest first."""
    counted = Counter(_numbers(_entries(first, rest)))
    highest = max(counted.values(), default=0)
    return sorted(number for number, times in counted.items() if times == highest)


@feel("all(list: any*)")
def every(first: Value, *rest: Value) -> bool | None:
    return all_true(_booleans(first, rest))


@feel("any(list: any*)")
def some(first: Value, *rest: Value) -> bool | None:
    return any_true(_booleans(first, rest))


def _booleans(first: Value, rest: tuple[Value, ...]) -> list[Value]:
    entries = _entries(first, rest)
    if any(entry is not None and not isinstance(entry, bool) for entry in entries):
        raise Fault(say("daftar harus berisi ya/tidak saja", "the list must hold yes/no only"))
    return entries


@feel("not(negand: any)")
def negation(negand: Value) -> bool | None:
    return not negand if isinstance(negand, bool) else None
