"""What the rules said when somebody decided."""

from django.db import models

from gapura.cases.models.case import Case
from gapura.kernel.keys import JurisdictionModel, SameJurisdictionForeignKey


class Judgement(JurisdictionModel):
    """Each rule of eligibility with its law and what it read at the moment of decision, and the grounds of
    an officer who departed from one that only advises. Sealed, for it repeats answers; erasable with
    them, so not among the append-only rows."""

    case = SameJurisdictionForeignKey(Case, related_name="+")
    findings = models.BinaryField()
    judged_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["jurisdiction_id", "case"], name="one_judgement_for_each_case"
            ),
        ]
