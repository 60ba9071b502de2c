"""How far an officer may look: below their office; the inspectorate over the whole city."""

from uuid import UUID

from gapura.cases import policies
from gapura.jurisdictions import queries as jurisdictions
from gapura.kernel.actors import Actor


def overseen_offices(actor: Actor) -> set[UUID]:
    """Offices whose cases the actor may see without working on them."""
    if any(post.role == policies.INSPECTORATE for post in actor.posts):
        return jurisdictions.all_office_ids(actor.jurisdiction)
    tops = policies.overseeing_offices(actor)
    return jurisdictions.office_ids_beneath(actor.jurisdiction, tops) if tops else set()
