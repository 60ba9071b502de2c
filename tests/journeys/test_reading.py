"""How a page is read: in English, larger, on paper, with the keyboard, in the dark."""

import re

import pytest
from playwright.sync_api import expect

from tests.harness.factories import jpeg, scenario, submit
from tests.journeys import resident
from tests.journeys.filling import fill_page, page_of, photos_for
from tests.journeys.looking import look
from tests.journeys.pressing import press

pytestmark = [pytest.mark.browser, pytest.mark.processes]

CODE = "pm1-general-statement"
TOLD = scenario("jakarta", CODE)
RING = """() => {
  const it = document.activeElement, seen = getComputedStyle(it), box = it.getBoundingClientRect();
  const on = document.elementFromPoint(box.left + Math.min(box.width / 2, 20), box.top + box.height / 2);
  return {
    name: it.outerHTML.slice(0, 100),
    ring: seen.outlineStyle !== 'none' && parseFloat(seen.outlineWidth) >= 2,
    free: it === on || it.contains(on) || Boolean(on && on.contains(it)),
  };
}"""


def ring(page):
    """What has the focus, whether a ring is drawn around it, whether nothing covers it."""
    around = page.evaluate(RING)
    if not around["ring"]:  # a card may draw it around the small box inside
        around["ring"] = page.evaluate(
            """() => { const card = document.activeElement.closest('label, .seg, form');
               return Boolean(card) && getComputedStyle(card).outlineStyle !== 'none'; }"""
        )
    return around


@pytest.mark.parametrize("telephone", ["phone", "no-js"])
def test_the_language_is_changed_to_english_and_back_on_the_same_page(city, arrive, telephone):
    page = arrive(telephone)
    page.goto(f"{city.at('jakarta')}layanan/birth-certificate/")

    press(page.get_by_role("button", name="English"))
    look(page)
    assert page.locator("html").get_attribute("lang") == "en"
    assert page.locator("h1").inner_text() == "Birth certificate"
    press(page.get_by_role("button", name="Bahasa Indonesia"))

    assert page.locator("h1").inner_text() == "Akta kelahiran"
    assert page.url == f"{city.at('jakarta')}layanan/birth-certificate/"


@pytest.mark.parametrize("telephone", ["320px", "no-js"])
def test_the_largest_letters_still_fit_a_small_screen(city, arrive, telephone):
    page = arrive(telephone, viewport={"width": 320, "height": 640})
    page.goto(city.at("jakarta"))
    before = size_of_letters(page)

    press(page.locator("button[name=huruf]").last)

    assert size_of_letters(page) >= 1.3 * before
    for way in ("", "layanan/birth-certificate/", "lacak/", f"layanan/{CODE}/ajukan/"):
        page.goto(city.at("jakarta") + way)
        look(page)


def size_of_letters(page):
    return float(page.evaluate("parseFloat(getComputedStyle(document.documentElement).fontSize)"))


def test_a_whole_form_can_be_filled_in_with_the_keyboard_alone(city, arrive):
    page = arrive(viewport={"width": 1280, "height": 800})
    resident.start(page, city.at("jakarta"), "road-damage")
    fill_page(
        page, page_of("jakarta", "road-damage", "place").questions,
        scenario("jakarta", "road-damage", "resolved").answers,
        {"photos": ("lubang.jpg", jpeg("black"))},
    )  # fmt: skip
    resident.go_on(page)
    assert resident.where(page) == "damage"

    walked = tab_to(page, "[name=category]")
    page.keyboard.press("Space")
    walked += tab_to(page, "[name=danger]")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowUp")
    walked += tab_to(page, "[name=description]")
    page.keyboard.type("Dalam, di tengah jalan.")
    walked += tab_to(page, "p.acts > button.btn >> nth=0")
    with page.expect_navigation():
        page.keyboard.press("Enter")

    assert resident.where(page) == "contact"
    assert [each["name"] for each in walked if not (each["ring"] and each["free"])] == []


def tab_to(page, selector):
    """Press Tab until the focus is there; what was passed on the way."""
    passed = []
    wanted = page.locator(selector)
    for _step in range(40):
        page.keyboard.press("Tab")
        passed.append(ring(page))
        if wanted.evaluate_all("all => all.includes(document.activeElement)"):
            return passed
    raise AssertionError(f"Tab never reached {selector}: {[each['name'] for each in passed]}")


def test_the_first_tab_leads_past_the_menu_to_the_content(city, arrive):
    page = arrive()
    page.goto(city.at("jakarta"))

    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Langsung ke isi")).to_be_focused()
    assert ring(page)["ring"]
    page.keyboard.press("Enter")

    expect(page.locator("#isi")).to_be_focused()


def test_a_mistake_is_read_first_and_its_link_leads_to_the_field(city, arrive):
    page = arrive()
    resident.start(page, city.at("jakarta"), CODE)

    resident.go_on(page)

    look(page)
    expect(page.get_by_role("alert")).to_be_focused()
    assert page.title().startswith("Kesalahan: ")
    page.get_by_role("alert").get_by_role("link").first.click()
    expect(page.locator("[name=name]")).to_be_focused()


def test_the_receipt_is_printed_with_number_and_pin_and_without_the_menu(city, arrive):
    page = arrive()
    resident.start(page, city.at("jakarta"), CODE)
    resident.fill_in(page, "jakarta", CODE, TOLD.answers, photos_for(TOLD.files))
    receipt = resident.send(page)
    expect(page.get_by_role("button", name="Cetak")).to_be_visible()

    page.emulate_media(media="print")

    seen = re.sub(r"\s", "", page.locator("body").inner_text())
    assert receipt.number in seen
    assert receipt.pin in seen
    assert page.locator("nav:visible, footer:visible, button:visible").count() == 0


@pytest.mark.parametrize(
    "eyes", [{"color_scheme": "dark"}, {"forced_colors": "active"}], ids=["dark", "forced-colours"]
)
def test_a_case_is_readable_in_the_dark_and_in_forced_colours(city, arrive, eyes):
    sent = submit()
    page = arrive("320px", **eyes)
    city.come_in(page, sent.by.account_id)

    for way in ("", f"urusan/{sent.number}/", "urusan/", f"layanan/{CODE}/"):
        page.goto(city.at("jakarta") + way)
        look(page)
