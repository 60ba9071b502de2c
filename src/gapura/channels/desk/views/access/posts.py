"""One officer: posts given and ended, absences with who stands in, the invitation once more."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.forms import Form
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from gapura.access import commands, queries
from gapura.channels.desk.entering import ADMINISTRATORS, desk_page, refusals_on, show
from gapura.channels.desk.forms.access import AbsenceForm, EndPostForm, PostForm
from gapura.channels.desk.views.access.officers import office_id, posts_seen, titled, to_officer
from gapura.channels.ui.entering import CityRequest
from gapura.kernel.scope import scope

COLLEAGUES = 200


@require_GET
@desk_page(*ADMINISTRATORS)
def officer(request: CityRequest, account_id: UUID) -> HttpResponse:
    return show(request, "access/officer.html", _context(request, account_id))


@require_POST
@desk_page(*ADMINISTRATORS)
def add_post(request: CityRequest, account_id: UUID) -> HttpResponse:
    form = PostForm(request.POST, city=request.city, prefix="post")
    if form.is_valid():
        with refusals_on(form):
            commands.add_post(
                by=request.actor,
                account_id=account_id,
                role=form.cleaned_data["role"],
                office_id=office_id(request, form.cleaned_data["office"]),
                starts_on=form.cleaned_data["starts_on"],
            )
            messages.success(request, _("Tugas ditambahkan."))
            return to_officer(request, account_id)
    return _again(request, account_id, post_form=form)


@require_POST
@desk_page(*ADMINISTRATORS)
def end_post(request: CityRequest, post_id: UUID) -> HttpResponse:
    with scope(request.city.id):
        account_id = queries.get_post(request.city.id, post_id).account_id
    form = EndPostForm(request.POST)
    if form.is_valid():
        with refusals_on(form):
            commands.end_post(post_id, by=request.actor, ends_on=form.cleaned_data["ends_on"])
            messages.success(request, _("Tugas diakhiri. Urusan yang ia pegang dapat dibagi lagi."))
            return to_officer(request, account_id)
    return _again(request, account_id, end_form=form)


@require_POST
@desk_page(*ADMINISTRATORS)
def add_absence(request: CityRequest, account_id: UUID) -> HttpResponse:
    with scope(request.city.id):
        colleagues = _colleagues(request, account_id)
    form = AbsenceForm(request.POST, colleagues=colleagues, prefix="absence")
    if form.is_valid():
        delegate = form.cleaned_data["delegate"]
        with refusals_on(form):
            commands.set_absence(
                by=request.actor,
                account_id=account_id,
                starts_on=form.cleaned_data["starts_on"],
                until=form.cleaned_data["until"],
                note=form.cleaned_data["note"],
                delegate_id=UUID(delegate) if delegate else None,
            )
            messages.success(request, _("Ketidakhadiran dicatat."))
            return to_officer(request, account_id)
    return _again(request, account_id, absence_form=form)


@require_POST
@desk_page(*ADMINISTRATORS)
def end_absence(request: CityRequest, account_id: UUID, absence_id: UUID) -> HttpResponse:
    commands.end_absence(absence_id, by=request.actor)
    messages.success(request, _("Petugas tercatat hadir lagi."))
    return to_officer(request, account_id)


@require_POST
@desk_page(*ADMINISTRATORS)
def invitation(request: CityRequest, account_id: UUID) -> HttpResponse:
    commands.send_invitation(account_id, by=request.actor)
    messages.success(request, _("Undangan dikirim lagi."))
    return to_officer(request, account_id)


def _again(request: CityRequest, account_id: UUID, **forms: Form) -> HttpResponse:
    """The officer's page with what was typed and what was wrong with it."""
    (form,) = forms.values()
    with scope(request.city.id):
        context = _context(request, account_id) | forms
        return show(request, "access/officer.html", context, form=form)


def _context(request: CityRequest, account_id: UUID) -> dict[str, Any]:
    posts = posts_seen(request, account_id)
    absences = queries.list_absences(request.city.id, account_id)
    delegates = queries.names_of([row.delegate_id for row in absences if row.delegate_id])
    colleagues = _colleagues(request, account_id)
    return {
        "officer": posts[0],
        "posts": titled(request, posts),
        "absences": [
            (row, delegates.get(row.delegate_id, "") if row.delegate_id else "") for row in absences
        ],
        "post_form": PostForm(city=request.city, prefix="post"),
        "end_form": EndPostForm(),
        "absence_form": AbsenceForm(colleagues=colleagues, prefix="absence"),
    }


def _colleagues(request: CityRequest, account_id: UUID) -> list[queries.OfficerRow]:
    page = queries.list_officers(
        request.city.id,
        offices=queries.administered_office_ids(request.actor),
        limit=COLLEAGUES,
    )
    return [row for row in page.officers if row.account_id != account_id]
