"""The clocks of a case as rows: start, stand still, start anew, stop; with their timers."""

from datetime import datetime
from uuid import UUID

from gapura.cases.models import Case, Clock, Task
from gapura.engines.deadlines import clocks as engine
from gapura.engines.deadlines.calendars import WorkingCalendar
from gapura.engines.deadlines.limits import parse_limit
from gapura.engines.definitions.schema import ServicePackage
from gapura.jurisdictions import queries as jurisdictions
from gapura.kernel import timers

PROMISE = "promise"
MISSED = "case.clock_missed"
SHARE = "case.clock_share"


def calendar_of(jurisdiction: str, office_id: UUID | None) -> WorkingCalendar:
    if office_id is None:
        raise LookupError("a case without an office has no working calendar")
    return jurisdictions.working_calendar_of(jurisdiction, office_id)


def as_engine(row: Clock) -> engine.Clock:
    return engine.Clock(
        limit=parse_limit(row.limit),
        started_at=row.started_at,
        pauses=tuple(
            engine.Pause(
                datetime.fromisoformat(begin),
                datetime.fromisoformat(end) if end else None,
                reason,
            )
            for begin, end, reason in row.pauses
        ),
    )


def start_clocks(case: Case, package: ServicePackage, at: datetime) -> None:
    """At submit: the promise and each deadline; the form refuses what is not complete, so the
    system finds complete receipt at once. The officer's confirmation starts them anew."""
    for name, limit, on_expiry, reference in _limits(package):
        row = Clock(
            jurisdiction_id=case.jurisdiction_id,
            case=case,
            name=name,
            limit=limit,
            office_id=case.office_id,
            on_expiry=on_expiry,
            legal_reference=reference,
            started_at=at,
            due_at=at,
        )
        _settle(row, package)
        row.save(force_insert=True)
        if name == PROMISE:
            case.due_at = row.due_at


def pause_clocks(case: Case, at: datetime, reason: str) -> None:
    """Only for a recorded reason; the timers of a clock that stands still are taken away."""
    for row in _running(case):
        clock = as_engine(row)
        if not clock.is_paused:
            _write(row, clock.pause(at, reason))
            row.save()
    case.paused_at = at
    timers.cancel_timers(case.jurisdiction_id, subject_id=case.id, kinds=(MISSED, SHARE))


def restart_clocks(case: Case, package: ServicePackage, at: datetime) -> None:
    """Complete receipt (again): those that count from it start anew, the others run on."""
    for row in _running(case):
        clock = as_engine(row)
        if _counts_from_receipt(package, row.name):
            clock = clock.restart(at)
        elif clock.is_paused:
            clock = clock.resume(at)
        _write(row, clock)
        _settle(row, package)
        row.save()
        if row.name == PROMISE:
            case.due_at = row.due_at
    case.paused_at = None
    _carry_to_tasks(case)


def move_clocks_to_office(case: Case, office_id: UUID) -> None:
    """Another office, another calendar: limits are recomputed when the case moves on."""
    Clock.objects.of(case.jurisdiction_id).filter(case=case, stopped_at__isnull=True).update(
        office_id=office_id
    )


def stop_clocks(case: Case, at: datetime) -> None:
    Clock.objects.of(case.jurisdiction_id).filter(case=case, stopped_at__isnull=True).update(
        stopped_at=at
    )
    timers.cancel_timers(case.jurisdiction_id, subject_id=case.id)


def recompute(row: Clock, package: ServicePackage) -> datetime:
    """After a change of the calendar: the new moment, with timers moved. Returns the old one."""
    old = row.due_at
    _settle(row, package)
    row.save()
    if row.name == PROMISE:
        Case.objects.of(row.jurisdiction_id).filter(id=row.case_id).update(due_at=row.due_at)
        Task.objects.of(row.jurisdiction_id).filter(
            case_id=row.case_id, closed_at__isnull=True
        ).update(case_due_at=row.due_at)
    return old


def _limits(package: ServicePackage) -> list[tuple[str, str, str, str]]:
    promise = package.service.promise
    return [
        (PROMISE, promise.within, "escalate", promise.legal_reference or ""),
        *(
            (name, deadline.within, deadline.on_expiry, deadline.legal_reference)
            for name, deadline in package.workflow.deadlines.items()
        ),
    ]


def _counts_from_receipt(package: ServicePackage, name: str) -> bool:
    if name == PROMISE:
        return package.service.promise.from_ == "complete_receipt"
    return package.workflow.deadlines[name].from_ == "complete_receipt"


def _running(case: Case) -> list[Clock]:
    rows = Clock.objects.of(case.jurisdiction_id).filter(case=case, stopped_at__isnull=True)
    return list(rows.order_by("name"))


def _write(row: Clock, clock: engine.Clock) -> None:
    row.started_at = clock.started_at
    row.pauses = [
        [
            pause.started_at.isoformat(),
            pause.ended_at.isoformat() if pause.ended_at else None,
            pause.reason,
        ]
        for pause in clock.pauses
    ]


def _settle(row: Clock, package: ServicePackage) -> None:
    """Compute the legal moment, and set the timers of the moment and of the escalation."""
    calendar = calendar_of(row.jurisdiction_id, row.office_id)
    clock = as_engine(row)
    row.due_at = clock.due_at(calendar)
    moments = {100: row.due_at}
    for escalation in package.workflow.escalation:
        percent = int(escalation.at.rstrip("%"))
        if percent < 100:
            moments[percent] = clock.moment_of_share(percent / 100, calendar)
    for percent, moment in moments.items():
        timers.set_timer(
            row.jurisdiction_id,
            kind=MISSED if percent == 100 else SHARE,
            key=f"{row.case_id}:{row.name}:{percent}",
            due_at=moment,
            subject_id=row.case_id,
        )


def _carry_to_tasks(case: Case) -> None:
    Task.objects.of(case.jurisdiction_id).filter(case=case, closed_at__isnull=True).update(
        case_due_at=case.due_at
    )
