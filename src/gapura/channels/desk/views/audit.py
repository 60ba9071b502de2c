"""Who looked at a case, when and why: for supervisors, heads and the inspectorate."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from gapura.access import queries as access
from gapura.audit import queries as audit
from gapura.cases.queries.cases import get_case_by_number, service_of
from gapura.cases.queries.words import in_reader_language
from gapura.channels.desk.entering import OVERSEERS, desk_page, show
from gapura.channels.desk.parts import history
from gapura.channels.ui.entering import CityRequest
from gapura.kernel.errors import NotFound

PAGE = 100


@require_GET
@desk_page(*OVERSEERS)
def trail(request: CityRequest) -> HttpResponse:
    number = request.GET.get("nomor", "").strip()[:40]
    context: dict[str, Any] = {"typed": number, "looks": None, "sentence": ""}
    if number:
        try:
            context |= _looks(request, number)
        except NotFound as error:
            context["sentence"] = str(error)
    return show(request, "audit/trail.html", context)


def _looks(request: CityRequest, number: str) -> dict[str, Any]:
    case = get_case_by_number(number, seen_by=request.actor)
    rows = audit.list_accesses(case.id, jurisdiction=request.city.id, limit=PAGE)
    names = access.names_of({row.account_id for row in rows if isinstance(row.account_id, UUID)})
    package = service_of(case).package
    labels = {
        question.id: in_reader_language(question.label)
        for question in package.full_form().questions()
    }
    total = audit.count_accesses(case.id, jurisdiction=request.city.id)
    return {
        "number": case.number,
        "looks": history.looks_of(rows, names, labels),
        "more": _("%(n)s catatan yang lebih lama tidak ditampilkan.") % {"n": total - len(rows)}
        if total > len(rows)
        else "",
    }
