"""Where to go: offices by name and kind, and each with address, hours and what it handles."""

from typing import TYPE_CHECKING

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from gapura.catalogue import queries as catalogue
from gapura.channels.portal.office_kinds import kind_title, kinds_at_work
from gapura.channels.portal.opening import opening_of
from gapura.channels.portal.pages import public
from gapura.channels.ui.entering import CityRequest
from gapura.jurisdictions import queries as jurisdictions
from gapura.kernel.errors import NotFound

if TYPE_CHECKING:
    from gapura.jurisdictions.models import Office

PER_PAGE = 20


@public
def offices(request: CityRequest) -> HttpResponse:
    words = " ".join(request.GET.get("nama", "").split())[:80]
    kinds = jurisdictions.list_office_kinds(request.city.id)
    kind = request.GET.get("jenis", "")
    kind = kind if kind in kinds else ""
    page = jurisdictions.list_offices(
        request.city.id,
        kind=kind,
        search=words,
        after=request.GET.get("sesudah", "")[:300],
        limit=PER_PAGE,
    )
    context = {
        "words": words,
        "kind": kind,
        "kinds": sorted(((each, kind_title(each)) for each in kinds), key=lambda pair: pair[1]),
        "offices": [(office, kind_title(office.kind)) for office in page.offices],
        "newer": _without_cursor(request),
        "older": _with_cursor(request, page.after),
    }
    return render(request, "portal/jurisdictions/offices.html", context)


@public
def office(request: CityRequest, code: str) -> HttpResponse:
    found = jurisdictions.get_office(request.city.id, code)
    context = {
        "office": found,
        "kind": kind_title(found.kind),
        "place": _place(found),
        "opening": opening_of(found),
        "services": [
            service
            for service in catalogue.list_offered(request.city.id, on=timezone.localdate())
            if found.kind in kinds_at_work(service.package)
        ],
    }
    return render(request, "portal/jurisdictions/office.html", context)


def _place(office: "Office") -> str:
    """“Gunung, Kebayoran Baru, Jakarta Selatan”."""
    try:
        path = jurisdictions.get_area_path(office.area_code)
    except NotFound:
        return ""
    return ", ".join(area.name for area in reversed(path[1:] or path))


def _with_cursor(request: CityRequest, after: str) -> str:
    if not after:
        return ""
    query = request.GET.copy()
    query["sesudah"] = after
    return f"?{query.urlencode()}"


def _without_cursor(request: CityRequest) -> str:
    """Back to the first page: a list by cursor goes forward only."""
    if not request.GET.get("sesudah"):
        return ""
    query = request.GET.copy()
    del query["sesudah"]
    return f"?{query.urlencode()}"
