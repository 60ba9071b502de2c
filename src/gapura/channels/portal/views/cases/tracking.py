"""Following: number and PIN, where a case stands, its papers, and taking it back."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _

from gapura.cases.commands import correcting, lost_pins, pins
from gapura.cases.queries import cases, detail
from gapura.channels.portal.forms.cases import LostPinForm, TrackForm
from gapura.channels.portal.personal import client_address, personal, to
from gapura.channels.portal.views.cases import showing
from gapura.channels.ui.entering import CityRequest, remember_proof
from gapura.channels.ui.forms import form_problems
from gapura.channels.ui.parts import Row
from gapura.documents import queries as documents
from gapura.engines.workflow.running import may_withdraw
from gapura.kernel.errors import NotFound, Refused, TooMany
from gapura.kernel.ids import read_number
from gapura.kernel.scope import scope


@personal
def track(request: CityRequest) -> HttpResponse:
    asks_pin = request.actor.account_id is None
    if request.method != "POST":
        known = {"number": request.GET.get("nomor", "")[:40]}
        return _track_page(request, TrackForm(initial=known, asks_pin=asks_pin))
    typed = request.POST.get("number", "")
    number = read_number(typed) or typed
    if _is_open_to(request, number):
        return to(request, "case", number)
    form = TrackForm(request.POST, asks_pin=asks_pin)
    if not form.is_valid():
        return _track_page(request, form, status=422)
    try:
        _open(request, number, form.cleaned_data["pin"])
    except TooMany as wait:
        form.add_error("pin", str(wait))
        response = _track_page(request, form, status=429)
        response["Retry-After"] = str(wait.seconds)
        return response
    except Refused as refusal:
        form.add_error("number" if refusal.code == "number-mistyped" else "pin", str(refusal))
        return _track_page(request, form, status=422)
    return to(request, "case", number)


@personal
def lost_pin(request: CityRequest) -> HttpResponse:
    """The same answer whether or not there is such a case, and whether or not it has an e-mail."""
    form = LostPinForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            lost_pins.mail_new_pin(
                by=request.actor,
                number=form.cleaned_data["number"],
                address=client_address(request),
            )
        except Refused as refusal:
            form.add_error("number", str(refusal))
            return _lost_pin_page(request, form, status=refusal.status)
        messages.success(
            request,
            _("Bila urusan itu punya e-mail, PIN baru kami kirim ke sana. Lihat kotak masuknya."),
        )
        return to(request, "track")
    return _lost_pin_page(request, form, status=422 if form.is_bound else 200)


@personal
def case(request: CityRequest, number: str) -> HttpResponse:
    """The whole page; for htmx only the part that changes."""
    try:
        found = cases.get_own_case(number, seen_by=request.actor)
    except NotFound:
        return _ask_for_pin(request, number)
    if request.headers.get("HX-Request") == "true":
        return render(request, "portal/cases/status.html", showing.status_of(request, found))
    return render(request, "portal/cases/case.html", showing.case_of(request, found))


@personal
def answers(request: CityRequest, number: str) -> HttpResponse:
    found = cases.get_own_case(number, seen_by=request.actor)
    sections = [
        (page.id, page.title, [Row(row.label, row.value) for row in page.rows])
        for page in detail.answers_of(found, seen_by=request.actor)
    ]
    context = {"case": found, "service": cases.service_of(found), "sections": sections}
    return render(request, "portal/cases/answers.html", context)


@personal
def new_pin(request: CityRequest, number: str) -> HttpResponse:
    """For whoever may see the case already: a new PIN to its e-mail."""
    with scope(request.city.id):
        found = cases.get_own_case(number, seen_by=request.actor)
    if request.method == "POST":
        lost_pins.mail_new_pin(
            by=request.actor, number=found.number, address=client_address(request)
        )
        messages.success(request, _("PIN baru kami kirim ke e-mail urusan ini."))
    return to(request, "case", found.number)


@personal
def withdraw(request: CityRequest, number: str) -> HttpResponse:
    with scope(request.city.id):
        found = cases.get_own_case(number, seen_by=request.actor)
        service = cases.service_of(found)
    if not found.is_open or not may_withdraw(service.package.workflow, found.step):
        messages.warning(request, _("Urusan ini sudah tidak dapat dibatalkan."))
        return to(request, "case", found.number)
    if request.method != "POST":
        context = {"case": found, "service": service}
        return render(request, "portal/cases/withdraw.html", context)
    correcting.withdraw(found.id, by=request.actor)
    messages.success(request, _("Urusan ini sudah dibatalkan. Petugas berhenti mengerjakannya."))
    return to(request, "case", found.number)


@personal
def file(request: CityRequest, number: str, file: UUID) -> HttpResponse:
    found = cases.get_own_case(number, seen_by=request.actor)
    ref, content = cases.read_case_file(found, file, seen_by=request.actor)
    return _paper(content, ref.media_type, ref.name, inline=ref.is_image)


@personal
def document(request: CityRequest, number: str, document: UUID) -> HttpResponse:
    found = cases.get_own_case(number, seen_by=request.actor)
    if documents.get_document(document, request.city.id).case_id != found.id:
        raise NotFound(_("Surat ini bukan bagian dari urusan ini."), code="document-not-found")
    ref, pdf = documents.read_pdf(document, request.city.id)
    return _paper(pdf, "application/pdf", ref.file_name, inline=False)


def _open(request: CityRequest, number: str, pin: str) -> None:
    """A wrong PIN is counted after its refusal, so that the next try waits longer."""
    came_from = client_address(request)
    try:
        case_id = pins.open_with_pin(by=request.actor, number=number, pin=pin, address=came_from)
    except pins.WrongPin as wrong:
        pins.count_wrong_pin(wrong, address=came_from)
        raise
    request.session.cycle_key()
    remember_proof(request, case_id)


def _is_open_to(request: CityRequest, number: str) -> bool:
    """The account's own case, or one this browser has opened before: no PIN is asked."""
    with scope(request.city.id):
        try:
            cases.get_own_case(number, seen_by=request.actor)
        except NotFound:
            return False
    return True


def _ask_for_pin(request: CityRequest, number: str) -> HttpResponse:
    """For a stranger and for a number that does not exist alike: 404, and the way in."""
    known = {"number": number.upper()[:40]}
    form = TrackForm(initial=known, asks_pin=request.actor.account_id is None)
    return _track_page(request, form, status=404, is_missing=True)


def _track_page(
    request: CityRequest, form: TrackForm, *, status: int = 200, is_missing: bool = False
) -> HttpResponse:
    context = {"form": form, "problems": form_problems(form), "is_missing": is_missing}
    return render(request, "portal/cases/track.html", context, status=status)


def _lost_pin_page(request: HttpRequest, form: LostPinForm, *, status: int) -> HttpResponse:
    context = {"form": form, "problems": form_problems(form)}
    return render(request, "portal/cases/lost_pin.html", context, status=status)


def _paper(content: bytes, media_type: str, name: str, *, inline: bool) -> HttpResponse:
    response = HttpResponse(content, content_type=media_type)
    disposition = content_disposition_header(as_attachment=not inline, filename=name)
    response["Content-Disposition"] = disposition or "attachment"
    return response
