"""Who an account is in a city today."""

from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet

from gapura.access.models import Account, OfficerPost
from gapura.access.queries.today import absences_on, posts_on, today_in
from gapura.kernel.actors import Actor, Post
from gapura.kernel.compiled import compiled


def actor_for(account: Account, jurisdiction: str) -> Actor:
    """An officer when the account holds a post today or stands in for somebody who is away;
    else a resident. One statement; needs the scope of the city."""
    held = _held_by.all(jurisdiction, account.id, today_in(jurisdiction))
    if not held:
        return resident_for(account, jurisdiction)
    own = [row for row in held if row.account_id == account.id]
    return Actor(
        kind="officer",
        jurisdiction=jurisdiction,
        account_id=account.id,
        name=own[0].name if own else account.name,
        posts=tuple({_place(row): _post(row) for row in [*held, *own]}.values()),
    )


@compiled
def _held_by(jurisdiction: str, account_id: UUID, today: date) -> QuerySet[OfficerPost]:
    away = absences_on(jurisdiction, today).filter(delegate_id=account_id).values("account_id")
    posts = posts_on(jurisdiction, today).select_related("office")
    mine = posts.filter(Q(account_id=account_id) | Q(account_id__in=away))
    return mine.order_by("starts_on", "id")


def resident_for(account: Account, jurisdiction: str) -> Actor:
    """The same person on the resident's side of the counter."""
    return Actor(
        kind="resident", jurisdiction=jurisdiction, account_id=account.id, name=account.name
    )


def _place(row: OfficerPost) -> tuple[str, object]:
    return row.role, row.office_id


def _post(row: OfficerPost) -> Post:
    return Post(
        id=row.id,
        role=row.role,
        office_id=row.office_id,
        office_kind=row.office.kind,
        office_name=row.office.name,
    )
