"""The office next door: chosen once by the name of one's kelurahan, kept in this browser."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.conf import settings
from django.http import HttpResponse

from gapura.channels.portal.opening import Opening, opening_of
from gapura.channels.ui.entering import CityRequest
from gapura.jurisdictions import queries as jurisdictions
from gapura.jurisdictions.queries import AreaHit

if TYPE_CHECKING:
    from gapura.jurisdictions.models import Office

COOKIE = "gapura_kelurahan"
KIND = "kelurahan"
YEAR = 60 * 60 * 24 * 365


@dataclass(frozen=True)
class Near:
    """Either an office, or what a search for a name found; both empty at the start."""

    area: str = ""
    office: "Office | None" = None
    opening: Opening | None = None
    words: str = ""
    hits: list[AreaHit] = field(default_factory=list)
    is_new: bool = False  # chosen just now


def find(request: CityRequest) -> Near:
    words = " ".join(request.GET.get("kelurahan", "").split())[:80]
    if words:
        hits = jurisdictions.search_areas(words, within=request.city.area_codes, limit=8)
        if len(hits) == 1:
            return _at(request, hits[0].code, is_new=True)
        return Near(words=words, hits=hits)
    chosen = request.GET.get("wilayah", "")
    if chosen:
        return _at(request, chosen, is_new=True)
    if "ganti" in request.GET:
        return Near()
    return _at(request, request.COOKIES.get(COOKIE, ""), is_new=False)


def remember(request: CityRequest, response: HttpResponse, near: Near) -> HttpResponse:
    if near.is_new:
        response.set_cookie(
            COOKIE, near.area, max_age=YEAR, samesite="Lax", secure=not settings.DEMO, httponly=True
        )
    return response


def _at(request: CityRequest, area: str, *, is_new: bool) -> Near:
    """A code from elsewhere, or of another city, is as if nothing were chosen."""
    if not request.city.covers(area):
        return Near()
    offices = jurisdictions.list_offices_serving(request.city.id, area, kind=KIND)
    if not offices:
        return Near()
    return Near(area=area, office=offices[0], opening=opening_of(offices[0]), is_new=is_new)
