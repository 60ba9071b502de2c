"""Somebody else’s address: the same answer as for an address that leads nowhere."""

import re
from uuid import uuid4

import pytest

from tests.harness.factories import resident as new_resident
from tests.harness.factories import start, submit
from tests.journeys.looking import look

pytestmark = [pytest.mark.browser, pytest.mark.processes]

CODE = "pm1-general-statement"
UNIQUE = re.compile(r'value="[^"]*"|csrf[^>]*|/jakarta/[^"\s]*|JKT-[0-9A-Z-]*')


def what_is_said(page):
    """The page without what is made anew each time or repeats the address."""
    return UNIQUE.sub("", page.get_by_role("main").inner_html())


def file_of(case_id):
    from gapura.documents.queries import list_files
    from gapura.kernel.scope import scope

    with scope("jakarta"):
        return list_files(case_id, "jakarta")[0].id


@pytest.mark.parametrize("who", ["visitor", "resident"])
def test_a_strangers_address_and_one_that_leads_nowhere_answer_alike(city, arrive, who):
    sent, owner = submit(), new_resident("jakarta")
    draft = start(by=owner)
    file = file_of(sent.case_id)
    page = arrive("no-js")
    if who == "resident":
        city.come_in(page, new_resident("jakarta").account_id)
    home = city.at("jakarta")
    pairs = [
        (f"urusan/{sent.number}/", "urusan/JKT-AAAA-AAAA-A/"),
        (f"urusan/{sent.number}/isian/", "urusan/JKT-AAAA-AAAA-A/isian/"),
        (f"urusan/{sent.number}/perbaikan/", "urusan/JKT-AAAA-AAAA-A/perbaikan/"),
        (f"urusan/{sent.number}/berkas/{file}/", f"urusan/{sent.number}/berkas/{uuid4()}/"),
        (f"terkirim/{sent.number}/", "terkirim/JKT-AAAA-AAAA-A/"),
        (f"isian/{draft}/", f"isian/{uuid4()}/"),
        (f"isian/{draft}/identity/", f"isian/{uuid4()}/identity/"),
        (f"isian/{draft}/periksa/", f"isian/{uuid4()}/periksa/"),
    ]

    answers = []
    for theirs, nowhere in pairs:
        told = []
        for way in (theirs, nowhere):
            status = page.goto(home + way).status
            told.append((status, what_is_said(page)))
        answers.append(told)

    assert [[status for status, _said in told] for told in answers] == [[404, 404]] * len(pairs)
    assert [theirs for theirs, nowhere in answers if theirs != nowhere] == []
    look(page)


def test_the_same_number_in_the_other_city_leads_nowhere(city, arrive):
    sent = submit()
    page = arrive()
    city.come_in(page, sent.by.account_id)

    here = page.goto(f"{city.at('jakarta')}urusan/{sent.number}/").status
    there = page.goto(f"{city.at('depok')}urusan/{sent.number}/").status

    assert (here, there) == (200, 404)


@pytest.mark.parametrize(
    "way",
    ["layanan/sim-c/", "layanan/sim-c/ajukan/", "peristiwa/terbang/", "kantor/tidak-ada/", "x/y/"],
)
def test_an_unknown_address_says_what_to_do_next(city, arrive, way):
    page = arrive("320px")

    status = page.goto(city.at("jakarta") + way).status

    look(page)
    assert status == 404
    assert page.get_by_role("main").get_by_role("link").count() >= 1


def test_an_unknown_city_offers_the_cities_there_are(city, arrive):
    page = arrive("320px")

    status = page.goto(city.at("atlantis")).status

    look(page)
    assert status == 404
