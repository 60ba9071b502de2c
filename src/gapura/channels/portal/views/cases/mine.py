"""My cases: what waits for me first, then drafts, what runs, what is done; and the way to report."""

from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from gapura.cases.commands.drafts import KEPT_FOR
from gapura.cases.queries import cases as queries
from gapura.cases.queries.proved import list_proved_cases
from gapura.catalogue import queries as catalogue
from gapura.channels.portal import case_pages
from gapura.channels.portal.personal import address, language, personal, to
from gapura.channels.ui.entering import CityRequest


@require_safe
@personal
def cases(request: CityRequest) -> HttpResponse:
    page = queries.list_my_cases(seen_by=request.actor, after=request.GET.get("sesudah", ""))
    is_first = "sesudah" not in request.GET
    mine = {case.id: case for case in page.cases}
    proved = list_proved_cases(seen_by=request.actor) if is_first else []
    found = [*page.cases, *(case for case in proved if case.id not in mine)]
    services = {case.id: queries.service_of(case) for case in found}
    waiting = [case for case in found if case_pages.is_my_turn(case, services[case.id])]
    running = [case for case in found if case.is_open and case not in waiting]
    drafts = queries.list_my_drafts(seen_by=request.actor) if is_first else []
    context = {
        "waiting": [case_pages.row_of(case, services[case.id]) for case in waiting],
        "running": [case_pages.row_of(case, services[case.id]) for case in running],
        "closed": [
            case_pages.row_of(case, services[case.id]) for case in found if not case.is_open
        ],
        "drafts": [
            (
                draft,
                catalogue.get_version(request.city.id, draft.version_id),
                draft.updated_at + KEPT_FOR,
            )
            for draft in drafts
        ],
        "is_visitor": request.actor.account_id is None,
        "newer": "" if is_first else address(request, "cases"),
        "older": f"?{urlencode({'sesudah': page.after})}" if page.after else "",
        "is_empty": not found and not drafts,
    }
    return render(request, "portal/cases/cases.html", context)


@require_safe
@personal
def report(request: CityRequest) -> HttpResponse:
    """What can be reported; straight to it where there is one thing."""
    services = catalogue.list_services(request.city.id, kind="report", language=language())
    if len(services) == 1:
        return to(request, "start", services[0].code)
    return render(request, "portal/cases/report.html", {"services": services})
