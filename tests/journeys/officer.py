"""What an officer does at the desk, in the words an officer would use."""

import re

from tests.journeys.pressing import press
from tests.journeys.resident import nothing

PASSWORD = "gerbang-kota-2026"  # of every officer of the tests


def sign_in(page, city_url, officer):
    page.goto(f"{city_url}desk/masuk/")
    page.locator("[name=email]").fill(officer.email)
    page.locator("[name=password]").fill(PASSWORD)
    press(page.locator("form:has([name=password]) button.btn").first)


def open_case(page, city_url, number):
    page.goto(f"{city_url}desk/urusan/{number}/")


def open_from_queue(page, city_url, number):
    page.goto(f"{city_url}desk/")
    press(page.get_by_role("link", name=number, exact=True))


def search_for(page, city_url, words):
    page.goto(f"{city_url}desk/cari/?q=")
    page.locator("#q").fill(words)
    press(page.get_by_role("main").get_by_role("button", name="Cari"))


def take(page):
    press(page.get_by_role("button", name="Ambil", exact=True))


def hand_back(page):
    press(page.get_by_role("button", name="Lepas", exact=True))


def mark_as_wrong(page, path, note):
    """Press Perbaiki at one answer and write what is wrong with it."""
    page.locator(f"label:has([name='tanda:{path}'][value=perbaiki])").click()
    page.locator(f"[name='catatan:{path}']").fill(note)


def reveal(page, path, purpose="match"):
    """Open a masked answer, saying what for."""
    row = page.locator(f"[data-answer]:has(input[name=path][value='{path}'])")
    row.locator("summary").click()
    choices = row.locator("option").evaluate_all("all => all.map(each => each.value)")
    row.locator("select").select_option(purpose if purpose in choices else choices[0])
    press(row.get_by_role("button", name="Tampilkan"))


def choose(page, action):
    """Choose what to do and go to the page that shows what it does."""
    page.locator(f"#t-{action}").check()
    press(page.get_by_role("button", name="Periksa sebelum kirim"))


def confirm(page, *, message="", grounds="", law="", photo=None):
    """Fill in what the SOP asks for, and do it."""
    if message:
        page.locator("[name=message]").fill(message)
    if grounds:
        page.locator("[name=grounds]").fill(grounds)
    if law:
        page.locator("[name=legal_reference]").select_option(law)
    if photo:
        name, content = photo
        page.locator("[name=photo]").set_input_files(
            {"name": name, "mimeType": "image/jpeg", "buffer": content}
        )
    if page.locator("[name=checked]").count():
        page.locator("[name=checked]").check()
    press(page.get_by_role("main").locator("button.btn").last)


def do(page, city_url, number, action, *, look=nothing, **given):
    """From the open desk: the case, the check page, done."""
    open_case(page, city_url, number)
    look(page)
    choose(page, action)
    look(page)
    confirm(page, **given)
    said(page, f"Tersimpan: {number}")


def said(page, words):
    page.get_by_role("main").get_by_text(re.compile(re.escape(words))).first.wait_for()
