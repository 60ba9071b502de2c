"""Pages of people who signed in run no script but ours, and htmx only where something moves."""

import pytest
from django.test import Client

from gapura.access.models import Account
from gapura.channels.desk.tests.makers import at_desk
from tests.harness import factories

pytestmark = pytest.mark.django_db

KELURAHAN = "kel-31.71.03.1001"
HTMX = "django_htmx/htmx"


def rules_of(response):
    policy = response["Content-Security-Policy"]
    return policy, dict(part.strip().split(" ", 1) for part in policy.split(";") if part.strip())


def is_strict(response):
    policy, rules = rules_of(response)
    return rules["default-src"] == "'none'" and "unsafe" not in policy and "*" not in policy


def signed_in(actor):
    client = Client()
    client.force_login(Account.objects.get(id=actor.account_id))
    return client


def test_every_page_of_a_resident_is_strict_and_only_the_case_carries_htmx():
    case = factories.submit()
    client = signed_in(case.by)
    ways = [
        "urusan/",
        "kabar/",
        "akun/",
        f"urusan/{case.number}/isian/",
        f"urusan/{case.number}/batalkan/",
        f"urusan/{case.number}/",
    ]

    pages = {way: client.get(f"/jakarta/{way}") for way in ways}

    assert {way: page.status_code for way, page in pages.items()} == dict.fromkeys(ways, 200)
    assert [way for way, page in pages.items() if not is_strict(page)] == []
    assert [way for way, page in pages.items() if HTMX in page.content.decode()] == [ways[-1]]


def test_every_page_of_an_officer_is_strict_and_the_queue_carries_htmx():
    case = factories.submit()
    client = at_desk(factories.officer("jakarta", "verifier", KELURAHAN))
    ways = ["", f"urusan/{case.number}/", "loket/", "pemberitahuan/"]

    pages = {way: client.get(f"/jakarta/desk/{way}") for way in ways}

    assert {way: page.status_code for way, page in pages.items()} == dict.fromkeys(ways, 200)
    assert [way for way, page in pages.items() if not is_strict(page)] == []
    assert HTMX in pages[""].content.decode()


def test_error_pages_are_strict_and_carry_no_htmx():
    client = Client(raise_request_exception=False)

    pages = [client.get("/jakarta/urusan/JKT-0000-0000-0/"), client.get("/tidak/ada/")]

    assert [page.status_code for page in pages] == [404, 404]
    assert all(is_strict(page) for page in pages)
    assert not any(HTMX in page.content.decode() for page in pages)
