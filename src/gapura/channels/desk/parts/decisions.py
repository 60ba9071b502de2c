"""What the check page says before a step is taken: what it does, and what the applicant will read."""

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _

from gapura.cases.queries.cases import service_of
from gapura.cases.queries.timeline import outcome_title
from gapura.cases.queries.words import in_reader_language
from gapura.cases.queries.work import ActionView
from gapura.channels.desk.parts.worktime import due_words
from gapura.engines.deadlines.limits import describe, due_at, parse_limit
from gapura.engines.definitions import messages
from gapura.engines.definitions.schema import ServicePackage
from gapura.jurisdictions.queries import working_calendar

if TYPE_CHECKING:
    from gapura.cases.models import Case

GOOD = frozenset({"granted", "resolved"})


@dataclass(frozen=True)
class Preview:
    """The words of the package, in the applicant's language, with the place of the officer's own."""

    subject: str
    body: str
    language: str


def title_of(action: ActionView) -> str:
    return outcome_title(action.outcome) if action.outcome else action.label


def state_of(action: ActionView) -> str:
    if action.outcome is None:
        return "now"
    return "ok" if action.outcome in GOOD else "bad"


def laws_of(package: ServicePackage, step: str) -> list[str]:
    """What the package names: its own law, the law of the step, the law of its conditions."""
    named = [resource.title for resource in package.service.legal_resources]
    here = package.workflow.steps.get(step)
    if here is not None and here.legal_reference:
        named.append(here.legal_reference)
    named += [condition.legal_reference for condition in package.eligibility]
    for table in package.eligibility_tables:
        named += [
            table.legal_reference,
            *(r.legal_reference for r in table.rows if r.legal_reference),
        ]
    return list(dict.fromkeys(named))


def consequences(case: "Case", action: ActionView) -> list[str]:
    package = service_of(case).package
    said = []
    if action.outcome:
        said.append(
            _("Urusan ditutup: %(title)s. Putusan tidak dapat dihapus.")
            % {"title": outcome_title(action.outcome)}
        )
        said.append(_("Semua jam berhenti."))
    if action.outcome == "granted" and package.output is not None:
        title = in_reader_language(package.output.title)
        said.append(_("%(title)s terbit dengan nomor dan kode QR.") % {"title": title})
    if action.starts_clock:
        said.append(_("Jam janji dihitung mulai saat ini, karena syarat dinyatakan lengkap."))
    if action.pauses_clock:
        said.append(_("Jam berhenti sampai pemohon menjawab."))
    if action.within:
        limit = in_reader_language(describe(parse_limit(action.within)))
        said.append(_("Pemohon punya waktu %(limit)s.") % {"limit": limit})
    if action.next_activity:
        said.append(_("Langkah berikutnya: %(step)s.") % {"step": action.next_activity})
    said.append(
        _("Pemohon diberi tahu di halaman urusannya dan lewat surel.")
        if _is_told(action)
        else _("Pemohon melihat langkah baru di halaman urusannya.")
    )
    said.append(_("Nama Anda dan waktunya tercatat di riwayat."))
    return said


def preview_of(case: "Case", action: ActionView, words: str) -> Preview | None:
    """None where the applicant is not written to."""
    if not _is_told(action):
        return None
    package = service_of(case).package
    event = action.outcome or "correction_requested"
    texts = package.messages.get(event, {})
    text = texts.get(case.language) or texts.get("id")
    if not text:
        return None
    title = package.service.title
    subject, body = messages.render(
        text,
        {
            "number": case.number,
            "service": title.get(case.language) or title["id"],
            "due": due_words(_answer_by(case, action)),
            "link": f"{settings.GAPURA_PUBLIC_URL}/{case.jurisdiction_id}/urusan/{case.number}/",
            "grounds": words or _("[alasan yang Anda tulis]"),
            "desk": "",
            "office": case.office.name if case.office else "",
        },
    )
    return Preview(subject, body, case.language)


def _answer_by(case: "Case", action: ActionView) -> datetime | None:
    """When a correction is asked for, the applicant's own limit; else the promise."""
    if not action.within or case.office is None:
        return case.due_at
    return due_at(parse_limit(action.within), timezone.now(), working_calendar(case.office))


def _is_told(action: ActionView) -> bool:
    return action.outcome is not None or "marks" in action.needs
