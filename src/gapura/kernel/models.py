"""One table for facts (Event), one for duties (Delivery), one for moments to come (Timer)."""

from django.db import models
from django.db.models import Q

from gapura.kernel.keys import JurisdictionModel, SameJurisdictionForeignKey

WAITING, DONE, DEAD = "waiting", "done", "dead"


class Event(JurisdictionModel):
    """A fact that happened; append-only by privilege. Holds ids, codes and hashes only."""

    type = models.CharField(max_length=80)
    subject_id = models.UUIDField()
    actor = models.CharField(max_length=60)  # Actor.ref
    channel = models.CharField(max_length=20)
    data = models.JSONField(default=dict)
    occurred_at = models.DateTimeField()

    class Meta:
        indexes = [
            models.Index(
                fields=["jurisdiction_id", "subject_id", "occurred_at"], name="event_of_subject"
            ),
        ]


class Delivery(JurisdictionModel):
    """One handler's duty towards one event, done at least once and known to be done."""

    event = SameJurisdictionForeignKey(Event, related_name="+")
    handler = models.CharField(max_length=120)
    state = models.CharField(max_length=10, default=WAITING)
    run_at = models.DateTimeField()
    lease_until = models.DateTimeField(null=True)
    attempts = models.PositiveIntegerField(default=0)
    last_error = models.TextField(default="")
    done_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["jurisdiction_id", "event", "handler"], name="one_delivery_per_handler"
            ),
            models.CheckConstraint(
                condition=Q(state__in=[WAITING, DONE, DEAD]), name="delivery_state_known"
            ),
        ]
        indexes = [
            models.Index(
                fields=["jurisdiction_id", "run_at"],
                name="delivery_waiting",
                condition=Q(state=WAITING),
            ),
            models.Index(
                fields=["jurisdiction_id", "run_at"],
                name="delivery_dead",
                condition=Q(state=DEAD),
            ),
        ]


class Timer(JurisdictionModel):
    """A moment at which something must happen; `key` makes setting it again harmless."""

    kind = models.CharField(max_length=80)
    key = models.CharField(max_length=200)
    subject_id = models.UUIDField(null=True)
    due_at = models.DateTimeField()
    lease_until = models.DateTimeField(null=True)
    attempts = models.PositiveIntegerField(default=0)
    last_error = models.TextField(default="")
    fired_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["jurisdiction_id", "key"], name="one_timer_per_key"),
        ]
        indexes = [
            models.Index(
                fields=["jurisdiction_id", "due_at"],
                name="timer_waiting",
                condition=Q(fired_at__isnull=True),
            ),
            models.Index(
                fields=["jurisdiction_id", "subject_id"],
                name="timer_of_subject",
                condition=Q(fired_at__isnull=True),
            ),
        ]
