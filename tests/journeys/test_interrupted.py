"""Life comes between: a closed browser, a double click, a session that ends, a closed service."""

import re
from datetime import date

import pytest
from playwright.sync_api import expect

from tests.harness.factories import scenario, submit
from tests.journeys import officer, resident
from tests.journeys.conftest import new_address
from tests.journeys.filling import fill_page, page_of, photos_for
from tests.journeys.looking import look
from tests.journeys.pressing import press

pytestmark = [pytest.mark.browser, pytest.mark.processes]

CODE = "pm1-general-statement"
TOLD = scenario("jakarta", CODE)
STATEMENT = TOLD.answers["statement"]


def begin(page, city):
    resident.start(page, city.at("jakarta"), CODE)


def go_to_page(page, city, wanted):
    """Fill in what comes before."""
    begin(page, city)
    while (here := resident.where(page)) != wanted:
        fill_page(page, page_of("jakarta", CODE, here).questions, TOLD.answers,
                  photos_for(TOLD.files))  # fmt: skip
        resident.go_on(page)


def test_what_is_typed_is_kept_though_the_browser_is_closed(city, arrive):
    page = arrive()
    go_to_page(page, city, "purpose")
    with page.expect_response("**/simpan/"):
        page.locator("[name=statement]").fill(STATEMENT)
    expect(page.locator("[data-draft-note]")).to_contain_text("Tersimpan")
    where_it_was, cookies = page.url.partition("#")[0], page.context.storage_state()
    page.close()

    later = arrive(storage_state=cookies)
    later.goto(f"{city.at('jakarta')}urusan/")
    look(later)
    press(later.get_by_role("link", name=re.compile("PM1|Surat keterangan")).last)

    assert later.url == where_it_was
    assert later.locator("[name=statement]").input_value() == STATEMENT


def test_pressing_send_twice_makes_one_case(city, arrive):
    page = arrive()
    go_to_page(page, city, "periksa")
    resident.agree(page)
    page.get_by_role("button", name="Kirim", exact=True).dblclick()
    page.wait_for_url("**/terkirim/**")
    receipt = resident.read_receipt(page)

    page.goto(f"{city.at('jakarta')}urusan/")

    assert page.get_by_role("main").get_by_text("JKT-").all_inner_texts() == [receipt.number]


def test_sending_the_same_page_from_two_tabs_makes_one_case(city, arrive):
    page = arrive()
    go_to_page(page, city, "periksa")
    other = page.context.new_page()
    other.goto(page.url)
    numbers = []

    for tab in (page, other):
        resident.agree(tab)
        press(tab.get_by_role("button", name="Kirim", exact=True))
        numbers.append(tab.locator(".big-num").first.inner_text())

    assert numbers[0] == numbers[1]


@pytest.mark.parametrize("telephone", ["phone", "no-js"])
def test_a_session_that_ends_in_the_middle_says_so_and_keeps_what_was_typed(
    city, arrive, telephone
):
    page = arrive(telephone)
    go_to_page(page, city, "purpose")
    page.locator("[name=statement]").fill(STATEMENT)
    page.context.clear_cookies()

    resident.go_on(page)

    look(page)
    said = page.get_by_role("main").inner_text()
    assert page.locator("input[name=statement]").get_attribute("value") == STATEMENT
    assert re.search("terlalu lama terbuka|sudah keluar|masih ada", said)


def test_an_officers_session_that_ends_keeps_the_reason_that_was_typed(city, arrive):
    sent = submit()
    person = city.appoint("jakarta", "verifier", "kel-31.71.03.1001", "Sri Wahyuni")
    page = arrive(viewport={"width": 1280, "height": 800})
    officer.sign_in(page, city.at("jakarta"), person)
    officer.open_case(page, city.at("jakarta"), sent.number)
    officer.choose(page, "refuse")
    page.locator("[name=grounds]").fill("Alamat di KTP bukan di kelurahan ini.")
    page.locator("[name=legal_reference]").select_option(index=1)
    page.locator("[name=checked]").check()
    page.context.clear_cookies(name="gapura_sesi")

    press(page.get_by_role("main").locator("button.btn").last)

    look(page)
    assert page.locator("input[name=grounds]").get_attribute("value").startswith("Alamat di KTP")
    with page.expect_popup() as opened:
        page.get_by_role("link", name="Masuk lagi").click()
    tab = opened.value
    tab.get_by_label("Surel kantor").fill(person.email)
    tab.get_by_label("Kata sandi").fill(officer.PASSWORD)
    press(tab.get_by_role("button", name="Masuk", exact=True))
    press(page.get_by_role("button", name="Coba lagi"))
    if page.get_by_role("button", name="Coba lagi").count():
        press(page.get_by_role("button", name="Coba lagi"))
    officer.said(page, f"Tersimpan: {sent.number}")


@pytest.fixture
def closed_service(city):
    """The statement letter of Depok is closed for a while."""
    city.close("depok", CODE, reason="Kantor pindah gedung.", until=date(2099, 1, 5))
    yield
    city.open("depok", CODE)


def test_a_closed_service_says_until_when_and_takes_nothing(closed_service, city, arrive):
    page = arrive("320px")

    page.goto(f"{city.at('depok')}layanan/{CODE}/")
    look(page)
    told = page.get_by_role("main").inner_text()
    assert "Kantor pindah gedung." in told
    assert "2099" in told
    assert page.get_by_role("button", name="Mulai").count() == 0
    page.goto(f"{city.at('depok')}layanan/{CODE}/ajukan/")
    look(page)
    assert "Kantor pindah gedung." in page.get_by_role("main").inner_text()


def test_a_case_needs_no_javascript_to_be_withdrawn(city, arrive):
    page = arrive("no-js")
    begin(page, city)
    resident.fill_in(
        page, "jakarta", CODE, {**TOLD.answers, "email": new_address()}, photos_for(TOLD.files)
    )
    receipt = resident.send(page)

    page.goto(f"{city.at('jakarta')}urusan/{receipt.number}/batalkan/")
    press(page.get_by_role("button", name="Ya, batalkan"))

    assert "sudah dibatalkan" in page.get_by_role("main").inner_text()
