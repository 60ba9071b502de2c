"""Pages that are only read; and a long list, some at a time."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import update_wrapper
from typing import Concatenate, Generic, ParamSpec, TypeVar

from django.http import HttpResponse

from gapura.channels.ui.entering import SAFE, CityRequest, Entered, in_city
from gapura.channels.ui.errors import error_page

P = ParamSpec("P")
T = TypeVar("T")
NAME = "hal"
LAST = 1000


def public(view: Callable[Concatenate[CityRequest, P], HttpResponse]) -> Entered:
    """`in_city`, for reading only."""

    def answer(request: CityRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if request.method in SAFE:
            return view(request, *args, **kwargs)
        response = error_page(request, "method")
        response["Allow"] = "GET, HEAD"
        return response

    update_wrapper(answer, view)
    return in_city(answer)


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
