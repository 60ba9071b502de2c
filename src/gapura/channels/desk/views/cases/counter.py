"""The counter: find a case by its number and give a new PIN to whoever lost it. Nothing more."""

from typing import Any

from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from gapura.cases.commands.pins import replace_pin
from gapura.cases.queries.cases import get_case_by_number, service_of, shows_identity
from gapura.cases.queries.lists import find_visible
from gapura.channels.desk.entering import desk_page, show
from gapura.channels.desk.parts.case import head_of
from gapura.channels.desk.parts.worktime import due_words, full_moment
from gapura.channels.ui.entering import CityRequest
from gapura.kernel.errors import NotFound, Refused
from gapura.kernel.scope import scope


@require_GET
@desk_page()
def counter(request: CityRequest) -> HttpResponse:
    number = request.GET.get("nomor", "").strip()[:40]
    context: dict[str, Any] = {"typed": number, "case": None, "sentence": ""}
    if number:
        try:
            context |= _found(request, number)
        except NotFound as error:
            context["sentence"] = str(error)
    return show(request, "cases/counter.html", context)


@require_POST
@desk_page()
def new_pin(request: CityRequest, number: str) -> HttpResponse:
    """The slip is the answer itself: the PIN is shown once and stands in no address."""
    if request.POST.get("checked") != "1":
        raise Refused(
            _("Periksa dulu KTP orang di depan Anda, lalu centang bahwa sudah diperiksa."),
            code="not-checked",
        )
    with scope(request.city.id):
        case = find_visible(number, seen_by=request.actor)
    pin = replace_pin(case.id, by=request.actor)
    context = {
        "number": case.number,
        "pin": pin,
        "now": full_moment(timezone.now()),
        "due": due_words(case.due_at),
        "office": case.office.name if case.office else "",
    }
    return show(request, "cases/pin_slip.html", context)


def _found(request: CityRequest, number: str) -> dict[str, Any]:
    case = get_case_by_number(number, seen_by=request.actor)
    package = service_of(case).package
    identity = shows_identity(case, request.actor)
    here = any(post.office_id == case.office_id for post in request.actor.posts)
    head = head_of(case, package, identity=identity)
    return {"case": head, "is_ours": here, "is_hidden": not identity}
