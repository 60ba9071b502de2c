"""Where in the text of a rule something is wrong, so that a page or a terminal can underline it."""

import re
from typing import NamedTuple

_MARKED = re.compile(r'"(?:[^"\\]|\\.)*"?|[^\W\d]\w*|[\d.]+|\S', re.DOTALL)


class Pointed(NamedTuple):
    """One line of a rule: what stands before the place, the word or sign there, and what follows."""

    before: str
    marked: str
    after: str

    @property
    def underline(self) -> str:
        return " " * len(self.before) + "^" * max(1, len(self.marked))


def point_at(source: str, line: int, column: int) -> Pointed:
    """The line of `source` with the place that a RuleError names."""
    lines = source.split("\n")
    text = lines[line - 1] if 1 <= line <= len(lines) else ""
    start = min(max(column - 1, 0), len(text))
    found = _MARKED.match(text, start)
    end = found.end() if found else start
    return Pointed(text[:start], text[start:end], text[end:])
