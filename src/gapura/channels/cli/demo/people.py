"""Who lives and works in the demo: nobody here exists."""

from contextlib import suppress
from dataclasses import dataclass
from datetime import date

from django.contrib.auth import get_user_model

from gapura.access import commands as access
from gapura.access.commands.accounts import ensure_account
from gapura.access.queries import actor_for, resident_for
from gapura.channels.cli.demo.roles import OFFICERS, PASSWORD, RESIDENTS, DemoOfficer
from gapura.channels.cli.speech import tell
from gapura.jurisdictions import queries as jurisdictions
from gapura.kernel.actors import Actor, system
from gapura.kernel.errors import Conflict
from gapura.kernel.scope import scope

SINCE = date(2025, 1, 2)


@dataclass(frozen=True)
class Desk:
    """A role at an office: who sits there."""

    city: str
    role: str
    office: str


def settle_in() -> None:
    """Give every officer a post and the demo's password, every resident an account."""
    for officer in OFFICERS:
        _appoint(officer)
    for resident in RESIDENTS:
        ensure_account(resident.email, name=resident.name)
    tell(
        f"{len(OFFICERS)} petugas dan {len(RESIDENTS)} warga tinggal di demo.",
        f"{len(OFFICERS)} officers and {len(RESIDENTS)} residents live in the demo.",
    )


def _appoint(officer: DemoOfficer) -> None:
    by = system(officer.city)
    with scope(officer.city):
        office = jurisdictions.get_office(officer.city, officer.office)
    with suppress(Conflict):  # already in this post: an earlier start
        access.appoint(
            by=by,
            name=officer.name,
            email=officer.email,
            role=officer.role,
            office_id=office.id,
            starts_on=SINCE,
        )
    access.give_password(officer.email, PASSWORD, by=by)


def officers_at_work() -> dict[Desk, Actor]:
    """The first officer of each desk, as the actor of commands."""
    accounts = {account.email: account for account in get_user_model().objects.order_by("id")}
    found: dict[Desk, Actor] = {}
    for officer in OFFICERS:
        with scope(officer.city):
            actor = actor_for(accounts[officer.email], officer.city)
        found.setdefault(Desk(officer.city, officer.role, officer.office), actor)
    return found


def resident(email: str, city: str) -> Actor:
    return resident_for(get_user_model().objects.get(email=email), city)
