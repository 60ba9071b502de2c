"""The pages before any city: which cities are here."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language

from gapura.channels.ui.errors import DATABASE_DOWN, page_for
from gapura.jurisdictions.queries import list_jurisdictions


def cities(request: HttpRequest) -> HttpResponse:
    language = get_language() or "id"
    try:
        found = list_jurisdictions()
    except DATABASE_DOWN as error:
        return page_for(request, error)
    rows = [(f"/{city.id}/", city.name(language), city.government) for city in found]
    return render(request, "ui/cities.html", {"rows": rows})


def robots(request: HttpRequest) -> HttpResponse:
    text = "User-agent: *\nDisallow: /*/desk/\nDisallow: /*/urusan/\nDisallow: /*/lacak/\n"
    return HttpResponse(text, content_type="text/plain")
