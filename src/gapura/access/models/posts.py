"""Who works where, in which role, and who is away."""

from django.db import models
from django.db.models import F, Q

from gapura.kernel.keys import JurisdictionModel, SameJurisdictionForeignKey


class OfficerPost(JurisdictionModel):
    """A role at an office, held by an account from one day until another."""

    account_id = models.UUIDField()  # a platform row: no foreign key
    name = models.CharField(max_length=120)  # as shown in this city
    office = SameJurisdictionForeignKey("jurisdictions.Office", related_name="+")
    role = models.CharField(max_length=40)  # a role code of the city's jurisdiction.yaml
    starts_on = models.DateField()
    ends_on = models.DateField(null=True)  # the last day; null: until further notice
    created_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="post_ends_after_it_starts",
            ),
            models.UniqueConstraint(
                fields=["jurisdiction_id", "account_id", "office", "role"],
                name="one_open_post_per_role_and_office",
                condition=Q(ends_on__isnull=True),
            ),
        ]
        indexes = [
            models.Index(fields=["jurisdiction_id", "account_id"], name="posts_of_account"),
            models.Index(fields=["jurisdiction_id", "office", "role"], name="posts_of_office"),
            models.Index(fields=["jurisdiction_id", "name", "id"], name="posts_by_name"),
        ]

    def __str__(self) -> str:
        return f"{self.role} @ {self.office_id}"


class Absence(JurisdictionModel):
    """Days on which an officer is away, and who stands in."""

    account_id = models.UUIDField()
    starts_on = models.DateField()
    until = models.DateField()  # the last day away
    note = models.CharField(max_length=200, blank=True)
    delegate_id = models.UUIDField(null=True)  # the account that stands in
    ended_at = models.DateTimeField(null=True)  # called back before the last day

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(until__gte=F("starts_on")), name="absence_ends_after_it_starts"
            ),
            models.CheckConstraint(
                condition=Q(delegate_id__isnull=True) | ~Q(delegate_id=F("account_id")),
                name="nobody_stands_in_for_oneself",
            ),
        ]
        indexes = [
            models.Index(
                fields=["jurisdiction_id", "account_id", "until"],
                name="absences_of_account",
                condition=Q(ended_at__isnull=True),
            ),
            models.Index(
                fields=["jurisdiction_id", "delegate_id", "until"],
                name="absences_by_delegate",
                condition=Q(ended_at__isnull=True, delegate_id__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.account_id} {self.starts_on}–{self.until}"
