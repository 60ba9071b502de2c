"""Finding a service: the front page, search in own words, A to Z, moments of life, its page."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from gapura.catalogue import queries as catalogue
from gapura.catalogue.queries import LifeEvent, OfferedService
from gapura.channels.portal import freshness, nearest, service_page
from gapura.channels.portal.announcements import closed_days
from gapura.channels.portal.offers import REPORT, Offer, list_offers
from gapura.channels.portal.pages import Numbered, page_number, public
from gapura.channels.portal.personal import address, language
from gapura.channels.portal.publishing import cpsv_of
from gapura.channels.ui.entering import CityRequest
from gapura.channels.ui.icons import ICONS
from gapura.engines.rules.text import Text, in_language
from gapura.jurisdictions import queries as jurisdictions
from gapura.kernel.errors import NotFound

ICON_OF = {"baby": "child"}
PER_PAGE = 10
PER_LIST = 40
MOST_HITS = 100
POPULAR = 5


@dataclass(frozen=True)
class Tile:
    """A moment of life with its picture."""

    code: str
    title: Text
    summary: Text
    icon: str


@public
def home(request: CityRequest) -> HttpResponse:
    city = request.city.id
    reports = catalogue.list_services(city, kind=REPORT)
    near = nearest.find(request)
    context = {
        "tiles": [_tile(event) for event in _events_with_services(city)],
        "popular": _popular(city),
        "report_open": any(report.is_open for report in reports),
        "has_reports": bool(reports),
        "near": near,
        "closed_days": closed_days(request.city),
    }
    response = render(request, "portal/catalogue/home.html", context)
    return nearest.remember(request, response, near)


@public
def search(request: CityRequest) -> HttpResponse:
    words = " ".join(request.GET.get("q", "").split())[:200]
    if not words:
        return HttpResponseRedirect(address(request, "services"))
    city = request.city.id
    hits = catalogue.search(city, words, language(), limit=MOST_HITS)
    numbered = Numbered.of(hits, page_number(request), PER_PAGE)
    offers = list_offers(city, [hit.code for hit in numbered.rows])
    context: dict[str, Any] = {
        "words": words,
        "count": len(hits),
        "best": offers[0] if offers and numbered.number == 1 else None,
        "others": offers[1:] if numbered.number == 1 else offers,
        "newer": numbered.newer(request),
        "older": numbered.older(request),
        "events": [],
        "popular": [],
    }
    if context["best"]:
        context["events"] = _events_of(city, context["best"].life_events)
    if not hits:
        context["popular"] = _popular(city)
    return render(request, "portal/catalogue/search.html", context)


@public
def services(request: CityRequest) -> HttpResponse:
    city = request.city.id
    events = _events_with_services(city)
    chosen = next((e for e in events if e.code == request.GET.get("peristiwa")), None)
    found = catalogue.list_services(
        city, life_event=chosen.code if chosen else None, language=language()
    )
    numbered = Numbered.of(found, page_number(request), PER_LIST)
    context = {
        "events": events,
        "chosen": chosen,
        "services": numbered.rows,
        "count": len(found),
        "newer": numbered.newer(request),
        "older": numbered.older(request),
    }
    return render(request, "portal/catalogue/services.html", context)


@public
def life_event(request: CityRequest, code: str) -> HttpResponse:
    events = catalogue.list_life_events(request.city.id)
    event = next((event for event in events if event.code == code), None)
    if event is None:
        raise NotFound(
            _("Tidak ada peristiwa itu di kota ini. Pilih dari daftar layanan."),
            code="unknown-life-event",
        )
    found = catalogue.list_services(request.city.id, life_event=code, language=language())
    offers = list_offers(request.city.id, [service.code for service in found])
    context = {
        "event": event,
        "offers": offers,
        "others": [_tile(other) for other in events if other.services and other != event],
    }
    return render(request, "portal/catalogue/life_event.html", context)


@public
def service(request: CityRequest, code: str) -> HttpResponse:
    """Drawn when something on it changed, else only said to be the same."""
    found = _offered(request, code)
    etag = freshness.page_etag(request, catalogue.content_etag(found, language()))
    same = freshness.not_modified(request, etag)
    if same is not None:
        return same
    events = _events_of(request.city.id, found.package.service.life_events)
    context = service_page.context_of(found, request.GET.dict()) | {
        "authority": _authority_name(request, found),
        "events": events,
    }
    response = render(request, "portal/catalogue/service.html", context)
    response["ETag"] = etag
    return response


@public
def cpsv(request: CityRequest, code: str) -> HttpResponse:
    """The same service as open metadata (CPSV-AP in JSON-LD), for anyone to reuse."""
    found = _offered(request, code)
    response = JsonResponse(
        cpsv_of(found, request.city, jurisdictions.list_agencies(request.city.id)),
        content_type="application/ld+json",
        json_dumps_params={"ensure_ascii": False},
    )
    response["Access-Control-Allow-Origin"] = "*"
    return response


def _offered(request: CityRequest, code: str) -> OfferedService:
    return catalogue.get_service(request.city.id, code, on=timezone.localdate())


def _popular(city: str) -> list[Offer]:
    return list_offers(city, [service.code for service in catalogue.list_popular(city, POPULAR)])


def _events_with_services(city: str) -> list[LifeEvent]:
    return [event for event in catalogue.list_life_events(city) if event.services]


def _tile(event: LifeEvent) -> Tile:
    """A picture that we do not have is a star."""
    name = ICON_OF.get(event.icon, event.icon)
    return Tile(event.code, event.title, event.summary, name if name in ICONS else "star")


def _events_of(city: str, codes: tuple[str, ...]) -> list[LifeEvent]:
    return [event for event in catalogue.list_life_events(city) if event.code in codes]


def _authority_name(request: CityRequest, service: OfferedService) -> str:
    agencies = jurisdictions.list_agencies(request.city.id)
    named = {agency.code: agency.name(language()) for agency in agencies}
    government = in_language(request.city.government, language())
    return named.get(service.package.service.authority, government)
