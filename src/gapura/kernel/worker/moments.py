"""Let due timers act: claim, run the handler, mark as fired in the same transaction."""

import random
from datetime import timedelta
from uuid import UUID

import structlog
from django.db import connection
from django.utils import timezone

from gapura.kernel import timers
from gapura.kernel.models import Timer
from gapura.kernel.scope import scope

BATCH = 20
LEASE = timedelta(seconds=60)
LONGEST_WAIT = 3600

log = structlog.get_logger()

# Materialized, because PostgreSQL may run a subquery once for each row it compares: then LIMIT and
# SKIP LOCKED claim more than a batch.
_CLAIM = """
WITH due AS MATERIALIZED (
    SELECT id FROM kernel_timer
    WHERE jurisdiction_id = %(jurisdiction)s AND fired_at IS NULL AND due_at <= %(now)s
      AND (lease_until IS NULL OR lease_until < %(now)s)
    ORDER BY due_at LIMIT %(batch)s FOR UPDATE SKIP LOCKED)
UPDATE kernel_timer SET lease_until = %(until)s, attempts = attempts + 1
FROM due WHERE kernel_timer.jurisdiction_id = %(jurisdiction)s AND kernel_timer.id = due.id
RETURNING kernel_timer.id
"""


def claim(jurisdiction: str) -> list[UUID]:
    now = timezone.now()
    with scope(jurisdiction), connection.cursor() as cursor:
        cursor.execute(
            _CLAIM,
            {"jurisdiction": jurisdiction, "now": now, "until": now + LEASE, "batch": BATCH},
        )
        return [row[0] for row in cursor.fetchall()]


def fire(jurisdiction: str, timer_id: UUID) -> None:
    """Run one timer's handler. The handler takes the timer (`timers.take`) under its own lock."""
    try:
        with scope(jurisdiction):
            _run(jurisdiction, timer_id)
    except Exception as error:
        log.warning("timer failed", timer=str(timer_id), exc_info=True)
        with scope(jurisdiction):
            _put_back(jurisdiction, timer_id, error)


def _run(jurisdiction: str, timer_id: UUID) -> None:
    due_now = {"fired_at__isnull": True, "due_at__lte": timezone.now()}
    row = Timer.objects.of(jurisdiction).filter(id=timer_id, **due_now).first()
    if row is None:
        return  # somebody was first, or it was moved while it waited for its turn
    handler = timers.handler_of(row.kind)
    if handler is None:
        raise LookupError(f"no handler for timers of kind {row.kind} is installed")

    due = timers.as_due(row)
    handler(due)
    interval = timers.interval_of(row.kind)
    if interval is not None:
        timers.set_timer(jurisdiction, kind=row.kind, key=row.key, due_at=timezone.now() + interval)
    else:
        timers.take(due)  # a handler that saw nothing to do leaves it; either way it has fired


def _put_back(jurisdiction: str, timer_id: UUID, error: Exception) -> None:
    row = Timer.objects.of(jurisdiction).get(id=timer_id)
    wait = min(LONGEST_WAIT, 2**row.attempts) * random.uniform(1, 1.25)  # noqa: S311 - jitter
    Timer.objects.of(jurisdiction).filter(id=timer_id).update(
        lease_until=timezone.now() + timedelta(seconds=wait),
        last_error=f"{type(error).__name__}: {error}"[:2000],
    )
