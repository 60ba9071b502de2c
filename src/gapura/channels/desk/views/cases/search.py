"""Find a case by number, NIK, phone or name; what was found is written down."""

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_GET

from gapura.cases.queries.queue import search_cases
from gapura.channels.desk.entering import desk_page, show
from gapura.channels.desk.parts.found import found_of
from gapura.channels.ui.entering import CityRequest
from gapura.kernel import ids

SHORTEST, LONGEST = 3, 120


@require_GET
@desk_page()
def search(request: CityRequest) -> HttpResponse:
    words = request.GET.get("q", "").replace("\0", "").strip()[:LONGEST]
    found = search_cases(officer=request.actor, words=words) if len(words) >= SHORTEST else []
    if len(found) == 1 and ids.read_number(words) == found[0].number:
        return HttpResponseRedirect(reverse("desk:case", args=[request.city.id, found[0].number]))
    context = {
        "words": words,
        "is_short": 0 < len(words) < SHORTEST,
        "found": found_of(found),
    }
    return show(request, "cases/search.html", context)
