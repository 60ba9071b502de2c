"""`/api/v1/`: the routes of the API, its description, and a problem for every other address."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path, re_path
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt

from gapura.channels.api import problems
from gapura.channels.api.application import api
from gapura.channels.api.problems import Problem
from gapura.channels.api.views.documentation import documentation

app_name = "api"
View = Callable[..., HttpResponse]


def speaking(view: View) -> View:
    """A method that a route does not know is a problem too, and HEAD is GET without a body."""

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if "\0" in request.path:
            return unknown(request)  # no database keeps it, so nothing is called that
        asked = request.method
        request.method = "GET" if asked == "HEAD" else asked
        try:
            response = view(request, *args, **kwargs)
        except Exception as error:  # noqa: BLE001 - the edge of the process: nothing leaves as HTML
            return problems.answer(request, problems.of_exception(error))
        finally:
            request.method = asked
        if response.status_code != 405:
            return response
        detail = _("Alamat ini menerima: %(methods)s.") % {"methods": response["Allow"]}
        allow = {"Allow": response["Allow"]}
        return problems.answer(request, Problem(405, "method", detail, headers=allow))

    return answer


@csrf_exempt
def unknown(request: HttpRequest) -> HttpResponse:
    detail = _("Alamat ini tidak ada. Daftar alamat ada di /api/v1/docs.")
    return problems.answer(request, Problem(404, "no-such-route", detail))


def _routes() -> list[URLPattern]:
    patterns: list[URLPattern] = [
        each for each in api.urls[0] if isinstance(each, URLPattern) and each.name != "api-root"
    ]
    for pattern in patterns:
        pattern.callback = speaking(pattern.callback)
    return patterns


urlpatterns = [
    path("docs", documentation, name="docs"),
    path("docs/", documentation),
    *_routes(),
    re_path(r"^", unknown, name="unknown"),
]
