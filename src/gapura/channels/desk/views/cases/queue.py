"""The officers' queue: views, filters, keyset pages; take the next, take or hand back what is ticked."""

from collections.abc import Callable
from typing import Any, get_args
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from gapura.cases.commands import working
from gapura.cases.queries import queue as queries
from gapura.cases.queries.lists import find_visible, numbers_of
from gapura.catalogue import queries as catalogue
from gapura.channels.desk.entering import desk_page, show
from gapura.channels.desk.parts import queue as parts
from gapura.channels.ui.addresses import local_path
from gapura.channels.ui.entering import CityRequest
from gapura.engines.rules.text import in_language
from gapura.kernel.errors import NotFound, Refused
from gapura.kernel.scope import scope

MOST_TICKED = 50
ON_TICKED: dict[str, Callable[..., Any]] = {"ambil": working.take_task, "lepas": working.hand_back}


@require_GET
@desk_page()
def queue(request: CityRequest) -> HttpResponse:
    wanted = _wanted(request)
    city, officer = request.city.id, request.actor
    counts = queries.count_queue(officer=officer)
    rail = parts.rail_of(city, counts, wanted)
    context: dict[str, Any] = {"rail": rail, "wanted": wanted, "here": request.get_full_path()}
    if request.headers.get("HX-Request") == "true":
        return show(request, "cases/rail.html", context)
    page = queries.list_queue(officer=officer, wanted=wanted, after=_cursor(request))
    counted = queries.count_by_service(officer=officer, view=wanted.view)
    context |= {
        "view_title": next(choice.label for choice in rail if choice.is_here),
        "rows": parts.rows_of(page.tasks, officer=officer, now=timezone.now()),
        "services": parts.service_choices(city, counted, wanted),
        "steps": parts.step_choices(city, counted, wanted, _step_titles(city, wanted.service)),
        "older": parts.queue_address(city, wanted, page.after) if page.after else "",
        "many_offices": len({post.office_id for post in officer.posts}) > 1,
        "uses_htmx": True,
    }
    return show(request, "cases/queue.html", context)


@require_POST
@desk_page()
def take_next(request: CityRequest) -> HttpResponse:
    case_id = working.take_next_task(officer=request.actor)
    if case_id is None:
        messages.info(request, _("Tidak ada urusan bebas di meja Anda sekarang."))
        return HttpResponseRedirect(reverse("desk:queue", args=[request.city.id]))
    with scope(request.city.id):
        number = numbers_of(request.city.id, [case_id])[case_id]
    return HttpResponseRedirect(reverse("desk:case", args=[request.city.id, number]))


@require_POST
@desk_page()
def on_ticked(request: CityRequest) -> HttpResponse:
    """Each ticked case by its own command: one refusal holds up no other."""
    act = ON_TICKED.get(request.POST.get("a", ""))
    if act is None:
        raise Refused(_("Pilih Ambil atau Lepas untuk urusan yang dicentang."), code="no-action")
    done, refused = 0, []
    for number, case_id in _ticked(request):
        try:
            if case_id is None:
                raise NotFound(_("tidak ditemukan di kota ini."))
            act(case_id, officer=request.actor)
            done += 1
        except Refused as refusal:
            refused.append(f"{number}: {refusal}")
    if done:
        said = ngettext("%(n)s urusan selesai diproses.", "%(n)s urusan selesai diproses.", done)
        messages.success(request, said % {"n": done})
    for sentence in refused:
        messages.warning(request, sentence)
    back = reverse("desk:queue", args=[request.city.id])
    return HttpResponseRedirect(local_path(request, request.POST.get("lanjut", ""), otherwise=back))


def _ticked(request: CityRequest) -> list[tuple[str, UUID | None]]:
    numbers = list(dict.fromkeys(request.POST.getlist("k")))[:MOST_TICKED]
    with scope(request.city.id):
        return [(number[:24], _visible_id(request, number)) for number in numbers]


def _visible_id(request: CityRequest, number: str) -> UUID | None:
    """What this officer may not see does not exist for them."""
    try:
        return UUID(str(find_visible(number, seen_by=request.actor).id))
    except NotFound:
        return None


def _wanted(request: CityRequest) -> queries.QueueFilter:
    view = request.GET.get("tampilan", "all")
    return queries.QueueFilter(
        view=next((known for known in get_args(queries.View) if known == view), "all"),
        service=_text(request, "layanan"),
        step=_text(request, "langkah"),
    )


def _cursor(request: CityRequest) -> str:
    return _text(request, "setelah")


def _text(request: CityRequest, name: str) -> str:
    return request.GET.get(name, "").replace("\0", "")[:120]


def _step_titles(city: str, service: str) -> dict[str, str]:
    """Of the version that holds today; a step of an older version keeps its code."""
    if not service:
        return {}
    try:
        view = catalogue.get_service(city, service, on=timezone.localdate())
    except NotFound:
        return {}
    language = get_language() or "id"
    steps = view.package.workflow.steps.items()
    return {code: in_language(step.activity, language) for code, step in steps}
