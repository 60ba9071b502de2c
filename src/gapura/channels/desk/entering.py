"""How an officer's request enters the desk: with a post, in a role, and with nothing kept behind."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from typing import Any, ParamSpec

from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from gapura.access.queries import ADMINISTRATOR, HEAD, INSPECTORATE, SUPERVISOR
from gapura.channels.desk.bar import bar_of
from gapura.channels.ui.entering import CityRequest, Entered, View, at_desk
from gapura.channels.ui.forms import form_problems
from gapura.kernel.actors import Actor
from gapura.kernel.errors import Forbidden, Refused, TooMany
from gapura.kernel.scope import scope

P = ParamSpec("P")
OVERSEERS = (SUPERVISOR, HEAD, INSPECTORATE)
ADMINISTRATORS = (ADMINISTRATOR,)


def desk_page(*roles: str) -> Callable[[View[P]], Entered]:
    """A page for officers; with `roles`, for holders of one of them. Browsers keep no copy."""

    def decorate(view: View[P]) -> Entered:
        @wraps(view)
        def enter(request: CityRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
            request.actor = request.actor.through("desk")
            _require_role(request.actor, roles)
            return unkept(view(request, *args, **kwargs))

        return at_desk(enter)

    return decorate


def unkept(response: HttpResponse) -> HttpResponse:
    response["Cache-Control"] = "no-store"
    return response


def show(
    request: CityRequest,
    template: str,
    context: dict[str, Any] | None = None,
    *,
    status: int = 200,
    form: Form | None = None,
) -> HttpResponse:
    """The page with its bar. With a `form` that has mistakes, they head the page."""
    given = dict(context or {})
    if form is not None:
        given |= {"form": form, "problems": form_problems(form)}
        status = 422 if form.is_bound and not form.is_valid() and status == 200 else status
    with scope(request.city.id):
        given["bar"] = bar_of(request)
        html = render_to_string(f"desk/{template}", given, request=request)
    return HttpResponse(html, status=status)


@contextmanager
def refusals_on(form: Form) -> Iterator[None]:
    """What the city refuses is said above the form that asked for it."""
    try:
        yield
    except TooMany:
        raise
    except Refused as refusal:
        form.add_error(None, str(refusal))


def address_of(request: HttpRequest) -> str:
    """Where the request came from, for growing pauses; never kept in clear."""
    return str(request.META.get("REMOTE_ADDR", ""))


def _require_role(actor: Actor, roles: tuple[str, ...]) -> None:
    if roles and not actor.roles().intersection(roles):
        raise Forbidden(
            _(
                "Halaman ini untuk peran lain. Kembali ke antrean Anda, atau minta pengelola "
                "kantor menambah peran Anda."
            ),
            code="wrong-role",
        )
