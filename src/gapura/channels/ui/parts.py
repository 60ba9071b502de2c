"""What the shared parts are given: `ui/timeline.html`, `ui/facts.html`, `ui/summary_list.html`."""

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True)
class Moment:
    """One point of a case's way: done, now, or still to come."""

    title: str
    state: Literal["done", "now", ""] = ""
    when: str = ""
    lines: tuple[str, ...] = ()


@dataclass(frozen=True)
class Fact:
    name: str
    value: str
    note: str = ""


@dataclass(frozen=True)
class Row:
    """A line of a summary; `change` is the address where the answer is changed."""

    label: str
    value: str
    change: str = ""
    source: str = ""
    is_number: bool = False
