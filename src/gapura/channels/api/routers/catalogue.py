"""What the city offers, and what each service asks."""

from collections.abc import Iterator
from typing import Annotated

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.translation import gettext_noop
from ninja import Query, Router

from gapura.catalogue import queries as catalogue
from gapura.catalogue.queries import OfferedService
from gapura.channels.api.language import in_words, reader_language
from gapura.channels.api.schemas.catalogue import (
    Definition,
    FileQuestion,
    Promise,
    ServiceInList,
    ServiceList,
)
from gapura.channels.api.schemas.problems import ProblemDetails
from gapura.channels.api.tariffs import told_tariffs
from gapura.engines.deadlines.limits import describe, parse_limit
from gapura.engines.forms.json_schema import json_schema
from gapura.engines.forms.schema import Form, Page, Question
from gapura.jurisdictions.queries import get_jurisdiction
from gapura.kernel.scope import scope

PAGE = 50
MOST_PAGES = 1000

router = Router(tags=[gettext_noop("Layanan")])


@router.get(
    "/{city}/services",
    response={200: ServiceList, 404: ProblemDetails},
    operation_id="listServices",
    summary=gettext_noop("Daftar layanan"),
    description=gettext_noop("Semua layanan kota menurut kodenya, 50 tiap halaman."),
)
def list_services(
    request: HttpRequest, city: str, page: Annotated[int, Query(ge=1, le=MOST_PAGES)] = 1
) -> ServiceList:
    place = get_jurisdiction(city).id
    with scope(place):
        found = catalogue.list_offered(place, on=timezone.localdate())
    shown = found[(page - 1) * PAGE : page * PAGE]
    has_more = len(found) > page * PAGE
    return ServiceList(
        services=[_summary(service) for service in shown],
        next=f"{request.path}?page={page + 1}" if has_more else None,
    )


@router.get(
    "/{city}/services/{code}",
    response={200: Definition, 404: ProblemDetails},
    operation_id="getService",
    summary=gettext_noop("Satu layanan dengan formulirnya"),
    description=gettext_noop(
        "`answers` adalah JSON Schema 2020-12 dari jawaban; `files` adalah berkas yang diminta. "
        "Aturan yang bergantung pada jawaban lain ada di `x-required` dan `x-visible` (FEEL)."
    ),
)
def get_service(
    request: HttpRequest, response: HttpResponse, city: str, code: str
) -> Definition | HttpResponse:
    place = get_jurisdiction(city).id
    with scope(place):
        service = catalogue.get_service(place, code, on=timezone.localdate())
    content = catalogue.content_etag(service, reader_language()).strip(chr(34))
    etag = f'W/"api-{content}-{timezone.localdate():%Y%m%d}"'  # a tariff changes with the day
    unchanged = get_conditional_response(request, etag=etag)
    if isinstance(unchanged, HttpResponse):
        unchanged["ETag"] = etag
        return unchanged
    response["ETag"] = etag
    return _definition(service)


def _summary(service: OfferedService) -> ServiceInList:
    meta = service.package.service
    return ServiceInList(
        code=service.code,
        kind=meta.kind,
        title=in_words(meta.title),
        summary=in_words(meta.summary),
        authority=meta.authority,
        life_events=list(meta.life_events),
        promise=Promise(
            within=meta.promise.within,
            words=in_words(describe(parse_limit(meta.promise.within))),
            counted_from=meta.promise.from_,
            legal_reference=meta.promise.legal_reference,
        ),
        is_open=service.is_open,
        url=f"{settings.GAPURA_PUBLIC_URL}/api/v1/{service.jurisdiction}/services/{service.code}",
    )


def _definition(service: OfferedService) -> Definition:
    package = service.package
    meta = package.service
    tariffs = told_tariffs(package.fees, timezone.localdate())
    page_url = f"{settings.GAPURA_PUBLIC_URL}/{service.jurisdiction}/layanan/{service.code}/"
    return Definition(
        **dict(_summary(service)),
        version=service.content_hash,
        valid_from=service.valid_from,
        closed_reason=service.closed_reason,
        closed_until=service.closed_until,
        channels=list(meta.channels),
        procedure=[in_words(step) for step in meta.procedure],
        product=in_words(meta.product),
        legal_resources=[law.title for law in meta.legal_resources],
        fee=next((tariff for tariff in tariffs if tariff.state == "now"), None),
        tariffs=tariffs,
        answers=json_schema(_without_files(package.form), reader_language()),
        files=[
            _file_question(page, question)
            for page in package.pages()
            for question in page.questions
            if question.kind == "file"
        ],
        page_url=page_url,
        metadata_url=f"{page_url}cpsv.jsonld",
    )


def _without_files(form: Form) -> Form:
    return form.model_copy(update={"pages": tuple(_pages_without_files(form))})


def _pages_without_files(form: Form) -> Iterator[Page]:
    for page in form.pages:
        questions = tuple(question for question in page.questions if question.kind != "file")
        yield page.model_copy(update={"questions": questions})


def _file_question(page: Page, question: Question) -> FileQuestion:
    return FileQuestion(
        id=question.id,
        title=in_words(question.label),
        required=question.required,
        visible=[rule for rule in (page.visible, question.visible) if isinstance(rule, str)],
        accept=list(question.accept),
        max_files=question.max_files,
    )
