"""Single pages: the officers' queue, the public pages' time and weight, and the first paint."""

import logging
import os
import shutil
from dataclasses import dataclass
from urllib.parse import urlsplit

from benchmarks import people
from benchmarks.measuring import measure

SERVICE_PAGE = f"/{people.CITY}/layanan/{people.PM1}/"
PUBLIC = [
    f"/{people.CITY}/",
    SERVICE_PAGE,
    f"/{people.CITY}/cari/?q=bikin+akta+anak",
    f"/{people.CITY}/lacak/",
]
BYTES_A_SECOND, ROUND_TRIP_MS, SLOWER = 400_000 // 8, 150, 4
CHROMIUM = ("chromium", "chromium-browser", "google-chrome")


def queue(house, session, *, count=150):
    """One officer, the first page of a long queue and its filters, one request after the other."""
    desk = f"/{people.CITY}/desk/"
    paths = [desk, f"{desk}?tampilan=free", f"{desk}?tampilan=overdue", f"{desk}?langkah=verify"]
    return measure(house, _order(paths, count, [[session]]))


def search(house, session, words, *, count=40):
    return measure(house, _order([f"/{people.CITY}/desk/cari/?q={words}"], count, [[session]]))


def service_page(house, *, count=150):
    """(drawn, unchanged): the page as a stranger gets it, and the answer to whoever has it."""
    drawn = measure(house, _order([SERVICE_PAGE], count))
    return drawn, measure(house, _order([SERVICE_PAGE], count) | {"revalidate": True})


def statements(session, path):
    """How many statements one page takes, in this process; savepoints are transaction control."""
    from django.conf import settings
    from django.db import connection
    from django.test import Client

    logging.disable(logging.CRITICAL)
    seen = []

    def note(execute, sql, params, many, context):
        if not sql.startswith(("SAVEPOINT", "RELEASE SAVEPOINT")):
            seen.append(sql)
        return execute(sql, params, many, context)

    client = Client()
    client.cookies[settings.SESSION_COOKIE_NAME] = session
    client.get(path)  # the first request of a process reads cities and versions
    with connection.execute_wrapper(note):
        answer = client.get(path)
    if answer.status_code != 200:
        raise RuntimeError(f"{path}: {answer.status_code}")
    return len(seen)


@dataclass(frozen=True)
class FirstLoad:
    path: str
    requests: int
    bytes: int  # as they came over the wire, headers included
    first_paint_ms: float


def first_loads(house):
    """Each public page in a fresh browser without a cache, on a slow line and a slow processor."""
    chromium = next((path for name in CHROMIUM if (path := shutil.which(name))), None)
    if chromium is None:
        return []
    from playwright.sync_api import sync_playwright

    # Its event loop would forbid the ORM in this process afterwards.
    os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=chromium,
            args=["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"],
        )
        try:
            return [_first_load(browser, house.url + path) for path in PUBLIC]
        finally:
            browser.close()


def _first_load(browser, url):
    context = browser.new_context(viewport={"width": 390, "height": 844}, locale="id-ID")
    page = context.new_page()
    wire = context.new_cdp_session(page)
    wire.send("Network.enable")
    wire.send(
        "Network.emulateNetworkConditions",
        {
            "offline": False,
            "latency": ROUND_TRIP_MS,
            "downloadThroughput": BYTES_A_SECOND,
            "uploadThroughput": BYTES_A_SECOND,
        },
    )
    wire.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    came = []
    wire.on("Network.loadingFinished", lambda event: came.append(event["encodedDataLength"]))
    page.goto(url, wait_until="networkidle", timeout=60_000)
    paint = page.evaluate(
        "performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? NaN"
    )
    context.close()
    found = urlsplit(url)
    return FirstLoad(
        found.path + (f"?{found.query}" if found.query else ""), len(came), int(sum(came)), paint
    )


def _order(paths, count, officers=None):
    return {
        "kind": "pages", "paths": paths, "threads": 1, "count": count, "seconds": 60, "warm": 8,
        "officers": officers or [[""]],
    }  # fmt: skip
