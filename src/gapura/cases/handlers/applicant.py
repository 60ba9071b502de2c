"""Residents hear of every change, in the words of the package, in the app and by e-mail."""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from gapura.cases.events import (
    CaseDeemedGranted,
    CaseGranted,
    CaseRefused,
    CaseRejected,
    CaseResolved,
    CaseSubmitted,
    CaseWithdrawn,
    CorrectionRequested,
    DeadlineMissed,
    DeadlineMoved,
    MessageSent,
    PinReplaced,
)
from gapura.cases.models import Case, CorrectionRequest
from gapura.cases.queries.cases import (
    decision_grounds,
    find_decision,
    find_open_task,
    get_case,
    service_of,
)
from gapura.cases.queries.timeline import desk_name
from gapura.documents.events import DocumentIssued
from gapura.engines.definitions.schema import ServicePackage
from gapura.kernel.events import Occurrence, on
from gapura.notifications import commands as notifications
from gapura.parties import queries as parties


@on(CaseSubmitted)
def tell_that_it_arrived(fact: CaseSubmitted, occurrence: Occurrence) -> None:
    tell(fact.subject_id, "submitted", occurrence)


@on(CorrectionRequested)
def tell_what_to_correct(fact: CorrectionRequested, occurrence: Occurrence) -> None:
    request = CorrectionRequest.objects.of(occurrence.jurisdiction).get(id=fact.request_id)
    tell(fact.subject_id, "correction_requested", occurrence, due=request.until)


@on(DocumentIssued)
def tell_that_the_document_is_ready(fact: DocumentIssued, occurrence: Occurrence) -> None:
    tell(fact.subject_id, "granted", occurrence)


@on(CaseGranted)
def tell_that_it_was_granted(fact: CaseGranted, occurrence: Occurrence) -> None:
    """Only where no document follows; otherwise the notice waits for the document."""
    case = Case.objects.of(occurrence.jurisdiction).get(id=fact.subject_id)
    if service_of(case).package.output is None:
        tell(case.id, "granted", occurrence)


@on(CaseRefused, CaseResolved, CaseRejected)
def tell_the_decision(
    fact: CaseRefused | CaseResolved | CaseRejected, occurrence: Occurrence
) -> None:
    tell(fact.subject_id, fact.type.partition(".")[2], occurrence)


@on(CaseWithdrawn)
def tell_that_it_ended(fact: CaseWithdrawn, occurrence: Occurrence) -> None:
    tell(fact.subject_id, "withdrawn", occurrence)


@on(CaseDeemedGranted)
def tell_what_silence_means(fact: CaseDeemedGranted, occurrence: Occurrence) -> None:
    tell(fact.subject_id, "deemed_granted", occurrence)


@on(MessageSent)
def tell_of_a_message(fact: MessageSent, occurrence: Occurrence) -> None:
    if fact.from_office:
        tell(fact.subject_id, "message_received", occurrence)


@on(DeadlineMissed)
def tell_that_we_are_late(fact: DeadlineMissed, occurrence: Occurrence) -> None:
    if fact.clock == "promise":
        tell(fact.subject_id, "overdue", occurrence)


@on(DeadlineMoved)
def tell_the_new_date(fact: DeadlineMoved, occurrence: Occurrence) -> None:
    if fact.clock == "promise":
        tell(fact.subject_id, "deadline_moved", occurrence, due=fact.new)


@on(PinReplaced)
def tell_that_the_pin_changed(fact: PinReplaced, occurrence: Occurrence) -> None:
    tell(fact.subject_id, "pin_replaced", occurrence)


def tell(case_id: UUID, event: str, occurrence: Occurrence, *, due: datetime | None = None) -> None:
    """Write to whoever asked, as far as they can be reached; nothing is sent twice."""
    case = get_case(case_id, seen_by=occurrence.by)
    with translation.override(case.language):
        subject, body = _words(case, event, due)
        link = f"/{case.jurisdiction_id}/urusan/{case.number}/"
        if case.account_id:
            notifications.notify(
                account_id=case.account_id,
                subject=subject,
                body=body,
                link=link,
                key=f"{occurrence.key}:app",
                by=occurrence.by,
            )
        address = _address(case)
        if address:
            notifications.send_mail(
                to=address, subject=subject, body=body, key=occurrence.key, by=occurrence.by
            )


def _address(case: Case) -> str:
    if case.person_id is None:
        return ""
    return parties.get_person(case.person_id, jurisdiction=case.jurisdiction_id).email


def _words(case: Case, event: str, due: datetime | None) -> tuple[str, str]:
    package = service_of(case).package
    texts = package.messages.get(event, {})
    text = texts.get(case.language) or texts.get("id") or _common(event)
    service = package.service.title
    link = f"{settings.GAPURA_PUBLIC_URL}/{case.jurisdiction_id}/urusan/{case.number}/"
    filled = _fill(
        text,
        {
            "number": lambda: case.number,
            "service": lambda: service.get(case.language) or service["id"],
            "due": lambda: _date(due or case.due_at),
            "link": lambda: link,
            "grounds": lambda: _grounds(case),
            "desk": lambda: _desk(case, package),
            "office": lambda: case.office.name if case.office else "",
        },
    )
    subject, _newline, body = filled.partition("\n")
    return subject.strip(), body.strip()


def _fill(text: str, words: Mapping[str, Callable[[], str]]) -> str:
    """Only what the text names is looked up."""
    for name, word in words.items():
        named = "{" + name + "}"
        if named in text:
            text = text.replace(named, word())
    return text


def _desk(case: Case, package: ServicePackage) -> str:
    task = find_open_task(case)
    return desk_name(package, task, case.jurisdiction_id) if task else ""


def _date(moment: datetime | None) -> str:
    """The last day: a limit in days ends at 24:00, which is 00:00 of the next."""
    if moment is None:
        return "–"
    return date_format(timezone.localtime(moment - timedelta(microseconds=1)), "l, j F Y")


def _grounds(case: Case) -> str:
    decision = find_decision(case)
    if decision is None:
        return ""
    words = decision_grounds(case, decision)
    return f"{words} ({decision.legal_reference})" if decision.legal_reference else words


def _common(event: str) -> str:
    """For what no package writes of itself."""
    return {
        "deadline_moved": _(
            "Tanggal janji {number} berubah\n"
            "Hari kerja kantor berubah. {service}, nomor {number}, sekarang kami janjikan selesai "
            "paling lambat {due}.\n\n{link}"
        ),
        "deemed_granted": _(
            "Permohonan {number} dianggap dikabulkan\n"
            "Batas waktu menurut hukum sudah lewat tanpa keputusan. {service}, nomor {number}, "
            "dianggap dikabulkan menurut hukum. Atasan kantor sudah diberi tahu.\n\n{link}"
        ),
        "pin_replaced": _(
            "PIN urusan {number} diganti\n"
            "PIN lama tidak berlaku lagi. Bukan Anda yang meminta? Hubungi {office}.\n\n{link}"
        ),
        "overdue": _(
            "Kami terlambat: {number}\n"
            "{service}, nomor {number}, melewati janji kami. Maaf. Atasan petugas sudah diberi "
            "tahu. Sekarang di meja {desk}.\n\n{link}"
        ),
    }.get(event) or _(
        "Kabar urusan {number}\nAda kabar tentang {service}, nomor {number}.\n\n{link}"
    )
