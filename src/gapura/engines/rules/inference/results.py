"""What each built-in function answers, by the types of its arguments; of one not listed nothing is said."""

from collections.abc import Callable, Sequence

from gapura.engines.rules.inference.types import (
    ANY,
    BOOLEAN,
    DATE,
    DATE_AND_TIME,
    DAYS,
    MONTHS,
    NUMBER,
    STRING,
    TIME,
    Type,
    context_of,
    joined_all,
    list_of,
    present,
    range_of,
)

Answer = Callable[[Sequence[Type]], Type]

_OF_KIND: dict[Type, tuple[str, ...]] = {
    BOOLEAN: (
        "not", "odd", "even", "all", "any", "is", "contains", "starts with", "ends with",
        "matches", "list contains", "before", "after", "meets", "met by", "overlaps",
        "overlaps before", "overlaps after", "finishes", "finished by", "includes", "during",
        "starts", "started by", "coincides",
    ),
    NUMBER: (
        "number", "count", "sum", "mean", "product", "median", "stddev", "decimal", "floor",
        "ceiling", "round up", "round down", "round half up", "round half down", "modulo",
        "sqrt", "log", "exp", "string length", "day of year", "week of year",
    ),
    STRING: (
        "string", "substring", "upper case", "lower case", "substring before", "substring after",
        "replace", "string join", "day of week", "month of year",
    ),
    DATE: ("date", "today", "last day of month"),
    TIME: ("time",),
    DATE_AND_TIME: ("date and time", "now"),
    MONTHS: ("years and months duration",),
    list_of(STRING): ("split",),
    list_of(NUMBER): ("mode", "index of"),
}  # fmt: skip
_SAME_LIST = (
    "sublist", "append", "insert before", "remove", "list replace", "reverse", "distinct values",
    "sort", "union", "concatenate",
)  # fmt: skip


def answer_of(function: str, arguments: Sequence[Type]) -> Type:
    special = _SPECIAL.get(function)
    return special(arguments) if special else _PLAIN.get(function, ANY)


def _list_item(kind: Type) -> Type:
    return (kind.inner or ANY) if kind.kind == "list" else present(kind)


def _same_list(arguments: Sequence[Type]) -> Type:
    first = _list_item(arguments[0]) if arguments else ANY
    if all(each.kind == "list" and _list_item(each) == first for each in arguments[1:]):
        return list_of(first)
    return list_of(first) if len(arguments) == 1 else list_of(ANY)


def _one_of_entries(arguments: Sequence[Type]) -> Type:
    """`min` and `max`: of one list, or of the arguments themselves."""
    if len(arguments) == 1 and arguments[0].kind == "list":
        return present(arguments[0].inner or ANY)
    return present(joined_all(arguments))


def _same(arguments: Sequence[Type]) -> Type:
    return present(arguments[0]) if arguments else ANY


def _sum(arguments: Sequence[Type]) -> Type:
    entry = _one_of_entries(arguments)
    return entry if entry.kind in {DAYS.kind, MONTHS.kind, "any"} else NUMBER


def _duration(arguments: Sequence[Type]) -> Type:
    return arguments[0] if arguments and arguments[0].kind in {DAYS.kind, MONTHS.kind} else ANY


def _flattened(arguments: Sequence[Type]) -> Type:
    item = arguments[0] if arguments else ANY
    while item.kind == "list":
        item = item.inner or ANY
    return list_of(item)


def _entries(arguments: Sequence[Type]) -> Type:
    known = arguments[0].entries if arguments else None
    value = joined_all(kind for _, kind in known) if known else ANY
    return list_of(context_of({"key": STRING, "value": value}))


def _get_value(arguments: Sequence[Type]) -> Type:
    """Known when the key is written out."""
    if len(arguments) > 1 and arguments[0].entries is not None:
        words = arguments[1].words
        found = arguments[0].entry(next(iter(words))) if words and len(words) == 1 else None
        return found or ANY
    return ANY


def _unlisted(_arguments: Sequence[Type]) -> Type:
    return Type("context")


_PLAIN: dict[str, Type] = {name: kind for kind, names in _OF_KIND.items() for name in names}
_SPECIAL: dict[str, Answer] = {
    **dict.fromkeys(_SAME_LIST, _same_list),
    "min": _one_of_entries,
    "max": _one_of_entries,
    "abs": _same,
    "sum": _sum,
    "duration": _duration,
    "flatten": _flattened,
    "get entries": _entries,
    "get value": _get_value,
    "context": _unlisted,
    "context put": _unlisted,
    "context merge": _unlisted,
    "range": lambda _arguments: range_of(ANY),
}
KNOWN_RESULTS = frozenset(_PLAIN.keys() | _SPECIAL.keys())
