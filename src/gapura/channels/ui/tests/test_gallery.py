"""The gallery in real Chromium: every part, every state, for every eye."""

import pytest
from playwright.sync_api import expect

PAGES = [
    "/", "/gaya/", "/gaya/isian/normal/", "/gaya/isian/filled/", "/gaya/isian/error/",
    "/gaya/meja/", "/gaya/kendala/not-found/", "/gaya/kendala/too-many/",
]  # fmt: skip
MODES = {
    "desktop": {"viewport": {"width": 1280, "height": 900}},
    "narrow": {"viewport": {"width": 320, "height": 640}},
    "dark": {"color_scheme": "dark"},
    "forced colours": {"forced_colors": "active"},
}
ORDINARY = [("narrow", page) for page in PAGES] + [
    ("desktop", "/gaya/"), ("dark", "/gaya/"), ("dark", "/gaya/isian/error/"), ("dark", "/gaya/meja/"),
    ("forced colours", "/gaya/isian/error/"), ("forced colours", "/gaya/meja/"),
]  # fmt: skip
SIDEWAYS = "() => document.documentElement.scrollWidth > innerWidth"


@pytest.fixture
def look(server, visitor, watch):
    """`look(mode, path, cookie=value)`: the page as that reader sees it."""

    def go(mode, path, **cookies):
        page = watch(visitor(**MODES[mode]))
        page.context.add_cookies(
            [{"name": name, "value": value, "url": server.url} for name, value in cookies.items()]
        )
        page.goto(server.url + path)
        return page

    return go


@pytest.mark.parametrize(("mode", "path"), ORDINARY)
def test_axe_finds_nothing_and_nothing_scrolls_sideways(look, axe, mode, path):
    page = look(mode, path)

    assert axe(page) == []
    assert page.evaluate(SIDEWAYS) is False


@pytest.mark.wide
@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("letters", ["", "xl"])
@pytest.mark.parametrize(
    ("mode", "language"), [(mode, code) for mode in MODES for code in ("id", "en")]
)
def test_axe_finds_nothing_for_any_reader(look, axe, path, letters, mode, language):  # noqa: PLR0917
    page = look(mode, path, gapura_bahasa=language, gapura_huruf=letters)

    assert axe(page) == []
    assert page.evaluate(SIDEWAYS) is False


def test_after_a_mistake_the_summary_is_read_first_and_leads_to_the_field(server, clean):
    clean.goto(server.url + "/gaya/isian/error/")

    expect(clean).to_have_title("Kesalahan: Gaya: isian – Gapura")
    expect(clean.get_by_role("alert")).to_be_focused()

    clean.get_by_role("link", name="Pilih jenis kelamin.").click()
    expect(clean.get_by_label("Perempuan")).to_be_focused()


def test_letters_of_the_largest_size_never_scroll_sideways(look):
    page = look("narrow", "/gaya/isian/error/")

    page.get_by_role("button", name="Huruf sangat besar", exact=True).click()

    expect(page.locator("html")).to_have_attribute("data-text", "xl")
    assert page.evaluate(SIDEWAYS) is False


def test_everything_one_touches_is_large_enough(look):
    page = look("narrow", "/gaya/isian/filled/")

    small = page.evaluate(
        """() => [...document.querySelectorAll("a, button, input, select, textarea, summary")]
            .filter(e => e.offsetParent && e.type !== "hidden" && !e.closest("label, .sr, p") && !e.matches(".sr, .skip"))
            .map(e => [e.textContent.trim() || e.name, e.getBoundingClientRect().height])
            .filter(([, height]) => height < 24)"""
    )

    assert small == []


def test_every_stop_of_the_keyboard_is_seen(look):
    page = look("narrow", "/gaya/isian/normal/")
    unseen = []

    for _stop in range(40):
        page.keyboard.press("Tab")
        stop = page.evaluate(
            """() => { const e = document.activeElement, s = getComputedStyle(e);
                return [e.tagName + " " + e.textContent.trim().slice(0, 20),
                        s.outlineStyle !== "none" && parseFloat(s.outlineWidth) >= 2] }"""
        )
        unseen += [] if stop[1] else [stop[0]]

    assert unseen == []


def test_without_a_signal_the_page_says_so(server, clean):
    clean.goto(server.url + "/gaya/")

    clean.context.set_offline(True)
    expect(clean.get_by_text("Tidak ada sinyal.")).to_be_visible()

    clean.context.set_offline(False)
    expect(clean.get_by_text("Tidak ada sinyal.")).to_be_hidden()


@pytest.mark.parametrize("path", ["/", "/jakarta/", "/jakarta/layanan/"])
def test_a_first_visit_costs_at_most_forty_kilobytes(server, visitor, watch, path):
    page = watch(visitor())
    network = page.context.new_cdp_session(page)
    network.send("Network.enable")
    size = {}
    network.on(
        "Network.loadingFinished", lambda e: size.update({e["requestId"]: e["encodedDataLength"]})
    )

    page.goto(server.url + path, wait_until="networkidle")

    assert 0 < sum(size.values()) <= 40_000
