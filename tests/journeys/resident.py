"""What a resident does, in the words a resident would use."""

import re
from dataclasses import dataclass

from tests.journeys.filling import fill_page, page_of
from tests.journeys.pressing import press

DRAFT = re.compile(r"/isian/([0-9a-f-]{36})/([a-z0-9_-]+)/")


@dataclass(frozen=True)
class Receipt:
    number: str
    pin: str


def nothing(page):
    """For who does not look."""


def search_for(page, words):
    box = page.get_by_role("search").first
    box.get_by_role("searchbox").fill(words)
    press(box.get_by_role("button", name="Cari"))


def start(page, city_url, code):
    """From the page of a service to its first question."""
    page.goto(f"{city_url}layanan/{code}/")
    press(page.get_by_role("button", name=re.compile("^Mulai( lapor)?$")))


def where(page):
    """The id of the page of questions that is open, `periksa` at the end."""
    found = DRAFT.search(page.url)
    return found[2] if found else ""


def fill_in(page, city, code, answers, files=None, *, look=nothing):
    """Every page until the check page, each looked at before it is left; their ids in order."""
    seen = []
    while (here := where(page)) != "periksa":
        fill_page(page, page_of(city, code, here).questions, answers, files)
        look(page)
        seen.append(here)
        go_on(page)
        assert where(page) != here, page.locator("#error-summary").inner_text()
    look(page)
    return seen


def go_on(page):
    press(page.get_by_role("button", name="Lanjut", exact=True))


def agree(page):
    box = page.locator("#setuju")
    if box.count():
        box.check()


def send(page):
    """Agree, press Kirim, and note number and PIN."""
    agree(page)
    press(page.get_by_role("button", name="Kirim", exact=True))
    return read_receipt(page)


def read_receipt(page):
    number, pin = page.locator(".big-num").all_inner_texts()
    return Receipt(number.strip(), pin.replace(" ", ""))


def open_with_pin(page, city_url, receipt):
    page.goto(f"{city_url}lacak/")
    page.get_by_label("Nomor urusan").fill(receipt.number)
    page.get_by_label("PIN", exact=True).fill(receipt.pin)
    press(page.get_by_role("button", name="Lihat urusan"))


def sign_in(page, city_url, mailbox, email):
    """By a code that the mail sandbox hands over."""
    before = len(mailbox.to(email))
    page.goto(f"{city_url}masuk/")
    page.get_by_label("Alamat e-mail").fill(email)
    press(page.get_by_role("button", name="Kirim kode", exact=True))
    page.get_by_label("Kode 6 angka").fill(mailbox.code_for(email, many=before + 1))
    press(page.get_by_role("button", name="Masuk", exact=True))


def wait_for_the_letter(page, city_url, receipt):
    """The worker makes it; the page says so and comes again."""
    for _look in range(60):
        page.goto(f"{city_url}urusan/{receipt.number}/")
        if page.get_by_role("link", name="Unduh PDF").count():
            return
        page.wait_for_timeout(500)
    raise AssertionError("no letter came")
