"""What holds on a day of the city's own calendar."""

from datetime import date
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import Q
from django.utils import timezone

from gapura.access.models import Absence, OfficerPost
from gapura.jurisdictions.queries import get_jurisdiction
from gapura.kernel.keys import JurisdictionQuerySet


def today_in(jurisdiction: str) -> date:
    return timezone.localdate(timezone=ZoneInfo(get_jurisdiction(jurisdiction).timezone))


def posts_on(jurisdiction: str, on: date) -> JurisdictionQuerySet[OfficerPost]:
    """Posts that are held on that day."""
    rows: JurisdictionQuerySet[OfficerPost] = OfficerPost.objects.of(jurisdiction)
    return rows.filter(Q(ends_on=None) | Q(ends_on__gte=on), starts_on__lte=on)


def absences_on(jurisdiction: str, on: date) -> JurisdictionQuerySet[Absence]:
    rows: JurisdictionQuerySet[Absence] = Absence.objects.of(jurisdiction)
    return rows.filter(ended_at=None, starts_on__lte=on, until__gte=on)


def absences_by_account(jurisdiction: str, accounts: set[UUID], on: date) -> dict[UUID, Absence]:
    if not accounts:
        return {}
    rows = absences_on(jurisdiction, on).filter(account_id__in=accounts).order_by("id")
    return {row.account_id: row for row in rows}
