"""What happens by time. The legal moment is the deadline, not the moment a worker wakes: each
command on a case first lets due timers act, inside its lock."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from uuid import UUID

from django.utils import timezone

from gapura.cases.commands import clocks, steps
from gapura.cases.events import DeadlineMissed, DeadlineMoved, DeadlineNear
from gapura.cases.models import Case, Clock, CorrectionRequest
from gapura.cases.queries.answers import current_answers
from gapura.catalogue import queries as catalogue
from gapura.engines.definitions.schema import ServicePackage
from gapura.engines.workflow import running
from gapura.engines.workflow.running import Move
from gapura.kernel import actors, timers
from gapura.kernel.actors import Actor
from gapura.kernel.commands import command
from gapura.kernel.events import publish, publish_all
from gapura.kernel.timers import DueTimer

CORRECTION = "case.correction_lapsed"
BATCH = 500


def let_due_timers_act(case: Case) -> None:
    """Under the case's lock, oldest first; each acts once."""
    for timer in timers.due_timers(case.jurisdiction_id, case.id):
        if case.is_open and timers.take(timer):
            act_on(case, timer)


def act_on_timer(timer: DueTimer) -> None:
    """The worker's way in: lock, then the same."""
    if timer.subject_id is None:
        return
    case = steps.lock(timer.jurisdiction, timer.subject_id)
    let_due_timers_act(case)


def act_on(case: Case, timer: DueTimer) -> None:
    if timer.kind == CORRECTION:
        _lapse(case, timer)
        return
    _case, clock_name, percent = timer.key.rsplit(":", 2)
    clock = Clock.objects.of(case.jurisdiction_id).get(case=case, name=clock_name)
    if clock.stopped_at is not None or clocks.as_engine(clock).is_paused:
        return
    if timer.kind == clocks.SHARE:
        _warn(case, clock, int(percent))
    else:
        _miss(case, clock)


def set_correction_timer(case: Case, request: CorrectionRequest, step: str) -> None:
    if request.until is not None:
        timers.set_timer(
            case.jurisdiction_id,
            kind=CORRECTION,
            key=f"{case.id}:correction:{request.id}:{step}",
            due_at=request.until,
            subject_id=case.id,
        )


def _tell(package: ServicePackage, percent: int) -> tuple[str, ...]:
    return tuple(
        role
        for escalation in package.workflow.escalation
        if escalation.at == f"{percent}%"
        for role in escalation.tell
    )


def _warn(case: Case, clock: Clock, percent: int) -> None:
    tell = _tell(steps.package_of(case), percent)
    publish(
        DeadlineNear(subject_id=case.id, clock=clock.name, percent=percent, tell=tell),
        by=actors.system(case.jurisdiction_id),
    )


def _miss(case: Case, clock: Clock) -> None:
    """Record it, tell whom the SOP names, and do what the law says."""
    clock.missed_at = clock.due_at
    clock.save(update_fields=["missed_at"])
    by = actors.system(case.jurisdiction_id)
    package = steps.package_of(case)
    publish(
        DeadlineMissed(
            subject_id=case.id,
            clock=clock.name,
            due_at=clock.due_at,
            tell=_tell(package, 100),
        ),
        by=by,
    )
    if clock.on_expiry == "deemed_granted":
        task = steps.open_task_of(case)
        move = Move(
            action="deadline", origin=case.step, to="deemed_granted", outcome="deemed_granted"
        )
        steps.close(
            case, move, task=task, at=clock.due_at, by=by, legal_reference=clock.legal_reference
        )


def _lapse(case: Case, timer: DueTimer) -> None:
    """Nobody answered the request for correction: the SOP says what follows."""
    request = (
        CorrectionRequest.objects.of(case.jurisdiction_id)
        .filter(case=case, answered_at__isnull=True)
        .first()
    )
    if request is None:
        return
    package = steps.package_of(case)
    task = steps.open_task_of(case)
    move = running.time_out(package.workflow, task.step)
    by = actors.system(case.jurisdiction_id)
    request.answered_at = timer.due_at
    request.save(update_fields=["answered_at"])
    if move.outcome:
        steps.close(case, move, task=task, at=timer.due_at, by=by)
        return
    _revision, answers = current_answers(case)
    steps.follow(case, package, move, task=task, answers=answers, at=timezone.now(), by=by)


@command
def move_deadlines(*, by: Actor, office_ids: frozenset[UUID] | None = None) -> int:
    """After the calendar changed: recompute the open clocks of these offices (None: all), record
    each move; returns how many cases have another date."""
    moved: set[UUID] = set()
    for rows in batched(_open_clocks(by.jurisdiction, office_ids), BATCH):
        running = _locked(by.jurisdiction, rows)
        packages = {
            version: catalogue.get_version(by.jurisdiction, version).package
            for version in {row.case.version_id for row in running}
        }
        found = clocks.recompute(running, packages)
        facts = [
            DeadlineMoved(
                subject_id=one.clock.case_id,
                clock=one.clock.name,
                old=one.old,
                new=one.clock.due_at,
            )
            for one in found
        ]
        if facts:
            publish_all(facts, by=by)
        moved |= {fact.subject_id for fact in facts}
    return len(moved)


def _locked(jurisdiction: str, rows: Sequence[Clock]) -> list[Clock]:
    """The clocks again, read under the lock of their cases as every command takes it: a clock
    that was restarted meanwhile is not written over with what it was."""
    cases = Case.objects.of(jurisdiction).filter(id__in={row.case_id for row in rows})
    locked = list(cases.order_by("id").select_for_update().values_list("id", flat=True))
    fresh = (
        Clock.objects.of(jurisdiction)
        .filter(case_id__in=locked, id__in=[row.id for row in rows], stopped_at__isnull=True)
        .select_related("case", "office")
        .order_by("due_at", "id")
    )
    return [row for row in fresh if not clocks.as_engine(row).is_paused]


def list_clocks_at(
    jurisdiction: str, office_ids: frozenset[UUID] | None
) -> list[tuple[Clock, datetime]]:
    """Open clocks and their moments, for a preview before the calendar changes."""
    return [(clock, clock.due_at) for clock in _open_clocks(jurisdiction, office_ids)]


def _open_clocks(jurisdiction: str, office_ids: frozenset[UUID] | None) -> list[Clock]:
    rows = Clock.objects.of(jurisdiction).filter(stopped_at__isnull=True)
    rows = rows.select_related("case", "office")
    if office_ids is not None:
        rows = rows.filter(office_id__in=office_ids)
    return list(rows.order_by("due_at", "id"))


def batched(rows: Sequence[Clock], size: int) -> Iterator[Sequence[Clock]]:
    for start in range(0, len(rows), size):
        yield rows[start : start + size]
