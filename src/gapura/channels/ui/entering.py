"""How a request enters a city: who asks, in which scope, and which page answers an error."""

from collections.abc import Callable
from dataclasses import replace
from functools import wraps
from typing import Concatenate, ParamSpec
from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import SimpleTemplateResponse
from django.utils.cache import patch_cache_control, patch_vary_headers

from gapura.access.queries import actor_for
from gapura.channels.ui import errors
from gapura.jurisdictions.queries import City, get_jurisdiction
from gapura.kernel.actors import Actor, visitor
from gapura.kernel.errors import Refused
from gapura.kernel.scope import scope

P = ParamSpec("P")
SAFE = {"GET", "HEAD"}
PROVED = "proved"
MOST_PROVED = 50


class CityRequest(HttpRequest):
    """A request inside a city; `in_city` and `at_desk` set both."""

    city: City
    actor: Actor
    unread: Callable[[], int]  # notices; set on personal pages only


View = Callable[Concatenate[CityRequest, P], HttpResponse]
Entered = Callable[..., HttpResponse]  # (request, city, *the rest of the view's own)


def in_city(view: View[P]) -> Entered:
    """A page of a city, for everyone. GET runs inside the scope; a POST's command opens its own."""

    @wraps(view)
    def enter(request: HttpRequest, city: str, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        return _enter(request, city, lambda ours: view(ours, *args, **kwargs))

    return enter


def at_desk(view: View[P]) -> Entered:
    """A page for officers with a post in this city; others are shown the way to sign in."""

    @wraps(view)
    def enter(request: HttpRequest, city: str, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        def officers_only(ours: CityRequest) -> HttpResponse:
            return view(ours, *args, **kwargs) if ours.actor.posts else _to_sign_in(ours)

        return _enter(request, city, officers_only)

    return enter


def remember_proof(request: CityRequest, case_id: UUID) -> None:
    """Number and PIN were right: this browser may follow the case until the session ends."""
    proved = dict(request.session.get(PROVED, {}))
    ids = [known for known in proved.get(request.city.id, []) if known != str(case_id)]
    request.session[PROVED] = {**proved, request.city.id: [*ids, str(case_id)][-MOST_PROVED:]}


def _enter(
    request: HttpRequest, city: str, view: Callable[[CityRequest], HttpResponse]
) -> HttpResponse:
    if "\0" in request.path or "%00" in request.META.get("QUERY_STRING", ""):
        return errors.not_found(request)  # no database keeps it, so nothing is called that
    try:
        request.city = get_jurisdiction(city)  # type: ignore[attr-defined]
        response = _answer(request, view)  # type: ignore[arg-type]  # it becomes one here
    except (Refused, *errors.DATABASE_DOWN) as error:
        return errors.page_for(request, error)
    if response.status_code == 405 and not response.content:
        return _not_that_way(request, response)
    patch_vary_headers(response, ["Cookie"])
    if not response.has_header("Cache-Control"):
        patch_cache_control(response, private=True, no_cache=True)
    return response


def _not_that_way(request: HttpRequest, refused: HttpResponse) -> HttpResponse:
    response = errors.error_page(request, "method")
    response["Allow"] = refused["Allow"]
    return response


def _answer(request: CityRequest, view: Callable[[CityRequest], HttpResponse]) -> HttpResponse:
    with scope(request.city.id):
        request.actor = _actor(request)
        if request.method in SAFE:
            return _rendered(view(request))
    return _rendered(view(request))


def _rendered(response: HttpResponse) -> HttpResponse:
    """Templates read lazily, so they are rendered before the scope closes."""
    if isinstance(response, SimpleTemplateResponse):
        response.render()
    return response


def _actor(request: CityRequest) -> Actor:
    city = request.city.id
    ids = request.session.get(PROVED, {}).get(city, [])
    proved = frozenset(UUID(known) for known in ids)
    if not request.user.is_authenticated:
        return visitor(city, proved_cases=proved)
    actor = actor_for(request.user, city)
    return replace(actor, proved_cases=proved) if proved else actor


def _to_sign_in(request: CityRequest) -> HttpResponse:
    """What an officer was typing when the session ended is kept on the page."""
    address = f"/{request.city.id}/desk/masuk/"
    if request.method not in SAFE:
        return errors.error_page(request, "signed-out", kept=errors.typed(request), sign_in=address)
    return HttpResponseRedirect(f"{address}?{urlencode({'lanjut': request.get_full_path()})}")
