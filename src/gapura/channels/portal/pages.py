"""A long list, some at a time, with addresses of the page before and the page after."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from gapura.channels.ui.entering import CityRequest

T = TypeVar("T")
NAME = "hal"
LAST = 1000


@dataclass(frozen=True)
class Numbered(Generic[T]):
    rows: list[T]
    number: int
    has_more: bool

    @classmethod
    def of(cls, rows: Sequence[T], number: int, size: int) -> "Numbered[T]":
        """A number past the end shows the last page."""
        number = max(1, min(number, -(-len(rows) // size)))
        start = (number - 1) * size
        return cls(list(rows[start : start + size]), number, len(rows) > start + size)

    def newer(self, request: CityRequest) -> str:
        return _address(request, self.number - 1) if self.number > 1 else ""

    def older(self, request: CityRequest) -> str:
        return _address(request, self.number + 1) if self.has_more else ""


def page_number(request: CityRequest) -> int:
    typed = request.GET.get(NAME, "1")
    return min(int(typed), LAST) if typed.isdecimal() and len(typed) < 6 else 1


def _address(request: CityRequest, number: int) -> str:
    query = request.GET.copy()
    query[NAME] = str(number)
    return f"?{query.urlencode()}"
