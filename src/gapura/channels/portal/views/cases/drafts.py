"""Filling in: one page of questions at a time, kept as it goes, with or without JavaScript."""

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from gapura.cases.commands import drafts as commands
from gapura.cases.queries import cases
from gapura.catalogue import queries as catalogue
from gapura.catalogue.queries import ServiceView
from gapura.channels.portal import question_pages
from gapura.channels.portal.personal import address, language, personal, to
from gapura.channels.portal.question_pages import Pressed
from gapura.channels.ui.entering import CityRequest, remember_proof
from gapura.channels.ui.question_fields import list_problems
from gapura.documents import queries as documents
from gapura.engines.forms.answers import Answers
from gapura.engines.forms.schema import Page
from gapura.engines.forms.visibility import visible_pages
from gapura.engines.rules.text import Text
from gapura.kernel.actors import Actor
from gapura.kernel.errors import Conflict, Refused
from gapura.kernel.scope import scope

if TYPE_CHECKING:
    from gapura.cases.models import Draft

FROM_CHECK = "periksa"


@personal
def start(request: CityRequest, code: str) -> HttpResponse:
    """A button, not a link, begins: only then something is kept."""
    if request.method != "POST":
        service = catalogue.get_service(request.city.id, code, on=timezone.localdate())
        return render(request, "portal/cases/start.html", {"service": service})
    draft = commands.start_draft(by=request.actor, service_code=code)
    if request.actor.kind != "resident":
        remember_proof(request, draft)
    with scope(request.city.id):
        row, version, answers = cases.get_draft(draft, seen_by=_with_draft(request, draft))
        return to(request, "page", draft, _where_it_stopped(row, version, answers).id)


@personal
def resume(request: CityRequest, draft: UUID) -> HttpResponse:
    """Where one stopped."""
    row, service, answers = cases.get_draft(draft, seen_by=request.actor)
    if row.case_id is not None:
        return _to_case(request, row.case_id)
    return to(request, "page", draft, _where_it_stopped(row, service, answers).id)


@personal
def page(request: CityRequest, draft: UUID, page: str) -> HttpResponse:
    if request.method != "POST":
        row, service, answers = cases.get_draft(draft, seen_by=request.actor)
        if row.case_id is not None:
            return _to_case(request, row.case_id)
        return _show(request, row, service, answers, page)
    try:
        return _take(request, draft, page, question_pages.read_pressed(request))
    except Conflict:
        return _sent_already(request, draft)


@personal
def autosave(request: CityRequest, draft: UUID, page: str) -> HttpResponse:
    """Called by the page while one types; nothing is judged."""
    if request.method != "POST":
        return to(request, "page", draft, page)
    pressed = question_pages.read_pressed(request)
    commands.autosave(draft, by=request.actor, page_id=page, posted=pressed.posted)
    return HttpResponse(status=204, headers={"Saved-At": timezone.now().isoformat()})


@personal
def discard(request: CityRequest, draft: UUID) -> HttpResponse:
    if request.method != "POST":
        row, service, _answers = cases.get_draft(draft, seen_by=request.actor)
        if row.case_id is not None:
            return _to_case(request, row.case_id)
        return render(request, "portal/cases/discard.html", {"draft": row, "service": service})
    try:
        commands.discard_draft(draft, by=request.actor)
    except Conflict:
        return _sent_already(request, draft)
    messages.success(request, _("Isian sudah dihapus, bersama berkasnya."))
    return to(request, "cases")


def _where_it_stopped(draft: "Draft", service: ServiceView, answers: Answers) -> Page:
    pages = visible_pages(service.package.full_form(), answers, today=timezone.localdate())
    return next((page for page in pages if page.id == draft.page), pages[0])


def _with_draft(request: CityRequest, draft: UUID) -> Actor:
    """Who asks, as the next request will know them: this browser holds the draft now."""
    return replace(request.actor, proved_cases=request.actor.proved_cases | {draft})


def _take(request: CityRequest, draft: UUID, page_id: str, pressed: Pressed) -> HttpResponse:
    """Files first: a page that asks for one is judged with what came along."""
    refused = _keep_files(request, draft, page_id, pressed)
    if pressed.step is None and "nanti" not in pressed.posted:
        saved = commands.save_page(draft, by=request.actor, page_id=page_id, posted=pressed.posted)
        if not saved.errors and not refused:
            return _onward(request, draft, saved.next_page)
        errors = {**question_pages.were_asked(pressed, saved.errors), **refused}
        return _show_again(request, draft, page_id, pressed, errors, asks_more=not errors)

    commands.autosave(draft, by=request.actor, page_id=page_id, posted=pressed.posted)
    if refused:
        return _show_again(request, draft, page_id, pressed, refused)
    if "nanti" in pressed.posted:
        messages.success(request, _("Tersimpan. Lanjutkan kapan saja dari halaman ini."))
        return to(request, "cases")
    if pressed.only_files:
        return to(request, "page", draft, page_id)
    return _show_again(request, draft, page_id, pressed, {})


def _keep_files(
    request: CityRequest, draft: UUID, page_id: str, pressed: Pressed
) -> dict[str, Text]:
    """Each upload is taken or refused by itself; a sentence by question for the refused."""
    refused: dict[str, Text] = {}
    for question_id, uploads in pressed.uploads.items():
        for name, content in uploads:
            try:
                commands.add_file(
                    draft,
                    by=request.actor,
                    page_id=page_id,
                    question_id=question_id,
                    name=name,
                    content=content,
                )
            except Refused as refusal:
                if refusal.status != Refused.status:
                    raise
                refused[question_id] = {"id": f"{name}: {refusal}"}
    if pressed.dropped_file:
        commands.remove_file(draft, by=request.actor, page_id=page_id, file_id=pressed.dropped_file)
    return refused


def _onward(request: CityRequest, draft: UUID, next_page: str | None) -> HttpResponse:
    if next_page is None or request.GET.get("dari") == FROM_CHECK:
        return to(request, "check", draft)
    return to(request, "page", draft, next_page)


def _show_again(
    request: CityRequest,
    draft: UUID,
    page_id: str,
    pressed: Pressed,
    errors: Mapping[str, Text],
    *,
    asks_more: bool = False,
) -> HttpResponse:
    with scope(request.city.id):
        row, service, answers = cases.get_draft(draft, seen_by=request.actor)
        form = service.package.full_form()
        typed = question_pages.as_typed(commands.page_named(form, page_id), form, answers, pressed)
        return _show(
            request, row, service, typed, page_id,
            pressed=pressed, errors=errors, asks_more=asks_more,
        )  # fmt: skip


def _show(
    request: CityRequest,
    draft: "Draft",
    service: ServiceView,
    answers: Answers,
    page_id: str,
    *,
    pressed: Pressed | None = None,
    errors: Mapping[str, Text] | None = None,
    asks_more: bool = False,
) -> HttpResponse:
    form = service.package.full_form()
    here = commands.page_named(form, page_id)
    pages = visible_pages(form, answers, today=timezone.localdate())
    if here not in pages:
        return to(request, "draft", draft.id)
    has_files = any(question.kind == "file" for question in here.questions)
    fields = question_pages.draw(
        here,
        form,
        answers,
        request=request,
        errors=errors,
        pressed=pressed,
        files=documents.list_files(draft.id, request.city.id) if has_files else (),
    )
    context = {
        "draft": draft,
        "service": service,
        "page": here,
        "number": pages.index(here) + 1,
        "count": len(pages) + 1,
        "back": _back(request, draft, pages, here),
        "questions": fields,
        "adapts": question_pages.adapts(here),
        "asks_more": asks_more,
        "saved_at": draft.updated_at if draft.page else None,
        "problems": list_problems(fields, errors or {}, language=language()),
        "is_kept_for_account": draft.account_id is not None,
        "session_hours": settings.SESSION_COOKIE_AGE // 3600,
    }
    return render(request, "portal/cases/page.html", context, status=422 if errors else 200)


def _back(request: CityRequest, draft: "Draft", pages: list[Page], here: Page) -> str:
    if request.GET.get("dari") == FROM_CHECK:
        return address(request, "check", draft.id)
    before = pages.index(here) - 1
    if before < 0:
        return address(request, "start", draft.service_code)
    return address(request, "page", draft.id, pages[before].id)


def _sent_already(request: CityRequest, draft: UUID) -> HttpResponse:
    """The button was pressed in another tab: here is what became of it."""
    with scope(request.city.id):
        row, _service, _answers = cases.get_draft(draft, seen_by=request.actor)
        if row.case_id is None:
            return to(request, "draft", draft)
        return _to_case(request, row.case_id)


def _to_case(request: CityRequest, case_id: UUID) -> HttpResponse:
    case = cases.get_case(case_id, seen_by=request.actor)
    return to(request, "case", case.number)
