"""Officers, their posts and absences; a list costs the same for three and for five hundred."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from django.db.models import Q
from django.utils.translation import gettext as _

from gapura.access.models import Absence, Account, OfficerPost
from gapura.access.queries.today import absences_by_account, posts_on, today_in
from gapura.engines.rules.text import in_language
from gapura.jurisdictions.queries import get_jurisdiction
from gapura.kernel.errors import NotFound

ADMINISTRATOR = "administrator"
VERIFIER = "verifier"
HEAD = "head"
FIELD_OFFICER = "field_officer"
SUPERVISOR = "supervisor"
DESIGNER = "designer"
INSPECTORATE = "inspectorate"
ROLES = (VERIFIER, HEAD, FIELD_OFFICER, SUPERVISOR, ADMINISTRATOR, DESIGNER, INSPECTORATE)
"""The codes Gapura itself knows; a city may add its own in jurisdiction.yaml."""

PAGE, MOST = 50, 200


@dataclass(frozen=True, slots=True)
class OfficerRow:
    """One post and its holder. `stands_in_for` names the absent officer a delegate replaces."""

    post_id: UUID
    account_id: UUID
    name: str
    email: str
    role: str
    office_id: UUID
    office_name: str
    starts_on: date
    ends_on: date | None
    absent_until: date | None = None
    absence_id: UUID | None = None
    delegate_id: UUID | None = None
    delegate_name: str = ""
    stands_in_for: UUID | None = None


@dataclass(frozen=True, slots=True)
class OfficerPage:
    """One page by name; `after` opens the next one and is empty on the last."""

    officers: tuple[OfficerRow, ...]
    after: str


@dataclass(frozen=True, slots=True)
class AbsenceRow:
    id: UUID
    account_id: UUID
    starts_on: date
    until: date
    note: str
    delegate_id: UUID | None


def role_title(jurisdiction: str, role: str, language: str = "id") -> str:
    """The city's word for a role; the code itself when the city no longer has it."""
    titles = {known.code: known.title for known in get_jurisdiction(jurisdiction).roles}
    return in_language(titles[role], language) if role in titles else role


def list_officers(
    jurisdiction: str,
    *,
    offices: Collection[UUID] | None = None,
    role: str = "",
    words: str = "",
    after: str = "",
    limit: int = PAGE,
) -> OfficerPage:
    """Posts held now or from a later day, by name; `offices` None means the whole city."""
    today = today_in(jurisdiction)
    rows = OfficerPost.objects.of(jurisdiction).filter(Q(ends_on=None) | Q(ends_on__gte=today))
    if offices is not None:
        rows = rows.filter(office__in=offices)
    if role:
        rows = rows.filter(role=role)
    for word in words.replace("\0", " ").split():
        rows = rows.filter(name__icontains=word)
    if after:
        rows = rows.filter(_behind(after))
    limit = min(limit, MOST)
    found = list(rows.select_related("office").order_by("name", "id")[: limit + 1])
    more, found = len(found) > limit, found[:limit]
    cursor = f"{found[-1].id}|{found[-1].name}" if more else ""
    return OfficerPage(tuple(_with_people(jurisdiction, found, today)), cursor)


def list_posts(jurisdiction: str, account_id: UUID) -> list[OfficerRow]:
    """All posts of one officer, past and to come, the newest first."""
    rows = OfficerPost.objects.of(jurisdiction).filter(account_id=account_id)
    found = list(rows.select_related("office").order_by("-starts_on", "-id"))
    return _with_people(jurisdiction, found, today_in(jurisdiction))


def get_post(jurisdiction: str, post_id: UUID) -> OfficerRow:
    rows = OfficerPost.objects.of(jurisdiction).filter(id=post_id).select_related("office")
    found = list(rows.order_by("id"))
    if not found:
        raise NotFound(
            _("Penugasan ini tidak ada di kota ini. Cari petugasnya di daftar petugas."),
            code="no-such-post",
        )
    return _with_people(jurisdiction, found, today_in(jurisdiction))[0]


def officers_of(
    jurisdiction: str, office_id: UUID, role: str, *, on: date | None = None
) -> list[OfficerRow]:
    """Who is there to do it on that day, by name: the present ones, and for an absent one the
    delegate, when there is one who is not away too."""
    day = on or today_in(jurisdiction)
    posts = posts_on(jurisdiction, day).filter(office_id=office_id, role=role)
    held = list(posts.select_related("office").order_by("name", "id"))
    rows = _with_people(jurisdiction, held, day)
    away = absences_by_account(jurisdiction, {r.delegate_id for r in rows if r.delegate_id}, day)
    there: dict[UUID, OfficerRow] = {r.account_id: r for r in rows if r.absent_until is None}
    emails = _accounts(r.delegate_id for r in rows if r.delegate_id and r.delegate_id not in there)
    for row in rows:
        delegate = row.delegate_id
        if row.absent_until is None or delegate is None or delegate in there or delegate in away:
            continue
        email, name = emails.get(delegate, ("", ""))
        there[delegate] = replace(
            row,
            account_id=delegate,
            name=row.delegate_name or name,
            email=email,
            absent_until=None,
            absence_id=None,
            delegate_id=None,
            delegate_name="",
            stands_in_for=row.account_id,
        )
    return sorted(there.values(), key=lambda row: (row.name, row.post_id))


def list_absences(jurisdiction: str, account_id: UUID) -> list[AbsenceRow]:
    """Absences of one officer that are not over, the nearest first."""
    today = today_in(jurisdiction)
    rows = Absence.objects.of(jurisdiction).filter(
        account_id=account_id, ended_at=None, until__gte=today
    )
    return [
        AbsenceRow(row.id, row.account_id, row.starts_on, row.until, row.note, row.delegate_id)
        for row in rows.order_by("starts_on", "id")
    ]


def _behind(cursor: str) -> Q:
    """After the last row of the page shown; a cursor that somebody wrote begins at the start."""
    post_id, _bar, name = cursor.partition("|")
    try:
        return Q(name__gt=name) | Q(name=name, id__gt=UUID(post_id))
    except ValueError:
        return Q()


def _with_people(jurisdiction: str, posts: list[OfficerPost], day: date) -> list[OfficerRow]:
    """Posts with addresses and absences: two statements, whatever their number."""
    holders = {post.account_id for post in posts}
    away = absences_by_account(jurisdiction, holders, day)
    delegates = {absence.delegate_id for absence in away.values() if absence.delegate_id}
    accounts = _accounts(holders | delegates)
    return [_row(post, away.get(post.account_id), accounts) for post in posts]


def _accounts(ids: Iterable[UUID]) -> dict[UUID, tuple[str, str]]:
    wanted = set(ids)
    if not wanted:
        return {}
    rows = Account.objects.filter(id__in=wanted).order_by("id")
    return {
        row_id: (email, name) for row_id, email, name in rows.values_list("id", "email", "name")
    }


def _row(
    post: OfficerPost, away: Absence | None, accounts: dict[UUID, tuple[str, str]]
) -> OfficerRow:
    row = OfficerRow(
        post_id=post.id,
        account_id=post.account_id,
        name=post.name,
        email=accounts.get(post.account_id, ("", ""))[0],
        role=post.role,
        office_id=post.office_id,
        office_name=post.office.name,
        starts_on=post.starts_on,
        ends_on=post.ends_on,
    )
    if away is None:
        return row
    delegate = away.delegate_id
    return replace(
        row,
        absent_until=away.until,
        absence_id=away.id,
        delegate_id=delegate,
        delegate_name=accounts.get(delegate, ("", ""))[1] if delegate else "",
    )
