"""What somebody asks of government: a draft, then a case with its answers."""

from django.db import models
from django.db.models import Q

from gapura.kernel.keys import JurisdictionModel, SameJurisdictionForeignKey

OUTCOMES = ["granted", "refused", "resolved", "rejected", "withdrawn", "deemed_granted"]


class Draft(JurisdictionModel):
    """Answers not yet sent; kept page by page, sealed, resumable, discardable."""

    service_code = models.CharField(max_length=60)
    version = SameJurisdictionForeignKey("catalogue.ServiceVersion", related_name="+")
    account_id = models.UUIDField(null=True)  # None: held by the visitor's session
    page = models.CharField(max_length=60, default="")
    answers = models.BinaryField()
    channel = models.CharField(max_length=20, default="web")
    created_at = models.DateTimeField()
    updated_at = models.DateTimeField()
    case_id = models.UUIDField(null=True)  # once sent

    class Meta:
        indexes = [
            models.Index(
                fields=["jurisdiction_id", "account_id", "-updated_at"],
                name="draft_of_account",
                condition=Q(case_id__isnull=True),
            ),
            models.Index(
                fields=["jurisdiction_id", "updated_at"],
                name="draft_unsent",
                condition=Q(case_id__isnull=True),
            ),
        ]

    def bound_to(self) -> str:
        return f"{self.jurisdiction_id}:draft:{self.id}"


class Case(JurisdictionModel):
    """One thing asked. It pins its service version for life."""

    number = models.CharField(max_length=24)
    service_code = models.CharField(max_length=60)
    version = SameJurisdictionForeignKey("catalogue.ServiceVersion", related_name="+")
    kind = models.CharField(max_length=24)
    step = models.CharField(max_length=60)  # of the pinned SOP; kept when closed
    outcome = models.CharField(max_length=20, default="", blank=True)
    office = SameJurisdictionForeignKey("jurisdictions.Office", related_name="+", null=True)
    area_code = models.CharField(max_length=13, default="", blank=True)

    person_id = models.UUIDField(null=True)
    account_id = models.UUIDField(null=True)
    applicant_name = models.CharField(max_length=200, default="", blank=True)
    about = models.CharField(max_length=200, default="", blank=True)
    audience = models.CharField(max_length=20)
    identity_shown_to = models.CharField(max_length=20)
    language = models.CharField(max_length=5, default="id")
    channel = models.CharField(max_length=20)
    pin_serial = models.PositiveSmallIntegerField(default=1)
    idempotency_key = models.CharField(max_length=120)
    fingerprint = models.CharField(max_length=64, default="", blank=True)  # keyed hash of what came

    fee = models.BigIntegerField(default=0)  # rupiah, as in the latest FixedFee
    submitted_at = models.DateTimeField()
    complete_at = models.DateTimeField(null=True)
    due_at = models.DateTimeField(null=True)  # the promise, as the resident sees it
    paused_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["jurisdiction_id", "number"], name="case_number_is_unique"
            ),
            models.UniqueConstraint(
                fields=["jurisdiction_id", "idempotency_key"], name="one_case_per_submission"
            ),
            models.CheckConstraint(
                condition=Q(outcome="", closed_at__isnull=True)
                | Q(outcome__in=OUTCOMES, closed_at__isnull=False),
                name="closed_case_has_outcome",
            ),
        ]
        indexes = [
            models.Index(
                fields=["jurisdiction_id", "account_id", "-submitted_at", "-id"],
                name="case_of_account",
                condition=Q(account_id__isnull=False),
            ),
            models.Index(
                fields=["jurisdiction_id", "due_at"],
                name="case_open_by_due",
                condition=Q(closed_at__isnull=True),
            ),
            models.Index(
                fields=["jurisdiction_id", "office", "closed_at"],
                name="case_closed_by_office",
                condition=Q(closed_at__isnull=False),
            ),
        ]

    @property
    def is_open(self) -> bool:
        return self.closed_at is None

    def bound_to(self, what: str) -> str:
        return f"{self.jurisdiction_id}:case:{self.id}:{what}"


class CaseAnswers(JurisdictionModel):
    """The answers as sent, and again after each correction; sealed as a whole."""

    case = SameJurisdictionForeignKey(Case, related_name="+")
    revision = models.PositiveSmallIntegerField()
    answers = models.BinaryField()
    created_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["jurisdiction_id", "case", "revision"], name="one_row_per_revision"
            ),
        ]


class Finder(JurisdictionModel):
    """Words by which officers find a case: name words in clear, NIK and phone as blind index."""

    case = SameJurisdictionForeignKey(Case, related_name="+")
    kind = models.CharField(max_length=10)  # name, nik, phone
    key = models.CharField(max_length=80)

    class Meta:
        indexes = [
            models.Index(
                fields=["jurisdiction_id", "kind", "key", "case"],  # the case too: no row is read
                name="finder_by_key",
                opclasses=["text_ops", "text_ops", "text_pattern_ops", "uuid_ops"],
            ),
            models.Index(fields=["jurisdiction_id", "case"], name="finder_of_case"),
        ]
