"""Who is at work today, over many offices at once; delegates stand in for those away."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from uuid import UUID

from gapura.access.models import Account
from gapura.access.queries.today import absences_by_account, posts_on, today_in


@dataclass(frozen=True, slots=True)
class PresentOfficer:
    """A role at an office, and the account that does it today."""

    account_id: UUID
    role: str
    office_id: UUID
    office_name: str


def list_present_officers(
    jurisdiction: str,
    *,
    office_ids: Collection[UUID] | None = None,
    roles: Collection[str] = (),
) -> list[PresentOfficer]:
    """At most three statements, whatever the number. Who is away without a delegate who is there
    is left out."""
    today = today_in(jurisdiction)
    rows = posts_on(jurisdiction, today).select_related("office")
    if office_ids is not None:
        rows = rows.filter(office__in=office_ids)
    if roles:
        rows = rows.filter(role__in=roles)
    posts = list(rows.order_by("account_id", "id"))
    away = absences_by_account(jurisdiction, {post.account_id for post in posts}, today)
    delegates = {absence.delegate_id for absence in away.values() if absence.delegate_id}
    away |= absences_by_account(jurisdiction, delegates - away.keys(), today)
    present = []
    for post in posts:
        absence = away.get(post.account_id)
        account = absence.delegate_id if absence else post.account_id
        if account is not None and (absence is None or account not in away):
            present.append(PresentOfficer(account, post.role, post.office_id, post.office.name))
    return present


def emails_of(account_ids: Iterable[UUID]) -> dict[UUID, str]:
    """Addresses of active accounts, in one statement."""
    rows = Account.objects.filter(id__in=set(account_ids), is_active=True).order_by("id")
    return dict(rows.values_list("id", "email"))
