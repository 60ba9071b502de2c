"""A running city for journeys: real web, real worker, real mail; people and cases of their own."""

import tempfile
from dataclasses import dataclass
from pathlib import Path
from random import choices
from uuid import uuid4

import pytest

from tests.harness import factories
from tests.journeys.officer import PASSWORD

SLOWEST = 30_000  # milliseconds for one click on a busy machine
OUTCOME = pytest.StashKey()
PICTURES = Path(tempfile.gettempdir()) / "gapura-journeys"  # of pages where a journey broke off
TELEPHONES = {
    "phone": {},
    "320px": {"viewport": {"width": 320, "height": 640}},
    "no-js": {"java_script_enabled": False},
}


@dataclass(frozen=True)
class Officer:
    name: str
    email: str
    account_id: object
    office: str


class RunningCity:
    """`at("jakarta")` is its home; `appoint` makes an officer who can sign in."""

    def __init__(self, server, mailbox):
        self.server, self.mailbox, self.url = server, mailbox, server.url

    def at(self, city):
        return f"{self.url}/{city}/"

    def appoint(self, city, role, office_code, name):
        from gapura.access import commands as access
        from gapura.jurisdictions import queries as jurisdictions
        from gapura.kernel.actors import system
        from gapura.kernel.scope import scope

        email = new_address(role)
        with scope(city):
            office = jurisdictions.get_office(city, office_code)
            account_id = access.appoint(
                by=system(city), name=name, email=email, role=role,
                office_id=office.id, starts_on=factories.LONG_AGO,
            )  # fmt: skip
            access.give_password(email, PASSWORD, by=system(city))
        return Officer(name, email, account_id, office.name)

    def give_post(self, city, officer, role, office_code):
        """One more role for somebody who is appointed already."""
        from gapura.access import commands as access
        from gapura.jurisdictions import queries as jurisdictions
        from gapura.kernel.actors import system
        from gapura.kernel.scope import scope

        with scope(city):
            office = jurisdictions.get_office(city, office_code)
            access.add_post(
                by=system(city), account_id=officer.account_id, role=role,
                office_id=office.id, starts_on=factories.LONG_AGO,
            )  # fmt: skip

    def close(self, city, code, *, reason, until):
        from gapura.catalogue import commands
        from gapura.kernel.actors import system

        commands.close_service(by=system(city), code=code, reason=reason, until=until)

    def open(self, city, code):
        from gapura.catalogue import commands
        from gapura.kernel.actors import system

        commands.open_service(by=system(city), code=code)

    def come_in(self, page, account_id):
        """A session for an account, where signing in is not what a test is about."""
        from django.test import Client

        from gapura.access.models import Account

        client = Client()
        client.force_login(Account.objects.get(id=account_id))
        (name, cookie) = next(iter(client.cookies.items()))
        page.context.add_cookies([{"name": name, "value": cookie.value, "url": self.url}])


def new_name(first):
    """A name that no other officer of the run bears."""
    return f"{first} {''.join(choices('aeiou', k=1) + choices('bdgklmnrst', k=6)).capitalize()}"


def new_address(name="warga"):
    return f"{name.replace('_', '-')}-{uuid4().hex[:10]}@example.org"


@pytest.fixture
def city(server, mailbox, django_db_blocker, settings):
    """No transaction is held: what a test writes is committed, and stays for the run."""
    from django.db import connections

    settings.GAPURA_FILES = server.environ["GAPURA_VAR"] + "/files"  # one shelf for both
    settings.GAPURA_PUBLIC_URL = server.url
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.ScryptPasswordHasher"]
    with django_db_blocker.unblock():
        yield RunningCity(server, mailbox)
        connections.close_all()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item, call):
    report = yield
    if report.when == "call":
        item.stash[OUTCOME] = report
    return report


@pytest.fixture
def arrive(request, visitor, watch):
    """`arrive("320px")`: a browser of its own, watched for errors, CSP reports and outside calls."""
    pages = []

    def open_browser(telephone="phone", **options):
        page = watch(visitor(**{**TELEPHONES[telephone], **options}))
        pages.append(page)
        page.set_default_timeout(SLOWEST)
        page.gapura_scripts = TELEPHONES[telephone].get("java_script_enabled", True)
        return page

    yield open_browser
    if OUTCOME in request.node.stash and request.node.stash[OUTCOME].failed:
        for page in (page for page in pages if not page.is_closed()):
            print(f"--- {page.url}\n{page.locator('body').inner_text()[:2000]}")  # noqa: T201
            PICTURES.mkdir(exist_ok=True)
            page.screenshot(path=PICTURES / f"{request.node.name}-{pages.index(page)}.png")
