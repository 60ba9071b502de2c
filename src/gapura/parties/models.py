"""People as the city knows them: a name, ways to reach them, and a sealed NIK."""

from django.db import models
from django.db.models import Q

from gapura.kernel.keys import JurisdictionModel


class Person(JurisdictionModel):
    """One person within one jurisdiction. An account stands for none or several of them."""

    name = models.CharField(max_length=160)
    name_key = models.CharField(max_length=160)  # folded, to find by its beginning
    email = models.EmailField(blank=True)
    phone = models.CharField(max_length=20, blank=True)  # +62…
    account_id = models.UUIDField(null=True)  # a platform row: no foreign key
    nik = models.BinaryField(null=True)  # sealed, bound to this row
    nik_index = models.BinaryField(null=True)  # keyed hash, to find by equality
    created_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(name=""), name="person_has_name"),
            models.CheckConstraint(
                condition=Q(nik__isnull=True, nik_index__isnull=True)
                | Q(nik__isnull=False, nik_index__isnull=False),
                name="sealed_nik_has_index",
            ),
            models.UniqueConstraint(
                fields=["jurisdiction_id", "account_id", "nik_index"],
                name="one_person_per_account_and_nik",
                condition=Q(account_id__isnull=False, nik_index__isnull=False),
            ),
        ]
        indexes = [
            models.Index(
                fields=["jurisdiction_id", "account_id"],
                name="person_of_account",
                condition=Q(account_id__isnull=False),
            ),
            models.Index(
                fields=["jurisdiction_id", "nik_index"],
                name="person_by_nik",
                condition=Q(nik_index__isnull=False),
            ),
            models.Index(
                fields=["jurisdiction_id", "phone"], name="person_by_phone", condition=~Q(phone="")
            ),
            models.Index(
                fields=["jurisdiction_id", "email"], name="person_by_email", condition=~Q(email="")
            ),
            models.Index(
                fields=["jurisdiction_id", "name_key", "id"],
                opclasses=["text_ops", "varchar_pattern_ops", "uuid_ops"],
                name="person_by_name",
            ),
        ]

    def __str__(self) -> str:
        return str(self.id)

    @property
    def nik_bound_to(self) -> str:
        return f"{self.jurisdiction_id}:person:{self.id}"
