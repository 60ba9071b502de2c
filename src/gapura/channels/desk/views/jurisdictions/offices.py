"""Offices: found, added below one's own, their address, phone and hours kept right."""

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from gapura.access.queries import administered_office_ids
from gapura.channels.desk.entering import ADMINISTRATORS, desk_page, refusals_on, show
from gapura.channels.desk.forms.jurisdictions import WEEKDAYS, NewOfficeForm, OfficeForm
from gapura.channels.ui.entering import CityRequest
from gapura.jurisdictions import commands, queries
from gapura.kernel.scope import scope

if TYPE_CHECKING:
    from gapura.jurisdictions.models import Office


@require_GET
@desk_page(*ADMINISTRATORS)
def offices(request: CityRequest) -> HttpResponse:
    words = request.GET.get("cari", "").strip()[:80]
    after = request.GET.get("setelah", "").replace("\0", "")[:240]
    page = queries.list_offices(request.city.id, search=words, after=after)
    ours = administered_office_ids(request.actor)
    context = {
        "words": words,
        "offices": [(office, office.id in ours) for office in page.offices],
        "after": page.after,
    }
    return show(request, "jurisdictions/offices.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@desk_page(*ADMINISTRATORS)
def office(request: CityRequest, code: str) -> HttpResponse:
    with scope(request.city.id):
        found = queries.get_office(request.city.id, code)
    form = OfficeForm(request.POST or None, initial=_as_it_is(found))
    if form.is_valid():
        with refusals_on(form):
            commands.change_office(
                found.id,
                by=request.actor,
                address=form.cleaned_data["address"],
                phone=form.cleaned_data["phone"],
                hours=form.hours(),
            )
            messages.success(request, _("Kantor disimpan."))
            return HttpResponseRedirect(reverse("desk:offices", args=[request.city.id]))
    return show(request, "jurisdictions/office.html", {"office": found}, form=form)


@require_http_methods(["GET", "HEAD", "POST"])
@desk_page(*ADMINISTRATORS)
def new_office(request: CityRequest) -> HttpResponse:
    with scope(request.city.id):
        kinds = queries.list_office_kinds(request.city.id)
        agencies = queries.list_agencies(request.city.id)
    form = NewOfficeForm(request.POST or None, kinds=kinds, agencies=agencies)
    if form.is_valid():
        data = form.cleaned_data
        with refusals_on(form):
            commands.add_office(
                code=data["code"],
                kind=data["kind"],
                name=data["name"],
                agency=data["agency"],
                area_code=data["area_code"],
                parent=data["parent"],
                by=request.actor,
                address=data["address"],
                phone=data["phone"],
                hours=form.hours(),
            )
            messages.success(request, _("Kantor ditambahkan."))
            return HttpResponseRedirect(reverse("desk:offices", args=[request.city.id]))
    return show(request, "jurisdictions/office.html", {"office": None}, form=form)


def _as_it_is(found: "Office") -> dict[str, Any]:
    hours = found.hours or {}
    return {
        "address": found.address,
        "phone": found.phone,
        **{day: hours.get(day, "") for day, _name in WEEKDAYS},
    }
