"""Moments to come: set, move, cancel; fired by the worker, or earlier by a command that looks."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import QuerySet
from django.utils import timezone

from gapura.kernel.compiled import compiled
from gapura.kernel.models import Timer


@dataclass(frozen=True)
class DueTimer:
    """A timer whose moment has come; `due_at` is the legal moment, not the moment of waking."""

    id: UUID
    jurisdiction: str
    kind: str
    key: str
    subject_id: UUID | None
    due_at: datetime


TimerHandler = Callable[[DueTimer], None]
_handlers: dict[str, TimerHandler] = {}
_periodic: dict[str, tuple[timedelta, TimerHandler]] = {}


def on_timer(kind: str) -> Callable[[TimerHandler], TimerHandler]:
    """Register what happens when a timer of this kind is due (in the jurisdiction's scope)."""

    def register(function: TimerHandler) -> TimerHandler:
        _handlers[kind] = function
        return function

    return register


def every(interval: timedelta) -> Callable[[TimerHandler], TimerHandler]:
    """Run in every jurisdiction, again and again; the timer's key is the function's name."""

    def register(function: TimerHandler) -> TimerHandler:
        kind = f"every:{function.__module__.removeprefix('gapura.')}.{function.__name__}"
        _periodic[kind] = (interval, function)
        _handlers[kind] = function
        return function

    return register


@dataclass(frozen=True)
class Moment:
    """A timer to be set; the same key again moves it."""

    kind: str
    key: str
    due_at: datetime
    subject_id: UUID | None = None


def set_timer(
    jurisdiction: str, *, kind: str, key: str, due_at: datetime, subject_id: UUID | None = None
) -> None:
    """Set or move the timer with this key."""
    set_timers(jurisdiction, [Moment(kind, key, due_at, subject_id)])


def set_timers(jurisdiction: str, moments: Sequence[Moment]) -> None:
    """Set or move many in one statement."""
    Timer.objects.bulk_create(
        [
            Timer(
                jurisdiction_id=jurisdiction,
                kind=moment.kind,
                key=moment.key,
                due_at=moment.due_at,
                subject_id=moment.subject_id,
            )
            for moment in moments
        ],
        update_conflicts=True,
        unique_fields=["jurisdiction_id", "key"],
        update_fields=["due_at", "fired_at", "lease_until", "attempts", "kind", "subject_id"],
    )


def cancel_timers(jurisdiction: str, *, subject_id: UUID, kinds: tuple[str, ...] = ()) -> None:
    """Nothing more will happen to the subject by time (of these kinds; none named = all)."""
    waiting = Timer.objects.of(jurisdiction).filter(subject_id=subject_id, fired_at__isnull=True)
    if kinds:
        waiting = waiting.filter(kind__in=kinds)
    waiting.update(fired_at=timezone.now(), last_error="cancelled")


def due_timers(jurisdiction: str, subject_id: UUID) -> list[DueTimer]:
    """Unfired timers of the subject whose moment has passed, oldest first."""
    return [as_due(row) for row in _due_of_subject.all(jurisdiction, subject_id, timezone.now())]


@compiled
def _due_of_subject(jurisdiction: str, subject_id: UUID, now: datetime) -> QuerySet[Timer]:
    waiting = Timer.objects.of(jurisdiction).filter(subject_id=subject_id, fired_at__isnull=True)
    return waiting.filter(due_at__lte=now).order_by("due_at", "id")


def take(timer: DueTimer) -> bool:
    """Mark as fired, inside the effect's transaction; False when somebody already did."""
    waiting = Timer.objects.of(timer.jurisdiction).filter(
        id=timer.id, fired_at__isnull=True, due_at=timer.due_at
    )
    return waiting.update(fired_at=timezone.now()) == 1


def handler_of(kind: str) -> TimerHandler | None:
    return _handlers.get(kind)


def interval_of(kind: str) -> timedelta | None:
    return _periodic[kind][0] if kind in _periodic else None


def ensure_periodic(jurisdiction: str) -> None:
    """Give the jurisdiction its repeating timers; those that exist are left alone."""
    now = timezone.now()
    Timer.objects.bulk_create(
        [
            Timer(jurisdiction_id=jurisdiction, kind=kind, key=kind, due_at=now)
            for kind in sorted(_periodic)
        ],
        ignore_conflicts=True,
    )


def as_due(row: Timer) -> DueTimer:
    return DueTimer(
        id=row.id,
        jurisdiction=row.jurisdiction_id,
        kind=row.kind,
        key=row.key,
        subject_id=row.subject_id,
        due_at=row.due_at,
    )
