"""The same work seen from the desk: queue, evidence, masked values, supervisor, two at once."""

from random import randrange

import pytest

from tests.harness.factories import submit
from tests.journeys import officer
from tests.journeys.conftest import new_name
from tests.journeys.looking import look
from tests.journeys.pressing import press

pytestmark = [pytest.mark.browser, pytest.mark.processes]

KELURAHAN = "kel-31.71.03.1001"
SCREENS = pytest.mark.parametrize(
    "screen",
    [{"width": 1280, "height": 800}, {"width": 320, "height": 640}],
    ids=["desk", "320px"],
)


@pytest.fixture
def at_desk(city, arrive):
    """`at_desk("verifier", "Sri")`: an officer, signed in at a computer of their own."""

    def come(role, name, *, place=KELURAHAN, where="jakarta", **screen):
        person = city.appoint(where, role, place, name)
        page = arrive(**({"viewport": screen} if screen else {}))
        officer.sign_in(page, city.at(where), person)
        return page

    return come


@SCREENS
def test_an_officer_works_a_case_from_the_queue_to_the_next_desk(city, at_desk, screen):
    sent = submit()
    page = at_desk("verifier", "Sri Wahyuni", **screen)

    look(page)
    officer.open_from_queue(page, city.at("jakarta"), sent.number)
    assert "3171035708900001" not in page.content()
    officer.take(page)
    look(page)
    officer.reveal(page, "nik")
    assert "3171035708900001" in page.content().replace(" ", "")
    look(page)
    press(page.locator("nav[aria-label=Bukti] a").nth(1))
    look(page)
    image = page.locator("[data-viewer] img")
    before = image.bounding_box()["width"]
    page.locator("[data-zoom]").first.click()
    assert image.bounding_box()["width"] > before
    page.locator("[data-turn]").click()
    assert "rotate(90deg)" in image.get_attribute("style")
    officer.do(page, city.at("jakarta"), sent.number, "complete", look=look)

    page.goto(f"{city.at('jakarta')}desk/")
    assert page.get_by_role("link", name=sent.number, exact=True).count() == 0


def test_the_applicant_reads_who_opened_the_case_and_the_masked_value(city, at_desk, arrive):
    sent = submit()
    page = at_desk("verifier", "Sri Wahyuni")
    officer.open_case(page, city.at("jakarta"), sent.number)
    officer.reveal(page, "nik")

    home = arrive()
    city.come_in(home, sent.by.account_id)
    home.goto(f"{city.at('jakarta')}urusan/{sent.number}/")
    home.get_by_text("Siapa yang sudah membuka data saya").click()

    told = home.locator("details", has_text="Siapa yang sudah membuka").inner_text()
    assert "Petugas pemeriksa, Kelurahan" in told
    assert "membuka data yang ditutup" in told
    assert "Sri Wahyuni" not in told


@SCREENS
def test_a_supervisor_sees_the_load_and_gives_the_task_to_somebody_else(city, at_desk, screen):
    sent = submit()
    home = city.at("jakarta")
    sri, agus = new_name("Sri"), new_name("Agus")
    first, second = at_desk("verifier", sri), at_desk("verifier", agus)
    officer.open_case(first, home, sent.number)
    officer.take(first)
    page = at_desk("supervisor", "Rina Marlina", **screen)

    press(page.get_by_role("link", name="Pengawasan"))
    look(page)
    assert sri in page.get_by_role("main").inner_text()
    page.goto(f"{home}desk/urusan/{sent.number}/penugasan/")
    look(page)
    page.get_by_label("Serahkan kepada").select_option(label=agus)
    press(page.get_by_role("button", name="Simpan"))

    officer.open_case(second, home, sent.number)
    officer.said(second, "Anda memegang")
    officer.open_case(first, home, sent.number)
    officer.said(first, f"Tugas ini dipegang {agus}")


def test_of_two_officers_deciding_at_once_the_second_is_told_who_was_first(city, at_desk):
    sent = submit()
    home = city.at("jakarta")
    first, second = at_desk("verifier", "Sri Wahyuni"), at_desk("verifier", "Agus Salim")
    for page in (first, second):
        officer.open_case(page, home, sent.number)
        officer.choose(page, "complete")

    officer.confirm(first)
    officer.confirm(second)

    officer.said(first, f"Tersimpan: {sent.number}")
    look(second)
    told = second.get_by_role("main").inner_text()
    assert "Sri Wahyuni" in told
    assert "tidak mengubah apa pun" in told


def test_an_officer_of_the_other_city_finds_nothing(city, at_desk):
    sent = submit()
    page = at_desk("verifier", "Tini", place="kel-32.76.06.1001", where="depok")

    answers = [
        page.goto(f"{city.at(where)}desk/urusan/{sent.number}/") for where in ("depok", "jakarta")
    ]
    officer.search_for(page, city.at("depok"), sent.number)

    assert answers[0].status == 404
    assert "/desk/masuk/" in answers[1].url
    assert "Tidak ada urusan yang cocok" in page.get_by_role("main").inner_text()


def test_the_queue_can_be_worked_with_the_keyboard_alone(city, at_desk):
    phone = f"0813{randrange(10**8):08}"
    submit(phone=phone)
    page = at_desk("verifier", "Sri Wahyuni")
    officer.search_for(page, city.at("jakarta"), phone)
    page.locator("h1").click()

    page.keyboard.press("j")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    with page.expect_navigation():
        page.keyboard.press("a")

    officer.said(page, "Anda memegang")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("s")
    assert page.locator("[data-answer] input[value=sesuai]:checked").count() == 1
