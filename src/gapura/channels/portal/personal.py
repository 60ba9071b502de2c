"""Pages about one person: inside a city, for this browser only, kept by nobody on the way.

Only these count what is unread: the number would make every public page a page of its own.
"""

from collections.abc import Callable
from functools import cache, update_wrapper
from typing import Concatenate, ParamSpec

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import get_language

from gapura.channels.ui.entering import CityRequest, Entered, in_city
from gapura.kernel.scope import scope
from gapura.notifications.queries import count_unread

P = ParamSpec("P")
View = Callable[Concatenate[CityRequest, P], HttpResponse]


def personal(view: View[P]) -> Entered:
    """`in_city`, no copy is kept, and notices are counted when the page shows their number."""

    def answer(request: CityRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        request.unread = _counting(request)
        response = view(request, *args, **kwargs)
        response["Cache-Control"] = "no-store"
        return response

    update_wrapper(answer, view)
    return in_city(answer)


def _counting(request: CityRequest) -> Callable[[], int]:
    """Asked for by the template, so that answers without a page cost nothing."""

    @cache
    def unread() -> int:
        account = request.actor.account_id
        if account is None:
            return 0
        with scope(request.city.id):
            return count_unread(account, request.city.id)

    return unread


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
