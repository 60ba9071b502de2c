"""The main job, from the first word typed to the paper that anyone can verify.

A mother looks for “bikin akta anak”, has no birth letter, is asked for F-2.03 by the rule, is asked
for a correction, corrects it, is granted, downloads and verifies; officers do their part between.
"""

import pytest

from tests.harness.factories import scenario
from tests.harness.mail import links_in
from tests.journeys import officer, resident
from tests.journeys.conftest import new_address
from tests.journeys.filling import photos_for
from tests.journeys.looking import look
from tests.journeys.papers import link_of
from tests.journeys.pressing import press

pytestmark = [pytest.mark.browser, pytest.mark.processes]

OFFICE = "sudin-dukcapil-31.71"
TOLD = scenario("jakarta", "birth-certificate", "no-birth-letter")
MISSPELT, RIGHT = "Arka Putra Wibisno", TOLD.answers["child_name"]
DESK = {"viewport": {"width": 1280, "height": 800}}
SMALL_DESK = {"viewport": {"width": 320, "height": 640}}


@pytest.fixture
def desk(city, arrive):
    """A verifier and a head of office, each at a computer of their own."""

    def open_desks(**screen):
        people = [
            city.appoint("jakarta", "verifier", OFFICE, "Sri Wahyuni"),
            city.appoint("jakarta", "head", OFFICE, "Bambang Hartadi"),
        ]
        pages = [arrive(**screen) for _person in people]
        for page, person in zip(pages, people, strict=True):
            officer.sign_in(page, city.at("jakarta"), person)
        return pages

    return open_desks


@pytest.mark.parametrize(
    ("telephone", "screen"),
    [("phone", DESK), ("320px", SMALL_DESK), ("no-js", DESK)],
    ids=["phone", "320px", "no-js"],
)
def test_a_child_without_birth_letter_gets_its_certificate(city, arrive, desk, telephone, screen):
    home, email = city.at("jakarta"), new_address("ratna")
    mother = arrive(telephone)
    verifier, head = desk(**screen)

    receipt = apply_for_the_certificate(mother, city, email)
    ask_for_a_correction(verifier, home, receipt.number)
    correct_the_name(mother, city, email, receipt)
    officer.do(verifier, home, receipt.number, "complete", look=look)
    officer.do(head, home, receipt.number, "grant", look=look)

    paper = fetch_the_paper(mother, city, email, receipt)
    verify_the_paper(arrive("320px"), paper)
    assert len({m["message_id"] for m in city.mailbox.to(email)}) == len(city.mailbox.to(email))


def apply_for_the_certificate(page, city, email):
    page.goto(city.at("jakarta"))
    look(page)
    resident.search_for(page, "bikin akta anak")
    look(page)
    assert page.locator("main h2 a").first.inner_text() == "Akta kelahiran"
    press(page.get_by_role("link", name="Baca dulu").first)
    look(page)
    press(page.get_by_role("button", name="Mulai", exact=True))
    answers = {**TOLD.answers, "email": email, "child_name": MISSPELT}
    seen = resident.fill_in(
        page, "jakarta", "birth-certificate", answers, photos_for(TOLD.files), look=look
    )
    assert seen == list(TOLD.expect.pages)
    receipt = resident.send(page)
    look(page)
    city.mailbox.wait_for(email, receipt.number)
    return receipt


def ask_for_a_correction(page, home, number):
    officer.open_from_queue(page, home, number)
    officer.take(page)
    look(page)
    shown = page.locator("[data-viewer] img")
    assert shown.evaluate("image => image.decode().then(() => image.naturalWidth)") > 0
    officer.mark_as_wrong(page, "child_name", "Ejaan tidak sama dengan kartu keluarga.")
    officer.choose(page, "request_correction")
    look(page)
    officer.confirm(page, message="Tolong periksa ejaan nama anak.")
    look(page)


def correct_the_name(page, city, email, receipt):
    letter = city.mailbox.wait_for(email, "perbaik")[-1]
    page.goto(next(link for link in links_in(letter) if receipt.number in link))
    look(page)
    press(page.get_by_role("link", name="Perbaiki sekarang"))
    look(page)
    assert page.locator("[name=child_name]").input_value() == MISSPELT
    assert page.locator("[name=mother_name]").count() == 0
    page.locator("[name=child_name]").fill(RIGHT)
    press(page.get_by_role("button", name="Kirim perbaikan"))
    look(page)
    assert page.get_by_text("Perbaikan terkirim").count() == 1


def fetch_the_paper(page, city, email, receipt):
    city.mailbox.wait_for(email, "sudah jadi")
    resident.open_with_pin(page, city.at("jakarta"), receipt)
    look(page)
    with page.expect_download() as waiting:
        page.get_by_role("link", name="Unduh PDF").click()
    return waiting.value.path().read_bytes()


def verify_the_paper(stranger, paper):
    stranger.goto(link_of(paper))
    look(stranger)
    facts = stranger.get_by_role("main").inner_text()
    assert "Asli dan masih berlaku" in facts
    assert RIGHT not in facts
    press(stranger.get_by_role("link", name="Bandingkan juga salinan"))
    stranger.locator("#salinan").set_input_files(
        {"name": "akta.pdf", "mimeType": "application/pdf", "buffer": paper}
    )
    press(stranger.get_by_role("button", name="Bandingkan", exact=True))
    look(stranger)
    assert stranger.get_by_text("Sama persis dengan yang kami terbitkan").count() == 1
