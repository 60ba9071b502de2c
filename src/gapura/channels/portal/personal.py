"""Pages about one person: inside a city, for this browser only, kept by nobody on the way."""

from collections.abc import Callable
from functools import update_wrapper
from typing import Concatenate, ParamSpec

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import get_language

from gapura.channels.ui.entering import CityRequest, Entered, in_city

P = ParamSpec("P")
View = Callable[Concatenate[CityRequest, P], HttpResponse]


def personal(view: View[P]) -> Entered:
    """`in_city`, and no copy is kept."""

    def answer(request: CityRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        response = view(request, *args, **kwargs)
        response["Cache-Control"] = "no-store"
        return response

    update_wrapper(answer, view)
    return in_city(answer)


def to(request: CityRequest, name: str, *args: object) -> HttpResponseRedirect:
    """See other: a page of this city by its name."""
    return HttpResponseRedirect(address(request, name, *args), status=303)


def address(request: CityRequest, name: str, *args: object) -> str:
    return reverse(f"portal:{name}", args=[request.city.id, *args])


def language() -> str:
    return (get_language() or "id")[:2]


def client_address(request: CityRequest) -> str:
    """Where guesses come from; behind a proxy the server puts the client's address here."""
    return str(request.META.get("REMOTE_ADDR", ""))
