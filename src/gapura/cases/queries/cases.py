"""One case, for whoever may see it. Visibility and identity are decided here, for every face."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from gapura.audit import commands as audit
from gapura.cases import policies
from gapura.cases.models import Case, Decision, Draft, Message, Task
from gapura.cases.queries import often
from gapura.cases.queries.answers import draft_answers, unseal_json
from gapura.cases.queries.reach import overseen_offices
from gapura.catalogue import queries as catalogue
from gapura.catalogue.queries import ServiceView
from gapura.documents import queries as documents
from gapura.kernel import ids, sealing
from gapura.kernel.actors import Actor

PAGE = 20


@dataclass(frozen=True)
class OpenCorrection:
    id: UUID
    marks: dict[str, str]  # question path: what is wrong
    message: str
    until: datetime | None


@dataclass(frozen=True)
class MessageView:
    id: UUID
    from_office: bool
    author: str  # Actor.ref
    text: str
    sent_at: datetime


def get_case(case_id: UUID, *, seen_by: Actor) -> Case:
    """The case, or NotFound; an officer's look is written down."""
    case = often.case_with_id.first(seen_by.jurisdiction, case_id)
    if case is None or not may_see(case, seen_by):
        raise policies.no_such_case()
    if seen_by.is_officer:
        audit.record_access(by=seen_by, kind="case", subject_id=case.id, case_id=case.id)
    return case


def find_case_id(number: str, *, jurisdiction: str) -> UUID | None:
    """By its number as typed. Says nothing about who may see it: `get_case` does."""
    proper = ids.read_number(number)
    if proper is None:
        return None
    found = Case.objects.of(jurisdiction).filter(number=proper).values_list("id", flat=True)
    return found.first()


def get_case_by_number(number: str, *, seen_by: Actor) -> Case:
    case_id = find_case_id(number, jurisdiction=seen_by.jurisdiction)
    if case_id is None:
        raise policies.no_such_case()
    return get_case(case_id, seen_by=seen_by)


def get_own_case(number: str, *, seen_by: Actor) -> Case:
    """For the applicant's own pages, which mask nothing: officers at work on it have the desk."""
    proper = ids.read_number(number)
    case = often.case_with_number.first(seen_by.jurisdiction, proper) if proper else None
    if case is None:
        raise policies.no_such_case()
    policies.require_applicant(case, seen_by)
    return case


def may_see(case: Case, actor: Actor) -> bool:
    """`audience` in one place: the applicant; the offices at work on it and those above."""
    if actor.kind == "system" or policies.is_applicant_of(case, actor):
        return True
    if not actor.is_officer:
        return False
    at_work = offices_at_work(case)
    if at_work & policies.casework_offices(actor):
        return True
    beneath = overseen_offices(actor)
    return bool(at_work & beneath)


def offices_at_work(case: Case) -> set[UUID]:
    return {office_id for (office_id,) in often.offices_at_work.all(case.jurisdiction_id, case.id)}


def shows_identity(case: Case, actor: Actor) -> bool:
    if case.identity_shown_to != "decider":  # then it does not matter who decides
        return policies.may_see_identity(case, actor, decides=False)
    package = service_of(case).package
    deciding = {
        (task.role, task.office_id)
        for task in often.tasks_in_order.all(case.jurisdiction_id, case.id)
        if task.step in package.workflow.steps
        and package.workflow.steps[task.step].kind == "decision"
    }
    decides = any((post.role, post.office_id) in deciding for post in actor.posts)
    return policies.may_see_identity(case, actor, decides=decides)


def service_of(case: Case) -> ServiceView:
    return catalogue.get_version(case.jurisdiction_id, case.version_id)


def find_open_task(case: Case) -> Task | None:
    return often.open_task.first(case.jurisdiction_id, case.id)


def find_decision(case: Case) -> Decision | None:
    return often.decision_on.first(case.jurisdiction_id, case.id)


def decision_grounds(case: Case, decision: Decision) -> str:
    if decision.grounds_id is None:
        return ""
    message = Message.objects.of(case.jurisdiction_id).get(id=decision.grounds_id)
    return sealing.unseal(message.text, bound_to=case.bound_to(f"message:{message.id}"))


def find_open_correction(case: Case) -> OpenCorrection | None:
    row = often.unanswered_correction.first(case.jurisdiction_id, case.id)
    if row is None or not case.is_open:
        return None
    return OpenCorrection(
        id=row.id,
        marks=unseal_json(row.marks, bound_to=case.bound_to(f"marks:{row.id}")),
        message=unseal_json(row.message, bound_to=case.bound_to(f"asked:{row.id}")),
        until=row.until,
    )


def list_messages(case: Case) -> list[MessageView]:
    rows = Message.objects.of(case.jurisdiction_id).filter(case=case).order_by("sent_at", "id")
    return [
        MessageView(
            id=row.id,
            from_office=row.from_office,
            author=row.author,
            text=sealing.unseal(row.text, bound_to=case.bound_to(f"message:{row.id}")),
            sent_at=row.sent_at,
        )
        for row in rows
    ]


def read_case_file(case: Case, file_id: UUID, *, seen_by: Actor) -> tuple[documents.FileRef, bytes]:
    """A file of a case that the actor has already been shown; officers leave an audit row."""
    ref, content = documents.read_file(file_id, jurisdiction=case.jurisdiction_id)
    if ref.belongs_to != case.id:
        raise policies.no_such_case()
    if seen_by.is_officer:
        audit.record_access(by=seen_by, kind="file", subject_id=file_id, case_id=case.id)
    return ref, content


@dataclass(frozen=True)
class CasePage:
    cases: tuple[Case, ...]
    after: str  # cursor of the next page; "" at the end


def list_my_cases(*, seen_by: Actor, after: str = "") -> CasePage:
    """Cases of the actor's account, newest first."""
    if seen_by.account_id is None:
        return CasePage((), "")
    rows = Case.objects.of(seen_by.jurisdiction).filter(account_id=seen_by.account_id)
    moment, _bar, last = after.partition("|")
    try:
        when, row_id = datetime.fromisoformat(moment), UUID(last)
    except ValueError:
        pass  # none, or one that somebody made up: begin at the beginning
    else:
        rows = rows.filter(submitted_at__lte=when).exclude(submitted_at=when, id__gte=row_id)
    found = list(rows.select_related("office").order_by("-submitted_at", "-id")[: PAGE + 1])
    more = len(found) > PAGE
    last_row = found[PAGE - 1] if more else None
    cursor = f"{last_row.submitted_at.isoformat()}|{last_row.id}" if last_row else ""
    return CasePage(tuple(found[:PAGE]), cursor)


def list_my_drafts(*, seen_by: Actor) -> list[Draft]:
    """Drafts of the account, or those this visitor's session holds."""
    rows = Draft.objects.of(seen_by.jurisdiction).filter(case_id__isnull=True)
    if seen_by.account_id is not None and seen_by.kind == "resident":
        rows = rows.filter(account_id=seen_by.account_id)
    else:
        rows = rows.filter(id__in=seen_by.proved_cases, account_id=None)
    return list(rows.order_by("-updated_at", "id")[:PAGE])


def get_draft(draft_id: UUID, *, seen_by: Actor) -> tuple[Draft, ServiceView, dict[str, object]]:
    """The draft, its service version and its answers; a sent draft has no answers any more."""
    draft = often.draft_with_id.first(seen_by.jurisdiction, draft_id)
    if draft is None or not policies.holds_draft(draft, seen_by):
        raise policies.no_such_case()
    service = catalogue.get_version(seen_by.jurisdiction, draft.version_id)
    answers = draft_answers(draft) if draft.case_id is None else {}
    return draft, service, answers
