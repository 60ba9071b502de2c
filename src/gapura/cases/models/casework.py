"""How a case is worked: tasks, clocks, requests for correction, messages, the decision."""

from django.db import models
from django.db.models import Q

from gapura.cases.models.case import OUTCOMES, Case
from gapura.kernel.keys import JurisdictionModel, SameJurisdictionForeignKey


class Task(JurisdictionModel):
    """One step of the SOP on one desk. The applicant's step is a task too, with that role."""

    case = SameJurisdictionForeignKey(Case, related_name="tasks")
    step = models.CharField(max_length=60)
    role = models.CharField(max_length=40)
    office = SameJurisdictionForeignKey("jurisdictions.Office", related_name="+", null=True)
    service_code = models.CharField(max_length=60)  # of the case, so that the queue needs no join
    assignee_id = models.UUIDField(null=True)
    returned = models.BooleanField(default=False)  # came back to this desk after a correction
    opened_at = models.DateTimeField()
    due_at = models.DateTimeField(null=True)  # the standard time of the step
    case_due_at = models.DateTimeField(null=True)  # the promise; infinity when there is none
    closed_at = models.DateTimeField(null=True)
    closed_by = models.CharField(max_length=60, default="", blank=True)
    action = models.CharField(max_length=60, default="", blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["jurisdiction_id", "case", "step"],
                name="one_open_task_per_step",
                condition=Q(closed_at__isnull=True),
            ),
        ]
        indexes = [
            models.Index(
                fields=["jurisdiction_id", "office", "role", "case_due_at", "id"],
                name="task_queue",
                condition=Q(closed_at__isnull=True),
            ),
            models.Index(
                fields=["jurisdiction_id", "assignee_id", "case_due_at", "id"],
                name="task_mine",
                condition=Q(closed_at__isnull=True),
            ),
            models.Index(
                fields=["jurisdiction_id", "office", "-closed_at"],
                name="task_done",
                condition=Q(closed_at__isnull=False),
            ),
            models.Index(
                fields=["jurisdiction_id", "closed_by", "-closed_at", "-id"],
                name="task_done_by",
                condition=Q(closed_at__isnull=False),
            ),
            models.Index(fields=["jurisdiction_id", "case"], name="task_of_case"),
        ]


class Clock(JurisdictionModel):
    """A running limit of a case: `promise`, or a deadline named in the SOP."""

    case = SameJurisdictionForeignKey(Case, related_name="+")
    name = models.CharField(max_length=40)
    limit = models.CharField(max_length=20)  # P5WD
    office = SameJurisdictionForeignKey("jurisdictions.Office", related_name="+", null=True)
    on_expiry = models.CharField(max_length=20, default="none")
    legal_reference = models.CharField(max_length=200, default="", blank=True)
    started_at = models.DateTimeField()
    pauses = models.JSONField(default=list)  # [[from, to or null, reason], …], ISO 8601
    due_at = models.DateTimeField()
    stopped_at = models.DateTimeField(null=True)  # the case was closed
    missed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["jurisdiction_id", "case", "name"], name="one_clock_per_name"
            ),
        ]
        indexes = [
            models.Index(
                fields=["jurisdiction_id", "office", "due_at"],
                name="clock_running",
                condition=Q(stopped_at__isnull=True),
            ),
        ]


class CorrectionRequest(JurisdictionModel):
    """The officer's marks on answers, and what the resident must do by when."""

    case = SameJurisdictionForeignKey(Case, related_name="+")
    step = models.CharField(max_length=60)  # the officer's step it came from
    marks = models.BinaryField()  # sealed {question path: note}
    message = models.BinaryField()  # sealed
    until = models.DateTimeField(null=True)
    requested_at = models.DateTimeField()
    requested_by = models.CharField(max_length=60)
    answered_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["jurisdiction_id", "case"],
                name="one_open_correction_per_case",
                condition=Q(answered_at__isnull=True),
            ),
        ]
        indexes = [
            models.Index(
                fields=["jurisdiction_id", "case", "requested_at"], name="correction_of_case"
            ),
        ]


class Message(JurisdictionModel):
    """A message between the resident and the desk; the text can be erased."""

    case = SameJurisdictionForeignKey(Case, related_name="+")
    from_office = models.BooleanField()
    author = models.CharField(max_length=60)
    text = models.BinaryField()  # sealed
    sent_at = models.DateTimeField()
    key = models.CharField(max_length=120)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["jurisdiction_id", "case", "key"], name="message_is_sent_once"
            ),
        ]
        indexes = [
            models.Index(fields=["jurisdiction_id", "case", "sent_at"], name="message_of_case"),
        ]


class Decision(JurisdictionModel):
    """What was decided; append-only, one per case. The grounds stand in an erasable row."""

    case = SameJurisdictionForeignKey(Case, related_name="+")
    outcome = models.CharField(max_length=20)
    step = models.CharField(max_length=60)
    decided_by = models.CharField(max_length=60)
    post_id = models.UUIDField(null=True)
    legal_reference = models.CharField(max_length=300, default="", blank=True)
    grounds = SameJurisdictionForeignKey(Message, related_name="+", null=True)
    decided_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["jurisdiction_id", "case"], name="a_case_is_decided_once"
            ),
            models.CheckConstraint(condition=Q(outcome__in=OUTCOMES), name="decision_is_known"),
        ]
