"""Pay what is owed: claim deliveries in batches, run each with its mark in one transaction."""

import json
import random
from datetime import timedelta
from uuid import UUID

import structlog
from django.db import connection
from django.utils import timezone

from gapura.kernel import events
from gapura.kernel.models import DEAD, WAITING, Delivery, Event
from gapura.kernel.scope import scope

BATCH = 20
LEASE = timedelta(seconds=60)
MOST_ATTEMPTS = 15  # about 6 hours of trying with the back-off below
LONGEST_WAIT = 3600

log = structlog.get_logger()

# Materialized, because PostgreSQL may run a subquery once for each row it compares: then LIMIT and
# SKIP LOCKED claim more than a batch.
_CLAIM = """
WITH due AS MATERIALIZED (
    SELECT id FROM kernel_delivery
    WHERE jurisdiction_id = %(jurisdiction)s AND state = 'waiting' AND run_at <= %(now)s
      AND (lease_until IS NULL OR lease_until < %(now)s)
    ORDER BY run_at LIMIT %(batch)s FOR UPDATE SKIP LOCKED)
UPDATE kernel_delivery SET lease_until = %(until)s, attempts = attempts + 1
FROM due WHERE kernel_delivery.jurisdiction_id = %(jurisdiction)s AND kernel_delivery.id = due.id
RETURNING kernel_delivery.id, kernel_delivery.attempts
"""

_TOLD = ("id", "type", "subject_id", "actor", "channel", "occurred_at")
_MARK = """
UPDATE kernel_delivery SET state = 'done', done_at = %(now)s, lease_until = NULL, last_error = ''
FROM kernel_event
WHERE kernel_delivery.jurisdiction_id = %(jurisdiction)s AND kernel_delivery.id = %(delivery)s
  AND kernel_delivery.attempts = %(attempt)s AND kernel_delivery.state = 'waiting'
  AND kernel_event.jurisdiction_id = %(jurisdiction)s
  AND kernel_event.id = kernel_delivery.event_id
RETURNING kernel_delivery.handler, kernel_event.id, kernel_event.type, kernel_event.subject_id,
  kernel_event.actor, kernel_event.channel, kernel_event.occurred_at, kernel_event.data
"""


def claim(jurisdiction: str) -> list[tuple[UUID, int]]:
    """Lease up to a batch of due deliveries: (id, which attempt this is)."""
    now = timezone.now()
    with scope(jurisdiction), connection.cursor() as cursor:
        cursor.execute(
            _CLAIM,
            {"jurisdiction": jurisdiction, "now": now, "until": now + LEASE, "batch": BATCH},
        )
        return [(row[0], row[1]) for row in cursor.fetchall()]


def renew(jurisdiction: str, ids: list[UUID]) -> None:
    """Heartbeat: keep the lease of what is claimed and not yet begun."""
    with scope(jurisdiction):
        waiting = Delivery.objects.of(jurisdiction).filter(id__in=ids, state=WAITING)
        free = waiting.select_for_update(skip_locked=True).values_list("id", flat=True)
        Delivery.objects.of(jurisdiction).filter(id__in=list(free)).update(
            lease_until=timezone.now() + LEASE
        )


def deliver(jurisdiction: str, delivery_id: UUID, attempt: int) -> None:
    """Run the handler; its database effects and the mark `done` commit together or not at all."""
    try:
        with scope(jurisdiction):
            _run(jurisdiction, delivery_id, attempt)
    except Exception as error:
        log.warning("delivery failed", delivery=str(delivery_id), attempt=attempt, exc_info=True)
        with scope(jurisdiction):
            _put_back(jurisdiction, delivery_id, attempt, error)


def _run(jurisdiction: str, delivery_id: UUID, attempt: int) -> None:
    """Marked first and in one statement: a fault of the handler takes the mark back."""
    with connection.cursor() as cursor:
        cursor.execute(
            _MARK,
            {
                "jurisdiction": jurisdiction,
                "delivery": delivery_id,
                "attempt": attempt,
                "now": timezone.now(),
            },
        )
        row = cursor.fetchone()
    if row is None:  # the lease ran out and another worker has it
        return
    name, *columns, data = row
    told = Event(**dict(zip(_TOLD, columns, strict=True)), data=json.loads(data))
    fact = events.restore(told)
    handler = events.handler_named(told.type, name)
    if fact is None or handler is None:
        raise LookupError(f"no handler {name} for {told.type} is installed")

    handler(
        fact,
        events.Occurrence(
            event_id=told.id,
            jurisdiction=jurisdiction,
            actor=told.actor,
            channel=told.channel,
            occurred_at=told.occurred_at,
            handler=name,
        ),
    )


def _put_back(jurisdiction: str, delivery_id: UUID, attempt: int, error: Exception) -> None:
    wait = min(LONGEST_WAIT, 2**attempt) * random.uniform(1, 1.25)  # noqa: S311 - jitter
    mine = Delivery.objects.of(jurisdiction).filter(id=delivery_id, attempts=attempt, state=WAITING)
    mine.update(
        state=DEAD if attempt >= MOST_ATTEMPTS else WAITING,
        run_at=timezone.now() + timedelta(seconds=wait),
        lease_until=None,
        last_error=f"{type(error).__name__}: {error}"[:2000],
    )
