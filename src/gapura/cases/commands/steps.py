"""One step of the pinned SOP: close the task of the desk, open the next, tell the world.

Everything here runs inside a command's transaction, with the case locked.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from gapura.access import queries as access
from gapura.cases import policies
from gapura.cases.commands import clocks, routing
from gapura.cases.events import (
    OUTCOME_EVENTS,
    CaseWithdrawn,
    StepTaken,
    TaskOpened,
)
from gapura.cases.models import Case, Decision, Message, Task
from gapura.cases.queries import often
from gapura.cases.queries.answers import Answers
from gapura.catalogue import queries as catalogue
from gapura.engines.deadlines.limits import due_at, parse_limit
from gapura.engines.definitions.schema import ServicePackage
from gapura.engines.workflow.actors import StepActor
from gapura.engines.workflow.running import TIME_OUT, Move
from gapura.jurisdictions.queries import Office
from gapura.kernel.actors import Actor
from gapura.kernel.errors import Conflict
from gapura.kernel.events import DomainEvent, publish, publish_all

MOVED = ("step", "office", "complete_at", "due_at", "paused_at")
ENDED = ("outcome", "closed_at", "paused_at")


def lock(jurisdiction: str, case_id: UUID) -> Case:
    case = often.case_to_change.first(jurisdiction, case_id)
    if case is None:
        raise policies.no_such_case()
    return case


def package_of(case: Case) -> ServicePackage:
    return catalogue.get_version(case.jurisdiction_id, case.version_id).package


def open_task_of(case: Case) -> Task:
    """The one open task, locked, for the next free one is given without the case's lock; a case
    that is closed says who closed it."""
    task = often.open_task_to_change.first(case.jurisdiction_id, case.id)
    if task is None:
        raise already_decided(case)
    return task


def already_decided(case: Case) -> Conflict:
    """Two officers at once: the second is told who did."""
    decision = often.decision_on.first(case.jurisdiction_id, case.id)
    who = _("sistem")
    if decision is not None and ":" in decision.decided_by:
        who = name_of_ref(decision.decided_by) or _("petugas lain")
    return Conflict(
        _("Urusan ini sudah diputus oleh %(who)s pada %(when)s. Tidak ada yang perlu dikerjakan.")
        % {"who": who, "when": local_moment(case.closed_at)},
        code="already-decided",
    )


def moved_on(case: Case, seen: str) -> Conflict:
    """Somebody else took the step that this page still showed."""
    done = (
        Task.objects.of(case.jurisdiction_id)
        .filter(case=case, step=seen, closed_at__isnull=False)
        .order_by("-closed_at")
        .first()
    )
    who = name_of_ref(done.closed_by) if done else ""
    return Conflict(
        _(
            "Langkah ini sudah dikerjakan oleh %(who)s pada %(when)s. "
            "Muat ulang untuk melihat keadaan terbaru."
        )
        % {
            "who": who or _("petugas lain"),
            "when": local_moment(done.closed_at if done else timezone.now()),
        },
        code="moved-on",
    )


def name_of_ref(ref: str) -> str:
    _kind, _colon, account = ref.partition(":")
    return access.names_of([UUID(account)]).get(UUID(account), "") if account else ""


def local_moment(moment: datetime | None) -> str:
    return timezone.localtime(moment).strftime("%d-%m-%Y %H.%M") if moment else ""


def open_task(
    case: Case,
    package: ServicePackage,
    step: str,
    *,
    actor: StepActor,
    office: Office | None,
    at: datetime,
    by: Actor,
    returned: bool = False,
) -> TaskOpened:
    """Put the step on its desk, with the standard time of that office; the caller publishes."""
    definition = package.workflow.steps[step]
    limit = definition.within if actor.is_applicant else definition.standard_time
    task = Task(
        jurisdiction_id=case.jurisdiction_id,
        case=case,
        step=step,
        role=actor.role,
        office=office,
        service_code=case.service_code,
        assignee_id=_former_assignee(case, step, actor.role, office) if returned else None,
        returned=returned,
        opened_at=at,
        due_at=due_at(parse_limit(limit), at, clocks.calendar_of(office)) if limit else None,
        case_due_at=case.due_at or at + timedelta(days=3650),
    )
    Task.objects.insert([task])
    case.step, case.office = step, office
    return TaskOpened(
        subject_id=case.id,
        task_id=task.id,
        step=step,
        role=actor.role,
        office_id=task.office_id,
        returned=returned,
    )


def _former_assignee(case: Case, step: str, role: str, office: Office | None) -> UUID | None:
    """A corrected case comes back to the officer who asked, unless it is another desk's now."""
    former = (
        Task.objects.of(case.jurisdiction_id)
        .filter(case=case, step=step, role=role, office=office, closed_at__isnull=False)
        .order_by("-closed_at")
        .first()
    )
    return former.assignee_id if former else None


def close_task(task: Task, *, by: Actor, action: str, at: datetime) -> None:
    task.closed_at, task.closed_by, task.action = at, by.ref, action
    if by.is_officer:
        task.assignee_id = by.account_id
    task.save(update_fields=["closed_at", "closed_by", "action", "assignee_id"])


def follow(
    case: Case,
    package: ServicePackage,
    move: Move,
    *,
    task: Task,
    answers: Answers,
    at: datetime,
    by: Actor,
    facts: Sequence[DomainEvent] = (),
) -> None:
    """Carry out a move that is not an outcome: clocks, tasks, events, the case itself."""
    close_task(task, by=by, action=move.action, at=at)
    came_back = move.resumes_clock
    actor = routing.actor_of(package, move.to, answers, sent_at=case.submitted_at)
    office = routing.office_of(case.jurisdiction_id, actor, answers, before=case.office)
    if move.starts_clock or came_back:
        if move.starts_clock:
            case.complete_at = at
        clocks.restart_clocks(case, package, at, office=office, answers=answers)
    elif office is not None and office.id != task.office_id:
        clocks.move_clocks_to_office(case, package, office)
    if move.pauses_clock:
        clocks.pause_clocks(case, at, reason=move.action)
    opened = open_task(
        case, package, move.to, actor=actor, office=office, at=at, by=by, returned=came_back
    )
    case.save(update_fields=MOVED)
    taken = StepTaken(
        subject_id=case.id,
        origin=move.origin,
        action=move.action,
        to=move.to,
        office_id=task.office_id,
    )
    publish_all([opened, taken, *facts], by=by)


def close(
    case: Case,
    move: Move,
    *,
    task: Task,
    at: datetime,
    by: Actor,
    grounds: Message | None = None,
    legal_reference: str = "",
    post_id: UUID | None = None,
) -> Decision:
    """The end: decision, closed task, stopped clocks, and the event that everything follows."""
    outcome = move.outcome or "withdrawn"
    close_task(task, by=by, action=move.action, at=at)
    decision = Decision(
        jurisdiction_id=case.jurisdiction_id,
        case=case,
        outcome=outcome,
        step=move.origin,
        decided_by=by.ref,
        post_id=post_id,
        legal_reference=legal_reference,
        grounds=grounds,
        decided_at=at,
    )
    Decision.objects.insert([decision])
    clocks.stop_clocks(case, at)
    case.outcome, case.closed_at, case.paused_at = outcome, at, None
    case.save(update_fields=ENDED)
    if outcome == "withdrawn":
        publish(
            CaseWithdrawn(
                subject_id=case.id, decision_id=decision.id, lapsed=move.action == TIME_OUT
            ),
            by=by,
        )
    else:
        publish(OUTCOME_EVENTS[outcome](subject_id=case.id, decision_id=decision.id), by=by)
    return decision
