"""One case: shown with everything an officer needs beside it; taken, handed back, written to."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from gapura.access import queries as access
from gapura.cases.commands import working
from gapura.cases.commands.messaging import send_message
from gapura.cases.queries.cases import get_case_by_number, service_of, shows_identity
from gapura.cases.queries.lists import find_visible
from gapura.cases.queries.work import work_on
from gapura.channels.desk.entering import desk_page, refusals_on, show
from gapura.channels.desk.forms.cases import AssignForm, MessageForm, RevealForm
from gapura.channels.desk.parts.case import case_page, head_of
from gapura.channels.ui.entering import CityRequest
from gapura.kernel.errors import Forbidden, Refused
from gapura.kernel.ids import uuid7
from gapura.kernel.scope import scope


@require_GET
@desk_page()
def case(request: CityRequest, number: str) -> HttpResponse:
    found = get_case_by_number(number, seen_by=request.actor)
    context = case_page(found, officer=request.actor, chosen_file=request.GET.get("bukti", ""))
    return show(request, "cases/case.html", context | {"message_key": uuid7()})


@require_POST
@desk_page()
def reveal(request: CityRequest, number: str) -> HttpResponse:
    """Show one masked value, this once; the page is the answer, so nothing stays in an address."""
    form = RevealForm(request.POST)
    if not form.is_valid():
        raise Refused(
            _("Pilih jawaban dan alasan membukanya, lalu tekan Tampilkan."), code="no-purpose"
        )
    with scope(request.city.id):
        found = get_case_by_number(number, seen_by=request.actor)
        context = case_page(
            found,
            officer=request.actor,
            chosen_file=request.GET.get("bukti", ""),
            revealed=frozenset({form.cleaned_data["path"]}),
            purpose=form.cleaned_data["purpose"],
        )
    return show(request, "cases/case.html", context | {"message_key": uuid7()})


@require_POST
@desk_page()
def assignment(request: CityRequest, number: str) -> HttpResponse:
    """Take it, or let it go."""
    acts = {"ambil": working.take_task, "lepas": working.hand_back}
    act = acts.get(request.POST.get("a", ""))
    if act is None:
        raise Refused(_("Pilih Ambil atau Lepas."), code="no-action")
    with scope(request.city.id):  # found and taken in one transaction
        act(_case_id(request, number), officer=request.actor)
    return _back(request, number)


@desk_page()
def reassignment(request: CityRequest, number: str) -> HttpResponse:
    """A supervisor gives the step to somebody who is there and may do it."""
    with scope(request.city.id):
        found = find_visible(number, seen_by=request.actor)
        work = work_on(found, officer=request.actor)
        if not work.may_assign or work.task is None or work.task.office_id is None:
            raise Forbidden(
                _("Hanya pengawas kantor ini yang dapat membagi tugas."), code="not-supervisor"
            )
        able = access.officers_of(request.city.id, work.task.office_id, work.task.role)
        names = access.names_of([work.held_by] if work.held_by else [])
        package = service_of(found).package
        head = head_of(found, package, identity=shows_identity(found, request.actor))
    form = AssignForm(request.POST or None, able=able)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            to = form.cleaned_data["to"]
            working.assign(found.id, officer=request.actor, to=UUID(to) if to else None)
            messages.success(request, _("Tugas dipindahkan. Petugasnya diberi tahu."))
            return HttpResponseRedirect(reverse("desk:board", args=[request.city.id]))
    holder = names.get(work.held_by, "") if work.held_by else ""
    context = {"case": head, "work": work, "holder": holder}
    return show(request, "cases/assignment.html", context, form=form)


@require_POST
@desk_page()
def message(request: CityRequest, number: str) -> HttpResponse:
    form = MessageForm(request.POST)
    form.is_valid()
    send_message(
        _case_id(request, number),
        by=request.actor,
        text=form.cleaned_data.get("text", ""),
        key=form.cleaned_data.get("key", ""),
    )
    messages.success(request, _("Pesan terkirim. Pemohon diberi tahu."))
    return _back(request, number)


def _case_id(request: CityRequest, number: str) -> UUID:
    with scope(request.city.id):
        return UUID(str(find_visible(number, seen_by=request.actor).id))


def _back(request: CityRequest, number: str) -> HttpResponse:
    return HttpResponseRedirect(reverse("desk:case", args=[request.city.id, number]))
