"""Cases that a visitor opened with number and PIN, as a list."""

from gapura.cases.models import Case
from gapura.kernel.actors import Actor

MOST = 50


def list_proved_cases(*, seen_by: Actor) -> list[Case]:
    """Those of this browser's session, newest first."""
    if not seen_by.proved_cases:
        return []
    rows = Case.objects.of(seen_by.jurisdiction).filter(id__in=seen_by.proved_cases)
    return list(rows.select_related("office").order_by("-submitted_at", "-id")[:MOST])
