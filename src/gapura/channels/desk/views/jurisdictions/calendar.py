"""Days that differ from the week. First a page that says which deadlines move, then the change."""

from datetime import date
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from gapura.access.queries import administered_office_ids
from gapura.cases.queries.moves import preview_moves
from gapura.channels.desk.entering import ADMINISTRATORS, desk_page, refusals_on, show
from gapura.channels.desk.forms.jurisdictions import DAY_KINDS, DayForm, this_year
from gapura.channels.desk.parts.worktime import due_words
from gapura.channels.ui.entering import CityRequest
from gapura.jurisdictions import commands, queries
from gapura.jurisdictions.queries import PlannedDay
from gapura.kernel.errors import Refused
from gapura.kernel.scope import scope

SEND, MOVES_SHOWN = "kirim", 100
FIRST_YEAR, LAST_YEAR = 2020, 2100


@require_GET
@desk_page(*ADMINISTRATORS)
def calendar(request: CityRequest) -> HttpResponse:
    return show(request, "jurisdictions/calendar.html", _context(request) | {"form": DayForm()})


@require_http_methods(["POST"])
@desk_page(*ADMINISTRATORS)
def day(request: CityRequest) -> HttpResponse:
    """The first POST shows what would move; the POST from that page makes it so."""
    form = DayForm(request.POST)
    if form.is_valid():
        with refusals_on(form):
            office_id = _office_id(request, form.cleaned_data["office"])
            if request.POST.get("tahap") != SEND:
                return _preview(request, form, office_id)
            commands.set_calendar_day(
                on=form.cleaned_data["on"],
                kind=form.cleaned_data["kind"],
                hours=form.cleaned_data["hours"],
                name=form.names(),
                office_id=office_id,
                by=request.actor,
            )
            messages.success(
                request,
                _(
                    "Kalender disimpan. Batas waktu yang terkena sedang disesuaikan, dan pemohonnya "
                    "diberi tahu."
                ),
            )
            return _back(request, form.cleaned_data["on"].year)
    with scope(request.city.id):
        return show(request, "jurisdictions/calendar.html", _context(request), form=form)


@require_POST
@desk_page(*ADMINISTRATORS)
def remove_day(request: CityRequest, day_id: UUID) -> HttpResponse:
    commands.remove_calendar_day(day_id, by=request.actor)
    messages.success(request, _("Hari itu kembali seperti biasa. Batas waktu disesuaikan."))
    return _back(request, this_year())


def _preview(request: CityRequest, form: DayForm, office_id: UUID | None) -> HttpResponse:
    data = form.cleaned_data
    planned = PlannedDay(on=data["on"], kind=data["kind"], hours=data["hours"], office_id=office_id)
    try:
        with scope(request.city.id):
            moves = preview_moves(request.city.id, planned)
            ours = administered_office_ids(request.actor)
    except ValueError as unreadable:
        raise Refused(
            _("Jam khusus ini tidak terbaca. Tulis misalnya 08:00-12:00."), code="unreadable-hours"
        ) from unreadable
    seen = [move for move in moves if move.office_id in ours][:MOVES_SHOWN]
    context = {
        "planned": planned,
        "kind": dict(DAY_KINDS)[data["kind"]],
        "reason": data["name_id"],
        "typed": [(name, value) for name, value in request.POST.items() if name in form.fields],
        "count": len(moves),
        "moves": [(move, due_words(move.old), due_words(move.new)) for move in seen],
    }
    return show(request, "jurisdictions/calendar_preview.html", context)


def _context(request: CityRequest) -> dict[str, Any]:
    year = _year(request.GET.get("tahun", ""))
    office = request.GET.get("kantor", "").strip()[:60]
    found = queries.get_office(request.city.id, office) if office else None
    days = queries.list_calendar_days(
        request.city.id,
        first=date(year, 1, 1),
        last=date(year, 12, 31),
        office_id=found.id if found else None,
    )
    kinds = dict(DAY_KINDS)
    return {
        "year": year,
        "office": found,
        "days": [(row, kinds.get(row.kind, row.kind)) for row in days],
    }


def _office_id(request: CityRequest, code: str) -> UUID | None:
    if not code.strip():
        return None
    with scope(request.city.id):
        return UUID(str(queries.get_office(request.city.id, code.strip()).id))


def _year(text: str) -> int:
    try:
        return min(max(int(text), FIRST_YEAR), LAST_YEAR)
    except ValueError:
        return this_year()


def _back(request: CityRequest, year: int) -> HttpResponse:
    address = reverse("desk:calendar", args=[request.city.id])
    return HttpResponseRedirect(f"{address}?tahun={year}")
