"""What a case costs, as it was fixed when the request was received complete."""

from django.db import models
from django.db.models import Q

from gapura.cases.models.case import Case
from gapura.kernel.keys import JurisdictionModel, SameJurisdictionForeignKey


class FixedFee(JurisdictionModel):
    """Append-only; the latest row counts. `revision` is that of the answers it was worked out from.
    The lines are sealed: the ground of an exemption may say that somebody is poor or ill."""

    case = SameJurisdictionForeignKey(Case, related_name="+")
    revision = models.PositiveSmallIntegerField()
    amount = models.BigIntegerField()  # rupiah
    lines = models.BinaryField()  # sealed, with labels by language and laws
    tariff_from = models.DateField()  # first day of the tariff that counted
    fixed_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["jurisdiction_id", "case", "revision"], name="one_fee_for_each_revision"
            ),
            models.CheckConstraint(condition=Q(amount__gte=0), name="fee_is_never_below_zero"),
        ]
