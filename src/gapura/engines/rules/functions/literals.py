"""`range("[1..3]")`: a range whose ends are literals, read from a text."""

import re
from collections.abc import Callable

from gapura.engines.rules import dates
from gapura.engines.rules.comparing import compare
from gapura.engines.rules.functions.conversion import number
from gapura.engines.rules.functions.registry import feel
from gapura.engines.rules.problems import Fault
from gapura.engines.rules.text import say
from gapura.engines.rules.values import Range, Value

_RANGE = re.compile(r"\s*([\[(\]])(.*?)\.\.(.*)([\])\[])\s*", re.DOTALL)
_QUOTED = re.compile(r'(?:(@)|(date and time|date|time|duration)\s*\(\s*)?"([^"\\]*)"\s*(\))?')
_READERS: dict[str, Callable[[str], Value]] = {
    "date": dates.read_date,
    "time": dates.read_time,
    "date and time": dates.read_datetime,
    "duration": dates.read_duration,
}


@feel("range(from: string)")
def range_of(text: str) -> Range:
    match = _RANGE.fullmatch(text)
    if match is None:
        raise _unreadable()
    opening, low, high, closing = match.groups()
    start, end = _literal(low.strip()), _literal(high.strip())
    has_closed_nothing = (start is None and opening == "[") or (end is None and closing == "]")
    if has_closed_nothing or start is end is None or (compare(start, end) or 0) > 0:
        raise _unreadable()
    return Range(
        start,
        end,
        start_included=opening == "[" and start is not None,
        end_included=closing == "]" and end is not None,
    )


def _literal(text: str) -> Value:
    if text in {"", "null"}:
        return None
    match = _QUOTED.fullmatch(text)
    if match is None:
        return number(text)
    at, function, quoted, closed = match.groups()
    if bool(function) != bool(closed):
        raise _unreadable()
    if at:
        return dates.read_temporal(quoted)
    return _READERS[function](quoted) if function else quoted


def _unreadable() -> Fault:
    return Fault(
        say(
            'teks itu bukan rentang (contoh: "[1..3]")',
            'that text is not a range (example: "[1..3]")',
        )
    )
