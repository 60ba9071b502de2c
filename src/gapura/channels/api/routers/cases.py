"""Asking for a service, and following what was asked."""

from typing import Annotated, Any, Literal

from django.conf import settings
from django.db import IntegrityError
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from ninja import Header, Router, Status

from gapura.cases.commands.intake import Submitted
from gapura.cases.commands.pins import WrongPin, count_wrong_pin, open_with_pin
from gapura.cases.commands.submitting import submit_answers
from gapura.cases.queries import cases as queries
from gapura.cases.queries.fees import find_fee
from gapura.cases.queries.timeline import TimelineItem, timeline_of
from gapura.catalogue import queries as catalogue
from gapura.channels.api.bodies import read_submission
from gapura.channels.api.language import in_words, reader_language
from gapura.channels.api.problems import Problem, at, pointer
from gapura.channels.api.schemas.cases import (
    CaseStatus,
    Correction,
    IssuedDocument,
    Receipt,
    Submission,
    TimelineMoment,
)
from gapura.channels.api.schemas.problems import ProblemDetails
from gapura.channels.api.tariffs import told_fee
from gapura.documents.queries import list_documents
from gapura.engines.forms.schema import Form
from gapura.jurisdictions.queries import get_jurisdiction
from gapura.kernel import actors
from gapura.kernel.actors import Actor
from gapura.kernel.scope import scope

SHORTEST_KEY, LONGEST_KEY = 16, 100

IdempotencyKey = Annotated[
    str,
    Header(
        alias="Idempotency-Key",
        min_length=SHORTEST_KEY,
        max_length=LONGEST_KEY,
        pattern=r"^[\x21-\x7e]+$",
        examples=["0b6f0a7e-7b0c-4a52-9d53-0d1f6f3d7c11"],
    ),
]
Pin = Annotated[str, Header(alias="X-Gapura-PIN", max_length=20, examples=["123456"])]

router = Router(tags=[gettext_noop("Permohonan")])


@router.post(
    "/{city}/services/{code}/submissions",
    response={
        201: Receipt,
        200: Receipt,
        **dict.fromkeys((400, 404, 409, 413, 415, 422, 503), ProblemDetails),
    },
    operation_id="submit",
    summary=gettext_noop("Kirim permohonan"),
    description=gettext_noop(
        "Satu kali untuk setiap `Idempotency-Key`: kiriman yang sama dengan kunci yang sama dijawab "
        "200 dengan nomor yang sama; isi lain dengan kunci yang sama ditolak (409). Buat kunci acak, "
        "misalnya UUID. Isi paling besar 15 MB. Nomor dan PIN dipakai untuk mengikuti urusan."
    ),
    openapi_extra={
        "requestBody": {
            "required": True,
            "content": {
                "application/json": {"schema": {"$ref": "#/components/schemas/Submission"}}
            },
        }
    },
)
def submit(
    request: HttpRequest, city: str, code: str, idempotency_key: IdempotencyKey
) -> Status[Receipt]:
    by = actors.visitor(get_jurisdiction(city).id).through("api")
    submission, spelled = read_submission(request)
    _require_known(submission, by, code)

    def send() -> Submitted:
        return submit_answers(
            by=by,
            service_code=code,
            answers=submission.answers,
            idempotency_key=idempotency_key,
            uploads={
                question: [(upload.name, upload.content) for upload in uploads]
                for question, uploads in submission.files.items()
            },
            content=f"{code}\n{spelled}",
        )

    try:
        sent = send()
    except IntegrityError:  # the same key came at the same moment: now the other one is there
        sent = send()
    receipt = Receipt(number=sent.number, pin=sent.pin, case_url=_case_url(by, sent.number))
    return Status(200 if sent.repeated else 201, receipt)


@router.get(
    "/{city}/cases/{number}",
    response={200: CaseStatus, **dict.fromkeys((403, 404, 422, 429, 503), ProblemDetails)},
    operation_id="getCase",
    summary=gettext_noop("Ikuti urusan"),
    description=gettext_noop(
        "Dengan nomor dan PIN dari kiriman. PIN yang salah membuat percobaan berikutnya menunggu "
        "(429 dengan Retry-After)."
    ),
)
def get_case(request: HttpRequest, city: str, number: str, x_gapura_pin: Pin) -> CaseStatus:
    stranger = actors.visitor(get_jurisdiction(city).id).through("api")
    address = str(request.META.get("REMOTE_ADDR", ""))
    try:
        case_id = open_with_pin(by=stranger, number=number, pin=x_gapura_pin, address=address)
    except WrongPin as wrong:
        count_wrong_pin(wrong, address=address)
        raise Problem(403, wrong.code, str(wrong)) from None
    proved = frozenset({case_id})
    seen_by = actors.visitor(stranger.jurisdiction, proved_cases=proved).through("api")
    with scope(stranger.jurisdiction):
        return _status(queries.get_case(case_id, seen_by=seen_by), seen_by)


def _require_known(submission: Submission, by: Actor, code: str) -> None:
    """An answer that nobody asked for is more likely a mistake than a gift."""
    with scope(by.jurisdiction):
        service = catalogue.get_service(by.jurisdiction, code, on=timezone.localdate())
    form: Form = service.package.full_form()
    kinds = {question.id: question.kind for question in form.questions()}
    errors = [
        at(pointer("answers", name), _unasked(kinds.get(name)), path=name)
        for name in submission.answers
        if kinds.get(name) in {None, "file"}
    ]
    errors += [
        at(pointer("files", name), _("Layanan ini tidak meminta berkas ini."), path=name)
        for name in submission.files
        if kinds.get(name) != "file"
    ]
    if errors:
        detail = _("Ada bagian yang tidak diminta layanan ini, jadi belum dikirim.")
        raise Problem(422, "not-asked", detail, errors=errors)


def _unasked(kind: str | None) -> str:
    if kind == "file":
        return _("Kirim berkas lewat `files`, bukan lewat `answers`.")
    return _("Layanan ini tidak bertanya ini. Lihat skemanya.")


def _status(case: Any, seen_by: Actor) -> CaseStatus:
    service = queries.service_of(case)
    timeline = timeline_of(case, service.package, now=timezone.now())
    asked = queries.find_open_correction(case)
    status: Literal["open", "waiting_for_applicant", "closed"] = "closed"
    if case.is_open:
        status = "waiting_for_applicant" if asked else "open"
    return CaseStatus(
        number=case.number,
        service=case.service_code,
        title=in_words(service.title),
        status=status,
        outcome=case.outcome or None,
        submitted_at=case.submitted_at,
        due_at=timeline.due_at,
        is_late=timeline.is_late,
        if_missed=list(timeline.if_missed),
        timeline=[_moment(item) for item in timeline.items],
        fee=told_fee(find_fee(case)),
        correction=Correction(message=asked.message, marks=asked.marks, until=asked.until)
        if asked
        else None,
        documents=[
            IssuedDocument(
                title=document.title_in(reader_language()),
                number=document.number,
                issued_at=document.issued_at,
                status=document.status,
                verification_url=document.url,
            )
            for document in list_documents(case.id, seen_by.jurisdiction)
        ],
        case_url=_case_url(seen_by, case.number),
    )


def _moment(item: TimelineItem) -> TimelineMoment:
    return TimelineMoment(
        state=item.state,
        title=item.title,
        at=item.at,
        desk=item.desk,
        due_at=item.due_at,
        text=item.text,
    )


def _case_url(by: Actor, number: str) -> str:
    return f"{settings.GAPURA_PUBLIC_URL}/{by.jurisdiction}/urusan/{number}/"
