"""The clocks of a case as rows: start, stand still, start anew, stop; with their timers."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from gapura.cases.models import Case, Clock, Task
from gapura.cases.queries.answers import Answers
from gapura.cases.queries.choosing import facts_in
from gapura.engines.deadlines import clocks as engine
from gapura.engines.deadlines.calendars import WorkingCalendar
from gapura.engines.deadlines.limits import parse_limit
from gapura.engines.definitions.schema import ServicePackage
from gapura.engines.workflow.choosing import limit_of
from gapura.jurisdictions import queries as jurisdictions
from gapura.jurisdictions.queries import Office
from gapura.kernel import timers
from gapura.kernel.timers import Moment

PROMISE = "promise"
MISSED = "case.clock_missed"
SHARE = "case.clock_share"
CHANGING = ("limit", "office", "started_at", "pauses", "due_at")


def calendar_of(office: Office | None) -> WorkingCalendar:
    """Without a statement, for the row of an office names its calendar's version."""
    if office is None:
        raise LookupError("a case without an office has no working calendar")
    return jurisdictions.working_calendar(office)


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


@dataclass(frozen=True)
class Wound:
    """Clocks of a case that is not written down yet, and the timers they need."""

    rows: Sequence[Clock]
    moments: Sequence[Moment]


def wind_clocks(case: Case, package: ServicePackage, at: datetime, *, answers: Answers) -> Wound:
    """At submit: the promise and each deadline; the form refuses what is not complete, so the
    system finds complete receipt at once. The officer's confirmation starts them anew."""
    rows = [
        Clock(
            jurisdiction_id=case.jurisdiction_id,
            case=case,
            name=name,
            limit=limit,
            office=case.office,
            on_expiry=on_expiry,
            legal_reference=reference,
            started_at=at,
            due_at=at,
        )
        for name, limit, on_expiry, reference in _limits(case, package, answers)
    ]
    moments = [moment for row in rows for moment in _settle(row, package)]
    case.due_at = rows[0].due_at  # the promise comes first
    return Wound(rows, moments)


def start_clocks(case: Case, wound: Wound) -> None:
    Clock.objects.insert(wound.rows)
    timers.set_timers(case.jurisdiction_id, wound.moments)


def pause_clocks(case: Case, at: datetime, reason: str) -> None:
    """Only for a recorded reason; the timers of a clock that stands still are taken away."""
    rows = _running(case)
    for row in rows:
        clock = as_engine(row)
        if not clock.is_paused:
            _write(row, clock.pause(at, reason))
    _keep(rows)
    case.paused_at = at
    timers.cancel_timers(case.jurisdiction_id, subject_id=case.id, kinds=(MISSED, SHARE))


def restart_clocks(
    case: Case,
    package: ServicePackage,
    at: datetime,
    *,
    office: Office | None,
    answers: Answers,
) -> None:
    """Complete receipt (again): those that count from it start anew, the others run on, by the
    calendar of the office that works on. Where a rule chooses how long, it chooses anew. The task that is opened next takes the new moment."""
    rows = _running(case)
    limits = {name: limit for name, limit, *_law in _limits(case, package, answers)}
    moments: list[Moment] = []
    for row in rows:
        row.limit = limits[row.name]
        row.office = office or row.office
        clock = as_engine(row)
        if _counts_from_receipt(package, row.name):
            clock = clock.restart(at)
        elif clock.is_paused:
            clock = clock.resume(at)
        _write(row, clock)
        moments += _settle(row, package)
        if row.name == PROMISE:
            case.due_at = row.due_at
    _keep(rows)
    timers.set_timers(case.jurisdiction_id, moments)
    case.paused_at = None


def move_clocks_to_office(case: Case, package: ServicePackage, office: Office) -> None:
    """Another office, another calendar: the moments are counted anew, the pauses stay."""
    rows = _running(case)
    moments: list[Moment] = []
    for row in rows:
        row.office = office
        if not as_engine(row).is_paused:
            moments += _settle(row, package)
        if row.name == PROMISE:
            case.due_at = row.due_at
    _keep(rows)
    timers.set_timers(case.jurisdiction_id, moments)


def stop_clocks(case: Case, at: datetime) -> None:
    Clock.objects.of(case.jurisdiction_id).filter(case=case, stopped_at__isnull=True).update(
        stopped_at=at
    )
    timers.cancel_timers(case.jurisdiction_id, subject_id=case.id)


@dataclass(frozen=True)
class Moved:
    """A clock whose legal moment changed with the calendar."""

    clock: Clock
    old: datetime


def recompute(rows: Sequence[Clock], packages: Mapping[UUID, ServicePackage]) -> list[Moved]:
    """After a change of the calendar: new moments for these clocks (with their cases loaded), in
    as many statements for one as for five hundred. `packages` is by version id."""
    moved: list[Moved] = []
    moments: list[Moment] = []
    for row in rows:
        old = row.due_at
        set_anew = _settle(row, packages[row.case.version_id])
        if row.due_at != old:
            moved.append(Moved(row, old))
            moments += set_anew
    if not moved:
        return []
    jurisdiction = moved[0].clock.jurisdiction_id
    Clock.objects.bulk_update([found.clock for found in moved], ["due_at"])
    timers.set_timers(jurisdiction, moments)
    _carry_promises(jurisdiction, [found.clock for found in moved if found.clock.name == PROMISE])
    return moved


def _carry_promises(jurisdiction: str, promises: Sequence[Clock]) -> None:
    due = {row.case_id: row.due_at for row in promises}
    for row in promises:
        row.case.due_at = row.due_at
    Case.objects.bulk_update([row.case for row in promises], ["due_at"])
    tasks = list(
        Task.objects.of(jurisdiction).filter(case_id__in=due, closed_at__isnull=True).order_by("id")
    )
    for task in tasks:
        task.case_due_at = due[task.case_id]
    Task.objects.bulk_update(tasks, ["case_due_at"])


def _limits(
    case: Case, package: ServicePackage, answers: Answers
) -> list[tuple[str, str, str, str]]:
    promise, deadlines = package.service.promise, package.workflow.deadlines
    chosen = any(not isinstance(deadline.within, str) for deadline in deadlines.values())
    facts = facts_in(case, package, answers) if chosen else None
    return [
        (PROMISE, promise.within, "escalate", promise.legal_reference or ""),
        *(
            (name, limit_of(deadline, facts), deadline.on_expiry, deadline.legal_reference)
            for name, deadline in deadlines.items()
        ),
    ]


def _counts_from_receipt(package: ServicePackage, name: str) -> bool:
    if name == PROMISE:
        return package.service.promise.from_ == "complete_receipt"
    return package.workflow.deadlines[name].from_ == "complete_receipt"


def _running(case: Case) -> list[Clock]:
    rows = Clock.objects.of(case.jurisdiction_id).filter(case=case, stopped_at__isnull=True)
    return list(rows.select_related("office").order_by("name"))


def _keep(rows: Sequence[Clock]) -> None:
    """All of them in one statement; half the work of an UPDATE with a CASE for each column."""
    Clock.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["jurisdiction_id", "case", "name"],
        update_fields=CHANGING,
    )


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


def _settle(row: Clock, package: ServicePackage) -> list[Moment]:
    """Compute the legal moment; the timers of it and of the escalation are for the caller to set."""
    calendar = calendar_of(row.office)
    clock = as_engine(row)
    row.due_at = clock.due_at(calendar)
    moments = {100: row.due_at}
    for escalation in package.workflow.escalation:
        percent = int(escalation.at.rstrip("%"))
        if percent < 100:
            moments[percent] = clock.moment_of_share(percent / 100, calendar)
    return [
        Moment(
            kind=MISSED if percent == 100 else SHARE,
            key=f"{row.case_id}:{row.name}:{percent}",
            due_at=moment,
            subject_id=row.case_id,
        )
        for percent, moment in moments.items()
    ]
