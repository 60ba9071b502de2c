"""One case on one screen: answers, proofs, reasons, clocks, SOP, people, history."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.utils import timezone
from django.utils.translation import get_language

from gapura.access import queries as access
from gapura.audit import queries as audit
from gapura.cases.queries import cases as queries
from gapura.cases.queries.detail import AnswerPage, answers_of
from gapura.cases.queries.findings import findings_of
from gapura.cases.queries.judging import explanation_of
from gapura.cases.queries.lists import PROMISE, list_clocks
from gapura.cases.queries.timeline import outcome_title, timeline_of
from gapura.cases.queries.words import about_words, in_reader_language
from gapura.cases.queries.work import Work, work_on
from gapura.channels.desk.parts import clocks, evidence, history
from gapura.channels.desk.parts.fee import fee_of
from gapura.channels.desk.parts.worktime import due_words, full_moment
from gapura.documents import queries as documents
from gapura.engines.definitions.schema import ServicePackage
from gapura.engines.rules.text import in_language
from gapura.jurisdictions.queries import working_calendar
from gapura.kernel.actors import Actor
from gapura.kernel.events import list_events

if TYPE_CHECKING:
    from gapura.cases.models import Case
    from gapura.kernel.models import Event

LOOKS_SHOWN = 100


@dataclass(frozen=True)
class Head:
    number: str
    service: str
    about: str
    applicant: str  # "" where the service keeps it from this officer
    office: str
    outcome: str
    received: str
    is_open: bool


@dataclass(frozen=True)
class Said:
    from_office: bool
    who: str
    when: str
    text: str


@dataclass(frozen=True)
class Step:
    state: str
    title: str
    text: str
    when: str


def case_page(
    case: "Case",
    *,
    officer: Actor,
    chosen_file: str = "",
    revealed: frozenset[str] = frozenset(),
    purpose: str = "casework",
) -> dict[str, Any]:
    """Everything the page shows; `revealed` values are written down with their purpose."""
    now = timezone.now()
    package = queries.service_of(case).package
    pages = answers_of(case, seen_by=officer, revealed=revealed, purpose=purpose)
    work = work_on(case, officer=officer)
    events = list_events(case.jurisdiction_id, case.id)
    messages = queries.list_messages(case)
    looks = audit.list_accesses(case.id, jurisdiction=case.jurisdiction_id, limit=LOOKS_SHOWN)
    names = _names(events, messages, looks, work)
    identity = queries.shows_identity(case, officer)
    files = documents.list_files(case.id, case.jurisdiction_id)
    panels = _panels(case, package, now)
    proofs = evidence.proofs_of(
        files, pages, city=case.jurisdiction_id, number=case.number, chosen=chosen_file
    )
    return {
        "case": head_of(case, package, identity=identity),
        "left": panels[0].remaining if panels else None,
        "pages": pages,
        "marking": any("marks" in action.needs for action in work.actions),
        "proofs": proofs,
        "shown": next((proof for proof in proofs if proof.is_shown), None),
        "explanation": explanation_of(case, seen_by=officer),
        "findings": findings_of(case),
        "work": work,
        "holder": names.get(work.held_by, "") if work.held_by else "",
        "clocks": panels,
        **fee_of(case, package),
        "thread": _thread(case, package, now),
        "messages_said": [
            Said(m.from_office, history.who(m.author, names), full_moment(m.sent_at), m.text)
            for m in messages
        ],
        "past": history.past_of(events, package, names),
        "lookers": _lookers(looks, names),
        "documents": documents.list_documents(case.id, case.jurisdiction_id),
        "correction": _correction(case, pages),
        "decision": _decision(case, names),
        "unsure": _unsure(package),
        "applicant": _applicant(package, pages),
        "identity": identity,
        "purposes": list(history.purposes().items()),
    }


def head_of(case: "Case", package: ServicePackage, *, identity: bool) -> Head:
    language = get_language() or "id"
    return Head(
        number=case.number,
        service=in_language(package.service.title, language),
        about=about_words(case.about, package),
        applicant=case.applicant_name if identity else "",
        office=case.office.name if case.office else "",
        outcome=outcome_title(case.outcome) if case.outcome else "",
        received=full_moment(case.submitted_at),
        is_open=case.is_open,
    )


def _names(
    events: Iterable["Event"],
    messages: Iterable[queries.MessageView],
    looks: Iterable[audit.AccessRow],
    work: Work,
) -> dict[UUID, str]:
    refs = [event.actor for event in events] + [message.author for message in messages]
    wanted = history.accounts_in([*refs, *(look.actor for look in looks)])
    wanted |= {UUID(e.data["assignee_id"]) for e in events if e.data.get("assignee_id")}
    if work.held_by:
        wanted.add(work.held_by)
    return access.names_of(wanted)


def _panels(case: "Case", package: ServicePackage, now: datetime) -> list[clocks.ClockPanel]:
    """The promise, and deadlines of the SOP that say something else than it."""
    if case.office is None:
        return []
    calendar = working_calendar(case.office)
    rows = list_clocks(case)
    promise = next((row for row in rows if row.name == PROMISE), None)
    told = [
        row
        for row in rows
        if row is promise
        or promise is None
        or (row.limit, row.due_at) != (promise.limit, promise.due_at)
    ]
    return [clocks.panel_of(row, package, calendar, now) for row in told]


def _thread(case: "Case", package: ServicePackage, now: datetime) -> list[Step]:
    states = {"done": "done", "now": "cur", "next": ""}
    return [
        Step(
            state=states[item.state],
            title=item.title,
            text=" · ".join(
                part
                for part in (item.text, item.desk, due_words(item.due_at) if item.due_at else "")
                if part
            ),
            when=full_moment(item.at),
        )
        for item in timeline_of(case, package, now=now).items
    ]


def _lookers(looks: Iterable[audit.AccessRow], names: dict[UUID, str]) -> list[str]:
    found = {look.account_id for look in looks if look.account_id in names}
    return sorted(names[account] for account in found if account)


def _correction(case: "Case", pages: Iterable[AnswerPage]) -> dict[str, Any] | None:
    request = queries.find_open_correction(case)
    if request is None:
        return None
    labels = {row.path: row.label for page in pages for row in page.rows}
    return {
        "marks": [(labels.get(path, path), note) for path, note in request.marks.items()],
        "message": request.message,
        "until": due_words(request.until),
    }


def _decision(case: "Case", names: dict[UUID, str]) -> dict[str, str] | None:
    decision = queries.find_decision(case)
    if decision is None:
        return None
    return {
        "title": outcome_title(decision.outcome),
        "outcome": decision.outcome,
        "who": history.who(decision.decided_by, names),
        "when": full_moment(decision.decided_at),
        "law": decision.legal_reference,
        "grounds": queries.decision_grounds(case, decision),
    }


def _unsure(package: ServicePackage) -> list[str]:
    """What the package itself says is not established: officers may know better."""
    return [in_reader_language(text) for text in package.service.needs_verification]


def _applicant(package: ServicePackage, pages: Iterable[AnswerPage]) -> list[dict[str, Any]]:
    """The answers that say who asks and how to reach them, as the page may show them."""
    fields = package.service.applicant
    wanted = (fields.name, fields.nik, fields.phone, fields.email)
    rows = {row.path: row for page in pages for row in page.rows}
    return [
        {"label": rows[path].label, "value": rows[path].value, "masked": rows[path].masked}
        for path in wanted
        if path and path in rows
    ]
