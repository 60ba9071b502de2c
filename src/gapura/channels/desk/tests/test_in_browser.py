"""The desk in a real browser: keys that can be switched off, the proof enlarged, nothing broken."""

import pytest
from django.conf import settings
from django.test import override_settings

from gapura.channels.desk.tests.makers import at_desk, desk
from tests.harness import factories

SMALL, WIDE = {"width": 320, "height": 800}, {"width": 1280, "height": 900}


@pytest.fixture
def at_work(server, django_db_blocker, clean):
    """`at_work(role)`: a watched page of somebody signed in, and a case that waits."""
    files = f"{server.environ['GAPURA_VAR']}/files"
    with django_db_blocker.unblock(), override_settings(GAPURA_FILES=files):

        def arrive(role="verifier", office="kel-31.71.03.1003"):
            officer = factories.officer("jakarta", role, office)
            cookie = at_desk(officer).cookies[settings.SESSION_COOKIE_NAME]
            clean.context.add_cookies(
                [{"name": cookie.key, "value": cookie.value, "url": server.url}]
            )
            place = {"street": "Jalan Serdang 1", "rt": "001", "rw": "002", "area": office[4:]}
            return clean, factories.submit(address=place)

        yield arrive


def test_keys_walk_the_queue_and_can_be_switched_off(server, at_work):
    page, _sent = at_work()
    page.set_viewport_size(WIDE)
    page.goto(server.url + desk("queue"))

    page.keyboard.press("j")
    page.keyboard.press("x")
    ticked = page.locator("[name=k]:checked").count()
    page.get_by_role("button", name="Matikan pintasan papan ketik").click()
    page.reload()
    page.keyboard.press("j")
    page.keyboard.press("x")

    assert ticked == 1
    assert page.locator("[name=k]:checked").count() == 0
    assert page.get_by_role("button", name="Nyalakan pintasan papan ketik").is_visible()


def test_marks_are_set_by_key_and_the_proof_grows_and_turns(server, at_work):
    page, sent = at_work()
    page.set_viewport_size(WIDE)
    page.goto(server.url + desk("case", sent.number))
    image = page.locator("[data-viewer] img")

    page.keyboard.press("ArrowDown")
    page.keyboard.press("p")
    page.keyboard.type("salah")
    page.keyboard.press("Escape")
    page.keyboard.press("+")
    page.keyboard.press("r")

    assert page.locator("textarea:visible").first.input_value() == "salah"
    assert "Perbaiki" not in page.locator("[data-marked]").inner_text()
    assert page.locator("[data-marked]").inner_text().startswith("1/")
    assert image.evaluate("img => [img.style.width, img.style.transform]") == [
        "125%",
        "rotate(90deg)",
    ]


def test_without_javascript_a_case_can_be_marked_and_checked(server, at_work, visitor):
    page, sent = at_work()
    plain = visitor(java_script_enabled=False)
    plain.context.add_cookies(page.context.cookies())
    plain.goto(server.url + desk("case", sent.number))

    plain.locator("label:has([name='tanda:name'][value=perbaiki])").click()
    plain.locator("[name='catatan:name']").fill("Ejaan nama")
    plain.locator("#t-request_correction").check()
    plain.get_by_role("button", name="Periksa sebelum kirim").click()

    assert plain.get_by_role("heading", level=1).inner_text().startswith("Periksa sebelum kirim")
    assert plain.locator("[name=message]").input_value() == "Nama lengkap: Ejaan nama"


@pytest.mark.parametrize("size", [SMALL, WIDE], ids=["320", "1280"])
@pytest.mark.parametrize("name", ["queue", "case", "decision", "counter", "notices", "search"])
def test_pages_fit_and_axe_finds_nothing(server, at_work, axe, name, size):
    page, sent = at_work()
    page.set_viewport_size(size)
    args = [sent.number] if name in {"case", "decision"} else []
    query = {"decision": "?tindakan=refuse", "search": "?q=ratna"}.get(name, "")

    page.goto(server.url + desk(name, *args) + query)

    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert axe(page) == []


@pytest.mark.parametrize("name", ["board", "trail"])
def test_pages_of_supervisors_fit_and_axe_finds_nothing(server, at_work, axe, name):
    page, sent = at_work("head")
    page.set_viewport_size(SMALL)

    page.goto(f"{server.url}{desk(name)}?nomor={sent.number}")

    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert axe(page) == []


@pytest.mark.parametrize(
    "name",
    ["manage", "officers", "officer", "new-officer", "offices", "office", "new-office", "calendar",
     "services", "failures", "rules", "findings"],
)  # fmt: skip
def test_pages_of_administrators_fit_and_axe_finds_nothing(server, at_work, axe, name):
    page, _sent = at_work("administrator")
    page.set_viewport_size(SMALL)
    page.goto(server.url + desk("officers"))
    own = page.locator("tbody a").first.get_attribute("href").rstrip("/").rsplit("/", 1)[1]
    args = {"officer": [own], "office": ["kel-31.71.03.1003"], "findings": ["kjp-plus"]}.get(
        name, []
    )

    page.goto(server.url + desk(name, *args))

    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert axe(page) == []
