"""Duties that failed again and again: nothing is lost, a person looks and lets them try anew."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import connection
from django.utils import timezone
from django.utils.translation import gettext as _

from gapura.kernel.actors import Actor
from gapura.kernel.commands import command
from gapura.kernel.errors import NotFound
from gapura.kernel.events import CHANNEL
from gapura.kernel.models import DEAD, WAITING, Delivery


@dataclass(frozen=True, slots=True)
class DeadDelivery:
    id: UUID
    event_type: str
    subject_id: UUID
    handler: str
    attempts: int
    last_error: str
    happened_at: datetime


def list_dead(jurisdiction: str, limit: int = 100) -> list[DeadDelivery]:
    """Oldest first, with the fact that nobody heard of."""
    rows = Delivery.objects.of(jurisdiction).filter(state=DEAD).select_related("event")
    return [
        DeadDelivery(
            id=row.id,
            event_type=row.event.type,
            subject_id=row.event.subject_id,
            handler=row.handler,
            attempts=row.attempts,
            last_error=row.last_error,
            happened_at=row.event.occurred_at,
        )
        for row in rows.order_by("run_at", "id")[:limit]
    ]


@command
def retry(delivery_id: UUID, *, by: Actor) -> None:
    """Owe it anew, from the first attempt on; the worker is woken."""
    dead = Delivery.objects.of(by.jurisdiction).filter(id=delivery_id, state=DEAD)
    changed = dead.update(
        state=WAITING, attempts=0, run_at=timezone.now(), lease_until=None, last_error=""
    )
    if not changed:
        raise NotFound(
            _("Pekerjaan ini sudah dicoba lagi atau sudah selesai. Muat ulang daftarnya."),
            code="not-dead",
        )
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_notify(%s, %s)", [CHANNEL, by.jurisdiction])
