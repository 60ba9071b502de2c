"""Services closed for a while and opened again, with the reason residents read."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from gapura.catalogue import commands, queries
from gapura.channels.desk.entering import ADMINISTRATORS, desk_page, refusals_on, show
from gapura.channels.desk.forms.catalogue import ClosureForm
from gapura.channels.ui.entering import CityRequest
from gapura.kernel.scope import scope


@require_GET
@desk_page(*ADMINISTRATORS)
def services(request: CityRequest) -> HttpResponse:
    return show(request, "catalogue/services.html", _context(request))


@require_POST
@desk_page(*ADMINISTRATORS)
def closure(request: CityRequest, code: str) -> HttpResponse:
    form = ClosureForm(request.POST, prefix=code)
    if form.is_valid():
        with refusals_on(form):
            commands.close_service(
                by=request.actor,
                code=code,
                reason=form.cleaned_data["reason"],
                until=form.cleaned_data["until"],
            )
            messages.success(request, _("Layanan ditutup. Warga membaca alasannya sekarang."))
            return _back(request)
    with scope(request.city.id):
        return show(request, "catalogue/services.html", _context(request, code, form), form=form)


@require_POST
@desk_page(*ADMINISTRATORS)
def opening(request: CityRequest, code: str) -> HttpResponse:
    commands.open_service(by=request.actor, code=code)
    messages.success(request, _("Layanan dibuka lagi."))
    return _back(request)


def _context(
    request: CityRequest, code: str = "", form: ClosureForm | None = None
) -> dict[str, Any]:
    language = get_language() or "id"
    rows = queries.list_services(request.city.id, language=language)
    return {
        "rows": [
            (row, form if form and row.code == code else ClosureForm(prefix=row.code))
            for row in rows
        ]
    }


def _back(request: CityRequest) -> HttpResponse:
    return HttpResponseRedirect(reverse("desk:services", args=[request.city.id]))
