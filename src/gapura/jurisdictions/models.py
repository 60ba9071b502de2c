"""The city as rows: jurisdictions and areas are shared reference, offices and days are its own."""

from django.db import models
from django.db.models import Q

from gapura.engines.rules.text import in_language
from gapura.kernel.keys import JurisdictionModel, SameJurisdictionForeignKey

LEVELS = ("province", "regency", "district", "village")
NATIONAL_KINDS = ("holiday", "joint_leave")
LOCAL_KINDS = ("local_closed", "special_hours")


class Jurisdiction(models.Model):
    """One city that this Gapura serves: shared reference, written by the owner's loader only."""

    id = models.CharField(primary_key=True, max_length=40)  # "jakarta", the first word of its URLs
    short = models.CharField(max_length=3)  # "JKT", opens every case number
    names = models.JSONField()
    area_codes = models.JSONField()  # ["31"]
    languages = models.JSONField()  # ["id", "en"]: promised
    timezone = models.CharField(max_length=40)
    contact = models.JSONField()
    settings = models.JSONField()  # government, tagline, calendar, theme, life events, roles …
    is_open = models.BooleanField(default=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["short"], name="one_jurisdiction_per_short_code"),
        ]

    def __str__(self) -> str:
        return self.id


class Area(models.Model):
    """A province, regency, district or village by its Kemendagri code; never deleted."""

    code = models.CharField(primary_key=True, max_length=13)  # "31.71.03.1001", dotted text
    level = models.CharField(max_length=10)
    parent_code = models.CharField(max_length=8, blank=True)
    name = models.CharField(max_length=120)
    valid_from = models.DateField(null=True)  # null: as far back as the source goes
    valid_to = models.DateField(null=True)  # the first day on which the code no longer exists
    source = models.CharField(max_length=120)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(level__in=LEVELS), name="area_level_known"),
        ]
        indexes = [models.Index(fields=["parent_code", "name"], name="area_picker")]

    def __str__(self) -> str:
        return f"{self.code} {self.name}"


class Agency(JurisdictionModel):
    """A part of government that answers for services: a dinas, the city itself."""

    code = models.CharField(max_length=60)
    kind = models.CharField(max_length=40)
    names = models.JSONField()
    parent = SameJurisdictionForeignKey("self", null=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["jurisdiction_id", "code"], name="one_agency_per_code"),
        ]

    def __str__(self) -> str:
        return self.code

    def name(self, language: str = "id") -> str:
        return in_language(self.names, language)


class Office(JurisdictionModel):
    """A place where people work for an agency: a kelurahan, a one-stop hall, a puskesmas."""

    agency = SameJurisdictionForeignKey(Agency, related_name="+")
    parent = SameJurisdictionForeignKey("self", null=True, related_name="+")
    kind = models.CharField(max_length=40)  # dinas, suku_dinas, kecamatan, kelurahan, ptsp …
    code = models.CharField(max_length=60)
    name = models.CharField(max_length=160)
    area_code = models.CharField(max_length=13)
    address = models.TextField(blank=True)
    phone = models.CharField(max_length=40, blank=True)
    hours = models.JSONField(null=True)  # {"mon": "08:00-16:00"}; null: as the jurisdiction
    works_on_holidays = models.BooleanField(default=False)
    joint_leave_off = models.BooleanField(null=True)  # null: as the jurisdiction
    needs_verification = models.BooleanField(default=True)  # nobody there confirmed it yet
    is_open = models.BooleanField(default=True)  # false: it no longer exists
    defined_in = models.CharField(max_length=20)  # "definition", "desk"
    calendar_version = models.UUIDField()  # new with every change: a counter could come back

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["jurisdiction_id", "code"], name="one_office_per_code"),
            models.CheckConstraint(
                condition=Q(defined_in__in=["definition", "desk"]), name="office_origin_known"
            ),
        ]
        indexes = [
            models.Index(
                fields=["jurisdiction_id", "name", "code"],
                name="office_by_name",
                condition=Q(is_open=True),
            ),
            models.Index(
                fields=["jurisdiction_id", "kind", "area_code"],
                name="office_by_kind_and_area",
                condition=Q(is_open=True),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class CalendarDay(JurisdictionModel):
    """A day that differs from the week: for one office, or for all when `office` is null.

    National days and local decisions are kept apart, so that a local exception hides a holiday
    without losing it.
    """

    office = SameJurisdictionForeignKey(Office, null=True, related_name="+")
    date = models.DateField()
    kind = models.CharField(max_length=20)
    hours = models.CharField(max_length=80, blank=True)  # "08:00-12:00,13:00-15:00"
    names = models.JSONField()
    source = models.CharField(max_length=120)
    needs_verification = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=(*NATIONAL_KINDS, *LOCAL_KINDS)), name="day_kind_known"
            ),
            models.CheckConstraint(
                condition=Q(kind__in=LOCAL_KINDS) | Q(office__isnull=True),
                name="national_days_are_for_all",
            ),
            models.CheckConstraint(
                condition=Q(kind="special_hours", hours__gt="")
                | (~Q(kind="special_hours") & Q(hours="")),
                name="only_special_days_have_hours",
            ),
            models.UniqueConstraint(
                fields=["jurisdiction_id", "date"],
                condition=Q(kind__in=NATIONAL_KINDS),
                name="one_national_day_per_date",
            ),
            models.UniqueConstraint(
                fields=["jurisdiction_id", "office", "date"],
                condition=Q(kind__in=LOCAL_KINDS),
                nulls_distinct=False,
                name="one_local_day_per_office_and_date",
            ),
        ]
        indexes = [
            models.Index(fields=["jurisdiction_id", "office", "date"], name="days_of_office"),
        ]

    def __str__(self) -> str:
        return f"{self.date.isoformat()} {self.kind}"

    def name(self, language: str = "id") -> str:
        return in_language(self.names, language)
