"""A real Chromium for the tests that look at pages; skipped with a sentence where there is none."""

import os
import shutil
from pathlib import Path

import pytest

CHROMIUM = os.environ.get("CHROMIUM") or next(
    (path for name in ("chromium", "chromium-browser", "google-chrome") if (path := shutil.which(name))), None
)  # fmt: skip
AXE = Path(__file__).resolve().parents[1] / "vendor" / "axe.min.js"
RULES = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--disable-background-networking",
    "--disable-component-update", "--disable-default-apps", "--disable-sync", "--no-first-run",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
]  # fmt: skip
# A cheap telephone in Jakarta; motion is off, for moving pages cannot be measured.
TELEPHONE = {
    "locale": "id-ID",
    "timezone_id": "Asia/Jakarta",
    "viewport": {"width": 390, "height": 844},
    "service_workers": "block",
    "reduced_motion": "reduce",
}
OURS = ("http://localhost", "http://127.0.0.1", "data:", "blob:")


def pytest_collection_modifyitems(config, items):
    if (
        "wide" not in config.option.markexpr
    ):  # minutes of every mode and language: asked for by name
        wide = [item for item in items if item.get_closest_marker("wide")]
        config.hook.pytest_deselected(items=wide)
        items[:] = [item for item in items if item not in wide]
    for item in items:
        if "browser" not in getattr(item, "fixturenames", ()):
            continue
        item.add_marker(pytest.mark.browser)
        if CHROMIUM is None:
            item.add_marker(pytest.mark.skip(reason="needs Chromium, and none is installed"))


@pytest.fixture(scope="session")
def browser():
    """One Chromium for the run. These fixtures stand in for those of the Playwright plugin."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, headless=True, args=FLAGS)
        yield chromium
        chromium.close()


@pytest.fixture
def visitor(browser):
    """`visitor(java_script_enabled=False, …)`: a fresh telephone with its own cookies; its page."""
    contexts = []

    def arrive(**options):
        contexts.append(browser.new_context(**{**TELEPHONE, **options}))
        return contexts[-1].new_page()

    yield arrive
    for context in contexts:
        context.close()


@pytest.fixture
def page(visitor):
    return visitor()


@pytest.fixture
def watch():
    """`watch(page)`: fail the test on an error, a CSP report or a request that leaves the machine."""
    bad = []

    def listen(page):
        page.on("pageerror", lambda error: bad.append(f"error on the page: {error}"))
        page.on("console", lambda said: _note_csp(bad, said.text))
        page.on("request", lambda request: _note_outside(bad, request.url))
        return page

    yield listen
    assert bad == []


def _note_csp(bad, text):
    if "Content Security Policy" in text:
        bad.append(text)


def _note_outside(bad, url):
    if not url.startswith(OURS):
        bad.append(f"left the machine: {url}")


@pytest.fixture
def clean(page, watch):
    """The page of the test, watched."""
    return watch(page)


@pytest.fixture
def axe():
    """`axe(page)`: what axe-core finds wrong; run through the debugger, so a strict CSP allows it."""

    def run(page, rules=RULES):
        page.evaluate(AXE.read_text() + ";0")
        found = page.evaluate(
            "rules => axe.run(document, {runOnly: {type: 'tag', values: rules}})", list(rules)
        )
        return [
            (wrong["id"], wrong["impact"], [node["target"] for node in wrong["nodes"]])
            for wrong in found["violations"]
        ]

    return run
