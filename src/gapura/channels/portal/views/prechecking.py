"""Can I get this, and what will I need? Answered without signing in; nothing is kept."""

from collections.abc import Mapping

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from gapura.cases.commands import checklists
from gapura.cases.commands import drafts as commands
from gapura.catalogue import queries as catalogue
from gapura.catalogue.queries import OfferedService
from gapura.channels.portal import precheck_page, question_pages
from gapura.channels.portal.forms.catalogue import SendListForm
from gapura.channels.portal.personal import address, client_address, language, personal, to
from gapura.channels.portal.question_pages import Pressed
from gapura.channels.ui.entering import CityRequest, remember_proof
from gapura.channels.ui.question_fields import list_problems
from gapura.engines.definitions.precheck import for_draft, precheck_form
from gapura.engines.forms.answers import Answers
from gapura.engines.forms.reading import read_page
from gapura.engines.forms.schema import Form
from gapura.engines.forms.visibility import visible_questions
from gapura.engines.rules.text import Text
from gapura.kernel.errors import NotFound, TooMany
from gapura.kernel.scope import scope

BUTTON = "a"
START, SEND = "mulai", "kirim"


@personal
def check(request: CityRequest, code: str) -> HttpResponse:
    if request.method != "POST":
        service, form = _asked(request, code)
        return _show(request, service, form, {})
    pressed = question_pages.read_pressed(request)
    with scope(request.city.id):
        service, form = _asked(request, code)
        page = form.pages[0]
        read = read_page(page, form, pressed.posted, {}, today=timezone.localdate())
        answers = {name: value for name, value in read.values.items() if value is not None}
        if read.errors or pressed.step is not None:
            errors = {} if pressed.step is not None else read.errors
            typed = question_pages.as_typed(page, form, {}, pressed)
            return _show(request, service, form, typed, pressed=pressed, errors=errors)
        if _asks_more(form, answers, pressed):
            return _show(request, service, form, answers, more={"asks_more": True})
    button = request.POST.get(BUTTON)
    if button == START:
        return _start(request, service, answers)
    if button == SEND:
        return _send(request, service, form, answers)
    with scope(request.city.id):
        return _show_result(request, service, form, answers)


def _asked(request: CityRequest, code: str) -> tuple[OfferedService, Form]:
    service = catalogue.get_service(request.city.id, code, on=timezone.localdate())
    form = precheck_form(service.package)
    if form is None:
        raise NotFound(
            _("Layanan ini tidak perlu diperiksa dulu: syaratnya sama untuk semua orang."),
            code="no-precheck",
        )
    return service, form


def _asks_more(form: Form, answers: Answers, pressed: Pressed) -> bool:
    """An answer brought up questions that were not on the page."""
    shown = visible_questions(form.pages[0], form, answers, today=timezone.localdate())
    return not {question.id for question in shown} <= set(
        pressed.posted.get(question_pages.ASKED, ())
    )


def _start(request: CityRequest, service: OfferedService, answers: Answers) -> HttpResponse:
    """The application begins with what was answered here."""
    draft = commands.start_draft(
        by=request.actor, service_code=service.code, answers=for_draft(service.package, answers)
    )
    if request.actor.kind != "resident":
        remember_proof(request, draft)
    return to(request, "draft", draft)


def _send(
    request: CityRequest, service: OfferedService, form: Form, answers: Answers
) -> HttpResponse:
    asked = SendListForm(request.POST)
    with scope(request.city.id):
        checklist = precheck_page.checklist_of(service, answers, today=timezone.localdate())
    if asked.is_valid():
        link = settings.GAPURA_PUBLIC_URL + address(request, "precheck", service.code)
        subject, body = precheck_page.letter(service, checklist, link)
        try:
            checklists.mail_checklist(
                by=request.actor,
                to=asked.cleaned_data["kepada"],
                subject=subject,
                body=body,
                address=client_address(request),
            )
        except TooMany as wait:
            asked.add_error(
                "kepada",
                _("Daftar baru saja dikirim beberapa kali. Tunggu %(n)s detik, lalu coba lagi.")
                % {"n": wait.seconds},
            )
        else:
            messages.success(
                request,
                _("Daftar ini kami kirim ke %(email)s.") % {"email": asked.cleaned_data["kepada"]},
            )
            asked = SendListForm()
    with scope(request.city.id):
        return _show_result(request, service, form, answers, asked=asked)


def _show_result(
    request: CityRequest,
    service: OfferedService,
    form: Form,
    answers: Answers,
    *,
    asked: SendListForm | None = None,
) -> HttpResponse:
    checklist = precheck_page.checklist_of(service, answers, today=timezone.localdate())
    own = getattr(request.user, "email", "") if request.actor.kind == "resident" else ""
    sending = asked or SendListForm(initial={"kepada": own})
    return _show(request, service, form, answers, more={**vars(checklist), "sending": sending})


def _show(
    request: CityRequest,
    service: OfferedService,
    form: Form,
    answers: Answers,
    *,
    pressed: Pressed | None = None,
    errors: Mapping[str, Text] | None = None,
    more: Mapping[str, object] | None = None,
) -> HttpResponse:
    fields = question_pages.draw(
        form.pages[0], form, answers, request=request, errors=errors, pressed=pressed
    )
    context = {
        "service": service,
        "questions": fields,
        "adapts": question_pages.adapts(form.pages[0]),
        "problems": list_problems(fields, errors or {}, language=language()),
        **(more or {}),
    }
    return render(request, "portal/catalogue/precheck.html", context, status=422 if errors else 200)
