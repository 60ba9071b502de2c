"""Who looked at what, for which case and why: rows that nobody can change, not even we."""

from django.db import models

from gapura.kernel.keys import JurisdictionModel


class AccessRecord(JurisdictionModel):
    """One look by one actor. Holds ids and codes only: what was seen stays where it is."""

    actor = models.CharField(max_length=60)  # Actor.ref
    account_id = models.UUIDField(null=True)
    post_id = models.UUIDField(null=True)
    office_id = models.UUIDField(null=True)
    channel = models.CharField(max_length=20)
    kind = models.CharField(max_length=20)
    subject_id = models.UUIDField()
    case_id = models.UUIDField(null=True)  # null: looked outside any case, to be explained
    purpose = models.CharField(max_length=40)
    details = models.JSONField(default=list)  # codes of the fields or parts that were shown
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(kind="") & ~models.Q(purpose=""),
                name="access_has_kind_and_purpose",
            ),
        ]
        indexes = [
            models.Index(fields=["jurisdiction_id", "case_id", "at"], name="access_of_case"),
            models.Index(fields=["jurisdiction_id", "subject_id", "at"], name="access_of_subject"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.subject_id} by {self.actor}"
