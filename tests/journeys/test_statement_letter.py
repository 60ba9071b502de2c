"""The same service under two cities' rules: another way through the offices, another letter."""

import pytest

from tests.harness.factories import scenario
from tests.journeys import officer, resident
from tests.journeys.conftest import new_address
from tests.journeys.filling import photos_for
from tests.journeys.looking import look
from tests.journeys.papers import link_of

pytestmark = [pytest.mark.browser, pytest.mark.processes]

CODE = "pm1-general-statement"
DESKS = {
    "jakarta": [
        ("verifier", "kel-31.71.03.1001", "complete"),
        ("head", "kel-31.71.03.1001", "grant"),
    ],
    "depok": [
        ("verifier", "kel-32.76.06.1001", "complete"),
        ("head", "kel-32.76.06.1001", "approve"),
        ("head", "kec-32.76.06", "grant"),
    ],
}


def test_jakarta_and_depok_grant_the_same_service_in_their_own_way(city, arrive):
    told, papers, verified = {}, {}, {}

    for name, telephone in (("jakarta", "phone"), ("depok", "320px")):
        page = arrive(telephone)
        receipt = ask_for_the_letter(page, city, name)
        for role, office, action in DESKS[name]:
            work(city, arrive, name, receipt.number, (role, office, action))
        papers[name], told[name] = fetch(page, city, name, receipt)
        verified[name] = verify(page, papers[name])

    assert "Lurah menyetujui" not in told["jakarta"]
    assert told["jakarta"] != told["depok"]
    assert papers["jakarta"] != papers["depok"]
    assert "Lurah" in verified["jakarta"]
    assert "Camat" not in verified["jakarta"]
    assert "Camat" in verified["depok"]
    assert verified["depok"] != verified["jakarta"]


def ask_for_the_letter(page, city, name):
    given = scenario(name, CODE)
    resident.start(page, city.at(name), CODE)
    answers = {**given.answers, "email": new_address("pemohon")}
    resident.fill_in(page, name, CODE, answers, photos_for(given.files), look=look)
    return resident.send(page)


def work(city, arrive, name, number, step):
    role, office, action = step
    page = arrive()
    officer.sign_in(page, city.at(name), city.appoint(name, role, office, f"{role} {office}"))
    officer.do(page, city.at(name), number, action)


def fetch(page, city, name, receipt):
    """The letter, and what the case page said on the way there."""
    resident.wait_for_the_letter(page, city.at(name), receipt)
    look(page)
    told = page.get_by_role("main").inner_text()
    with page.expect_download() as waiting:
        page.get_by_role("link", name="Unduh PDF").click()
    return waiting.value.path().read_bytes(), told


def verify(page, paper):
    page.goto(link_of(paper))
    look(page)
    return page.locator("dl.sum").inner_text()
