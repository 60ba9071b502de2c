"""How a reader wants pages: language and size of letters, kept in two cookies."""

from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from gapura.channels.ui.addresses import local_path
from gapura.channels.ui.context import TEXT_COOKIE, TEXT_SIZES
from gapura.channels.ui.errors import error_page

YEAR = 60 * 60 * 24 * 365


# Without a token, so that public pages stay the same bytes for everyone and may be cached; the
# origin is asked instead, and the worst a stranger could do is larger letters.
@csrf_exempt
@require_POST
def change(request: HttpRequest) -> HttpResponse:
    if not _is_ours(request):
        return error_page(request, "session-ended")
    response = HttpResponseRedirect(
        local_path(request, request.POST.get("lanjut", "/"), otherwise="/")
    )
    language = request.POST.get("bahasa")
    if language in dict(settings.LANGUAGES):
        _keep(response, settings.LANGUAGE_COOKIE_NAME, language)
    size = request.POST.get("huruf")
    if size in TEXT_SIZES:
        _keep(response, TEXT_COOKIE, size)
    return response


def _keep(response: HttpResponse, name: str, value: str) -> None:
    response.set_cookie(
        name, value, max_age=YEAR, samesite="Lax", secure=not settings.DEMO, httponly=True
    )


def _is_ours(request: HttpRequest) -> bool:
    origin = request.headers.get("Origin")
    return origin in {None, "null"} or urlsplit(origin).netloc == request.get_host()
