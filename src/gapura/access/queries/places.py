"""What an officer was when something was done: role and office by post, never the person."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from gapura.access.models import OfficerPost


@dataclass(frozen=True, slots=True)
class PostPlace:
    role: str
    office_name: str


def places_of(jurisdiction: str, post_ids: Iterable[UUID]) -> dict[UUID, PostPlace]:
    """Also of posts that have ended; one statement."""
    wanted = set(post_ids)
    if not wanted:
        return {}
    rows = OfficerPost.objects.of(jurisdiction).filter(id__in=wanted).order_by("id")
    return {row.id: PostPlace(row.role, row.office.name) for row in rows.select_related("office")}
