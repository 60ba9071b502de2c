"""What the city offers, each version as it was published, and the words that find it."""

from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models import Q

from gapura.kernel.keys import JurisdictionModel, SameJurisdictionForeignKey


class PublicService(JurisdictionModel):
    """One service of the city, as lists show it; what it says in full is in its versions."""

    code = models.CharField(max_length=60)
    kind = models.CharField(max_length=30)
    title = models.JSONField()
    summary = models.JSONField()
    authority = models.CharField(max_length=60)  # code of an agency
    life_events = models.JSONField()
    audience = models.JSONField()
    position = models.PositiveIntegerField()  # order of first publication: what is offered first
    offered_from = models.DateField()  # first day on which any version holds
    current_version = SameJurisdictionForeignKey(
        "catalogue.ServiceVersion", null=True, related_name="+"
    )  # the one published last, which may be valid later than today
    is_open = models.BooleanField(default=True)
    closed_reason = models.TextField(blank=True, default="")
    closed_until = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["jurisdiction_id", "code"], name="one_service_per_code"
            ),
            models.CheckConstraint(
                condition=Q(is_open=True, closed_reason="", closed_until__isnull=True)
                | (Q(is_open=False) & ~Q(closed_reason="")),
                name="closed_services_say_why",
            ),
        ]
        indexes = [
            models.Index(fields=["jurisdiction_id", "position"], name="services_in_order"),
        ]

    def __str__(self) -> str:
        return self.code


class ServiceVersion(JurisdictionModel):
    """A whole package as it was published: never changed, so a case can pin it for life."""

    service = SameJurisdictionForeignKey(PublicService, related_name="+")
    content_hash = models.CharField(max_length=64)
    definition = models.JSONField()
    valid_from = models.DateField()
    published_at = models.DateTimeField()
    published_by = models.CharField(max_length=60)  # Actor.ref

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["jurisdiction_id", "service", "content_hash"],
                name="one_version_per_content",
            ),
        ]
        indexes = [
            models.Index(
                fields=["jurisdiction_id", "service", "-valid_from"], name="version_on_a_day"
            ),
        ]

    def __str__(self) -> str:
        return self.content_hash[:12]


class ServiceSearch(JurisdictionModel):
    """The words of a service in all its languages, as stems and as pieces of words.

    No GIN index: `@@` is not leakproof, so behind row-level security PostgreSQL reads a city's
    rows anyway, and a city has hundreds of services, not millions.
    """

    service = SameJurisdictionForeignKey(PublicService, related_name="+")
    words = SearchVectorField()
    pieces = SearchVectorField()  # character n-grams: a typing error spoils few of them

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["jurisdiction_id", "service"], name="one_search_row_per_service"
            ),
        ]

    def __str__(self) -> str:
        return str(self.service_id)
