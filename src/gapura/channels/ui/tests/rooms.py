"""Small pages behind `in_city` and `at_desk`, for the tests of entering."""

from django.db import OperationalError
from django.http import HttpResponse
from django.template import engines
from django.template.response import TemplateResponse
from django.urls import include, path
from django.views.decorators.http import require_POST

from gapura.channels.ui.entering import at_desk, in_city, remember_proof
from gapura.kernel.errors import Conflict, Forbidden, NotFound, Refused, TooMany
from gapura.kernel.ids import uuid7
from gapura.kernel.scope import current_jurisdiction

ERRORS = {
    "refused": Refused("Belum bisa."),
    "conflict": Conflict("Sudah diputus Dimas."),
    "forbidden": Forbidden("Bukan kasus Anda."),
    "not-found": NotFound("Tidak ada berkas itu."),
    "too-many": TooMany("Tunggu dulu.", seconds=42),
    "closed": Refused("Tutup sampai Senin.", code="service-closed"),
    "database": OperationalError("server closed the connection"),
}


@in_city
def who(request):
    actor = request.actor
    return HttpResponse(
        f"{request.city.id} {actor.kind} {len(actor.proved_cases)} {current_jurisdiction()}"
    )


@in_city
def lazily(request):
    template = engines["django"].from_string("in {{ scope }}")
    return TemplateResponse(request, template, {"scope": current_jurisdiction})


@in_city
def prove(request):
    remember_proof(request, uuid7())
    return HttpResponse("proved")


@in_city
def broken(request):
    return HttpResponse(str(1 // 0))


@in_city
def fail(request, key):
    raise ERRORS[key]


@at_desk
def desk(request):
    return HttpResponse(f"{request.actor.name} {request.actor.roles()} {current_jurisdiction()}")


@in_city
@require_POST
def only_post(request):
    return HttpResponse("posted")


def outside(request):
    raise ERRORS["database"]


urlpatterns = [
    path("<slug:city>/siapa/", who),
    path("<slug:city>/nanti/", lazily),
    path("<slug:city>/bukti/", prove),
    path("<slug:city>/rusak/", broken),
    path("<slug:city>/gagal/<slug:key>/", fail),
    path("<slug:city>/desk/antrean/", desk),
    path("<slug:city>/kirim/", only_post),
    path("luar/", outside),
    path("", include("gapura.channels.ui.urls")),
]
handler400 = "gapura.channels.ui.errors.bad_request"
handler403 = "gapura.channels.ui.errors.forbidden"
handler404 = "gapura.channels.ui.errors.not_found"
handler500 = "gapura.channels.ui.errors.server_error"
