"""A step of the SOP: first one page that shows what it does, then the step itself."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from gapura.cases.commands import working
from gapura.cases.commands.working import Given
from gapura.cases.queries import cases as queries
from gapura.cases.queries.detail import answers_of
from gapura.cases.queries.judging import explanation_of
from gapura.cases.queries.lists import find_visible
from gapura.cases.queries.work import ActionView, Work, letter_of, work_on
from gapura.channels.desk.entering import desk_page, refusals_on, show
from gapura.channels.desk.forms.cases import DecisionForm, count_fine, marks_in
from gapura.channels.desk.parts import decisions as parts
from gapura.channels.desk.parts import reasons
from gapura.channels.desk.parts.case import head_of
from gapura.channels.desk.parts.worktime import full_moment
from gapura.channels.ui.entering import CityRequest
from gapura.kernel.errors import Conflict, Refused
from gapura.kernel.scope import scope

SEND = "kirim"


@require_http_methods(["GET", "HEAD", "POST"])
@desk_page()
def decision(request: CityRequest, number: str) -> HttpResponse:
    """GET and the first POST show the check page; the POST from that page takes the step."""
    if request.POST.get("tahap") == SEND:
        return _send(request, number)
    asked = request.POST or request.GET
    with scope(request.city.id):
        return _check_page(request, number, asked.get("tindakan", ""), asked)


def _send(request: CityRequest, number: str) -> HttpResponse:
    with scope(request.city.id):
        case = find_visible(number, seen_by=request.actor)
        work = work_on(case, officer=request.actor)
        action = work.action(request.POST.get("tindakan", ""))
        laws = parts.laws_of(queries.service_of(case).package, case.step)
        departs = (
            action is not None
            and action.outcome == reasons.GRANTED
            and reasons.departs(explanation_of(case, seen_by=request.actor), action)
        )
    seen = request.POST.get("langkah", "")
    if action is None or work.task is None or work.task.step != seen:
        return _take(request, number, case.id, seen, Given())  # the city says who was first
    form = DecisionForm(request.POST, request.FILES, action=action, laws=laws, departs=departs)
    if form.is_valid():
        given = _given(form, marks_in(request.POST))
        with refusals_on(form):
            return _take(request, number, case.id, seen, given)
    with scope(request.city.id):
        return _check_page(request, number, action.code, request.POST, form=form)


def _take(request: CityRequest, number: str, case_id: Any, seen: str, given: Given) -> HttpResponse:
    try:
        working.take_step(
            case_id,
            officer=request.actor,
            seen_step=seen,
            action=request.POST.get("tindakan", ""),
            given=given,
        )
    except Conflict as conflict:
        return show(
            request,
            "cases/conflict.html",
            {"sentence": str(conflict), "number": number},
            status=409,
        )
    messages.success(request, _("Tersimpan: %(number)s.") % {"number": number})
    return HttpResponseRedirect(reverse("desk:case", args=[request.city.id, number]))


def _given(form: DecisionForm, marks: dict[str, str]) -> Given:
    data = form.cleaned_data
    return Given(
        grounds=data.get("grounds", ""),
        legal_reference=data.get("legal_reference", ""),
        message=data.get("message", ""),
        marks=marks,
        departure=data.get("departure", ""),
        photos=tuple((photo.name or "foto", photo.read()) for photo in data.get("photo") or ()),
    )


def _check_page(
    request: CityRequest,
    number: str,
    code: str,
    asked: Any,
    *,
    form: DecisionForm | None = None,
) -> HttpResponse:
    case = queries.get_case_by_number(number, seen_by=request.actor)
    work = work_on(case, officer=request.actor)
    action = _action(work, code)
    marks = marks_in(asked)
    pages = answers_of(case, seen_by=request.actor)
    labels = {row.path: row.label for page in pages for row in page.rows}
    _require_agreement(action, marks)
    package = queries.service_of(case).package
    explanation = explanation_of(case, seen_by=request.actor)
    laws = parts.laws_of(package, case.step)
    reasons.require_that_rules_allow(explanation, action)
    form = form or DecisionForm(
        action=action,
        laws=laws,
        departs=reasons.departs(explanation, action),
        initial={"message": _suggestion(marks, labels)} | reasons.quoted(explanation, action, laws),
    )
    words = form["message"].value() if "message" in form.fields else ""
    if "grounds" in form.fields:
        words = form["grounds"].value() or ""
    context = {
        "case": head_of(case, package, identity=queries.shows_identity(case, request.actor)),
        "work": work,
        "action": action,
        "title": parts.title_of(action),
        "state": parts.state_of(action),
        "marks": [(path, labels.get(path, path), note) for path, note in marks.items()],
        "fine": count_fine(asked),
        "answers": len(labels),
        "unmet": explanation.unmet if action.outcome else [],
        "consequences": parts.consequences(case, action),
        "preview": parts.preview_of(case, action, words or ""),
        "letter": letter_of(case) if action.outcome == "granted" else [],
        "now": full_moment(timezone.now()),
    }
    return show(request, "cases/decision.html", context, form=form)


def _action(work: Work, code: str) -> ActionView:
    action = work.action(code)
    if action is None:
        raise Refused(
            _(
                "Pilih dulu tindakan yang ada pada langkah ini. Kalau pilihannya hilang, langkah "
                "ini sudah dikerjakan atau dipegang petugas lain: buka lagi urusannya."
            ),
            code="no-action",
        )
    return action


def _require_agreement(action: ActionView, marks: dict[str, str]) -> None:
    """A mark and a step forward contradict each other; marks are needed to ask for a correction."""
    asks = "marks" in action.needs
    if marks and not asks:
        raise Refused(
            _(
                "Ada %(n)s isian bertanda Perbaiki. Minta perbaikan, atau ubah tandanya menjadi "
                "Sesuai, lalu pilih lagi."
            )
            % {"n": len(marks)},
            code="marks-contradict",
        )
    if asks and not marks:
        raise Refused(
            _("Tandai dulu dengan Perbaiki isian yang harus diperbaiki pemohon."), code="no-marks"
        )


def _suggestion(marks: dict[str, str], labels: dict[str, str]) -> str:
    return "\n".join(f"{labels.get(path, path)}: {note}" for path, note in marks.items() if note)
