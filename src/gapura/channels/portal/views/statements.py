"""What the city says about itself: its promises, how accessible the pages are, what it keeps."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from gapura.cases.commands.drafts import KEPT_FOR
from gapura.catalogue import queries as catalogue
from gapura.channels.portal.offers import fee_words, time_words
from gapura.channels.portal.pages import public
from gapura.channels.portal.service_page import unsure_of
from gapura.channels.ui.entering import CityRequest


@public
def promises(request: CityRequest) -> HttpResponse:
    """Maklumat pelayanan: what each service promises, word for word from its standard."""
    today = timezone.localdate()
    rows = [
        {
            "service": service,
            "time": time_words(service.package),
            "law": service.package.service.promise.legal_reference or "",
            "fee": fee_words(service.package, today)[0],
            "unsure": unsure_of(service.package),
        }
        for service in catalogue.list_offered(request.city.id, on=today)
    ]
    return render(request, "portal/statements/promises.html", {"rows": rows})


@public
def accessibility(request: CityRequest) -> HttpResponse:
    return render(request, "portal/statements/accessibility.html")


@public
def privacy(request: CityRequest) -> HttpResponse:
    return render(request, "portal/statements/privacy.html", {"draft_days": KEPT_FOR.days})
