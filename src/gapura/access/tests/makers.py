"""The smallest valid officers, offices and actors."""

from datetime import date
from itertools import count

from gapura.access import commands, queries
from gapura.access.models import Account
from gapura.jurisdictions.queries import list_offices
from gapura.kernel.actors import system
from gapura.kernel.scope import scope

FIRST_DAY = date(2026, 1, 5)
_numbers = count(1)


def an_office(city="jakarta", nth=0, kind="kelurahan"):
    with scope(city):
        return list_offices(city, kind=kind, limit=nth + 1).offices[nth]


def appoint(city="jakarta", *, name="Sri Wahyuni", email="", role="verifier", office=None):
    """An officer in post since January; her account id."""
    return commands.appoint(
        by=system(city),
        name=name,
        email=email or f"petugas{next(_numbers)}@contoh.id",
        role=role,
        office_id=(office or an_office(city)).id,
        starts_on=FIRST_DAY,
    )


def actor(account_id, city="jakarta"):
    with scope(city):
        return queries.actor_for(Account.objects.get(id=account_id), city)


def an_administrator(city="jakarta", office=None):
    return actor(appoint(city, name="Nur Aisyah", role="administrator", office=office), city)
