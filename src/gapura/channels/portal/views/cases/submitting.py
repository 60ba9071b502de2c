"""Check your answers, send, and the receipt with number and PIN."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from gapura.cases.commands import submitting as commands
from gapura.cases.commands.intake import Incomplete
from gapura.cases.queries import cases, fees, timeline
from gapura.cases.queries.answers import file_ids
from gapura.catalogue.queries import ServiceView
from gapura.channels.portal import case_pages
from gapura.channels.portal.personal import address, language, personal, to
from gapura.channels.portal.tariff_page import change_words
from gapura.channels.portal.views.cases.showing import fee_of
from gapura.channels.ui.entering import CityRequest, remember_proof
from gapura.channels.ui.fees import tell_fee
from gapura.channels.ui.parts import Row
from gapura.documents import queries as documents
from gapura.engines.forms import validation
from gapura.engines.forms.answers import Answers
from gapura.engines.forms.summary import summarise
from gapura.engines.forms.visibility import visible_pages
from gapura.engines.rules.text import in_language
from gapura.kernel.errors import Refused
from gapura.kernel.scope import scope

RECEIPTS = "receipts"
AGREED = "setuju"
NUMBERS = frozenset({"nik", "family_card", "phone", "date", "number", "money"})


@dataclass(frozen=True)
class Missing:
    """Something to mend before sending; `address` leads to the question."""

    sentence: str
    address: str


@dataclass(frozen=True)
class Section:
    id: str
    title: str
    rows: list[Row]


@personal
def check(request: CityRequest, draft: UUID) -> HttpResponse:
    row, _service, _answers = cases.get_draft(draft, seen_by=request.actor)
    if row.case_id is not None:
        return to(request, "draft", draft)
    return _show(request, draft)


@personal
def send(request: CityRequest, draft: UUID) -> HttpResponse:
    """However often it is pressed, one case and one receipt."""
    if request.method != "POST":
        return to(request, "check", draft)
    if AGREED not in request.POST and _must_agree(request, draft):
        sentence = _("Centang pernyataan di bawah, lalu kirim.")
        return _refused(request, draft, [Missing(sentence, f"#{AGREED}")])
    try:
        sent = commands.submit_draft(draft, by=request.actor)
    except Incomplete:
        return _refused(request, draft, [])
    except Refused as refusal:
        if refusal.status != Refused.status or refusal.code == "service-closed":
            raise
        return _refused(request, draft, [Missing(str(refusal), "")])

    remember_proof(request, sent.case_id)
    request.session[RECEIPTS] = {**request.session.get(RECEIPTS, {}), sent.number: sent.pin}
    return to(request, "receipt", sent.number)


@personal
def receipt(request: CityRequest, number: str) -> HttpResponse:
    """The PIN is shown here once; afterwards the number alone."""
    case = cases.get_own_case(number, seen_by=request.actor)
    service = cases.service_of(case)
    receipts = dict(request.session.get(RECEIPTS, {}))
    pin = receipts.pop(case.number, "") if request.method == "GET" else ""
    if pin:
        request.session[RECEIPTS] = receipts
    way = timeline.timeline_of(case, service.package, now=timezone.now())
    context = {
        "case": case,
        "service": service,
        "pin": f"{pin[:3]} {pin[3:]}" if pin else "",
        "now": next((item for item in way.items if item.state == "now"), None),
        "due_at": way.due_at,
        "if_missed": way.if_missed,
        "email": case_pages.masked_email(case),
        "product": in_language(service.package.service.product, language()),
        "may_be_corrected": case_pages.may_be_corrected(service),
        **fee_of(case),
    }
    return render(request, "portal/cases/receipt.html", context)


def asks_to_agree(service: ServiceView) -> bool:
    """Who reports a pothole need not swear to it."""
    return service.kind != "report"


def _must_agree(request: CityRequest, draft: UUID) -> bool:
    with scope(request.city.id):
        row, service, _answers = cases.get_draft(draft, seen_by=request.actor)
    return row.case_id is None and asks_to_agree(service)


def _refused(request: CityRequest, draft: UUID, why: Sequence[Missing]) -> HttpResponse:
    with scope(request.city.id):
        return _show(request, draft, why=why, status=422)


def _show(
    request: CityRequest, draft: UUID, *, why: Sequence[Missing] = (), status: int = 200
) -> HttpResponse:
    row, service, answers = cases.get_draft(draft, seen_by=request.actor)
    form, today = service.package.full_form(), timezone.localdate()
    pages = visible_pages(form, answers, today=today)
    missing = [
        *_missing(request, draft, service, answers),
        *_refused_files(request, draft, service, answers),
    ]
    shown = [*why, *missing]
    context = {
        "draft": row,
        "service": service,
        "number": len(pages) + 1,
        "back": address(request, "page", draft, pages[-1].id),
        "sections": _sections(request, draft, service, answers),
        "missing": shown,
        "is_complete": not missing,
        "problems": shown if status == 422 else [],
        **_fee(service, answers),
        "asks_to_agree": asks_to_agree(service),
    }
    return render(request, "portal/cases/check.html", context, status=status)


def _fee(service: ServiceView, answers: Answers) -> dict[str, object]:
    """By the tariff of today; or the sentence that says why there is no amount yet."""
    today = timezone.localdate()
    counting = validation.tidy(service.package.full_form(), answers, today=today)
    try:
        fee = fees.quote(
            service.package, counting, jurisdiction=service.jurisdiction, at=timezone.now()
        )
    except Refused as refusal:
        return {"fee": None, "no_fee": str(refusal)}
    told = tell_fee(fee, service.package, language())
    return {"fee": told, "fee_changes": change_words(service.package, today)}


def _missing(
    request: CityRequest, draft: UUID, service: ServiceView, answers: Answers
) -> list[Missing]:
    found = validation.problems(service.package.full_form(), answers, today=timezone.localdate())
    return [
        Missing(
            in_language(problem.sentence, language()),
            _question_address(request, draft, problem.page, problem.path),
        )
        for problem in found
    ]


def _refused_files(
    request: CityRequest, draft: UUID, service: ServiceView, answers: Answers
) -> list[Missing]:
    """What the worker refused after it had come."""
    refused = {
        str(ref.id): ref
        for ref in documents.list_files(draft, request.city.id)
        if ref.state == "refused"
    }
    if not refused:
        return []
    return [
        Missing(
            f"{refused[file_id].name}: {refused[file_id].sentence}",
            _question_address(request, draft, page.id, question.id),
        )
        for page in service.package.pages()
        for question in page.questions
        if question.kind == "file"
        for file_id in file_ids({question.id: answers.get(question.id)})
        if file_id in refused
    ]


def _sections(
    request: CityRequest, draft: UUID, service: ServiceView, answers: Answers
) -> list[Section]:
    summary = summarise(
        service.package.full_form(),
        answers,
        language(),
        today=timezone.localdate(),
        area_name=case_pages.area_names(),
    )
    return [
        Section(
            part.page.id,
            in_language(part.page.title, language()),
            [
                Row(
                    label=row.label,
                    value=row.value,
                    change=_question_address(request, draft, part.page.id, row.path),
                    is_number=row.question.kind in NUMBERS,
                )
                for row in part.rows
            ],
        )
        for part in summary
    ]


def _question_address(request: CityRequest, draft: UUID, page_id: str, path: str) -> str:
    way = address(request, "page", draft, page_id)
    return f"{way}?dari=periksa#q-{path.replace('.', '-')}-field"
