"""A designer breaks a decision table in six ways and reads six messages that help."""

import re

import pytest

from tests.journeys import officer
from tests.journeys.looking import look
from tests.journeys.pressing import press

pytestmark = [pytest.mark.browser, pytest.mark.processes]


@pytest.fixture
def workshop(city, arrive, request):
    """A designer of the education agency at the page where rules are tried, and a table of KJP Plus."""
    rizky = city.appoint("jakarta", "designer", "dinas-pendidikan", "Rizky Ramadhan")
    page = arrive(**request.param)
    officer.sign_in(page, city.at("jakarta"), rizky)
    press(page.get_by_role("navigation", name="Meja").get_by_role("link", name="Aturan"))
    press(page.get_by_role("link", name="Tabel keputusan"))
    page.get_by_label("Nama dari layanan").select_option(label="KJP Plus (bantuan sekolah)")
    press(page.get_by_role("button", name="Pakai"))
    page.get_by_label("Mulai dari tabel").select_option("monthly_amount")
    press(page.get_by_role("button", name="Pakai"))
    return page


def attempt(page):
    press(page.get_by_role("button", name="Coba", exact=True))
    look(page)
    return page.locator("#hasil")


def cell(page, label):
    return page.get_by_label(label, exact=True)


def says(result, sentence, remedy):
    """The sentence and, in the same finding, what to do."""
    finding = result.get_by_role("listitem").filter(has_text=sentence)
    assert remedy in finding.first.inner_text()


def put_right(page, changed):
    for label, text in changed.items():
        cell(page, label).fill(text)


@pytest.mark.parametrize(
    "workshop",
    [
        {"telephone": "320px"},
        {"telephone": "no-js"},
        {"viewport": {"width": 1280, "height": 800}},
    ],
    ids=["320px", "no-js", "desk"],
    indirect=True,
)
def test_a_designer_breaks_a_table_in_six_ways_and_reads_six_messages(workshop):
    page = workshop
    look(page)

    page.get_by_label("Jenjang sekolah anak").select_option("smp")
    result = attempt(page)
    assert "300000" in result.inner_text()
    assert result.get_by_role("row", name=re.compile("^2 berlaku")).count() == 1
    assert 'stage harus "sd", nilainya "smp"' in result.inner_text()

    cell(page, "Syarat 1, tentang").fill("stagge")  # a name nobody knows
    result = attempt(page)
    says(result, "stagge tidak dikenal; maksud Anda stage?", "Pakai nama pertanyaan yang ada.")
    assert result.locator("mark").first.inner_text() == "stagge"
    assert cell(page, "Syarat 1, tentang").get_attribute("aria-invalid") == "true"
    put_right(page, {"Syarat 1, tentang": "stage"})

    cell(page, "Baris 1, syarat 1").fill("> 6")  # a kind that does not fit
    result = attempt(page)
    says(result, "tidak dapat dipakai bersama", "Bandingkan dengan jenis pertanyaan")
    put_right(page, {"Baris 1, syarat 1": '"sd"'})

    cell(page, "Baris 2, syarat 1").fill('"smp", "sma"')  # two rows for one pupil
    result = attempt(page)
    says(result, "Baris 2 dan 3 sama-sama berlaku bila stage = sma", "Persempit salah satu")
    put_right(page, {"Baris 2, syarat 1": '"smp"'})

    press(page.get_by_role("button", name="Hapus baris 5"))  # a situation without a row
    result = attempt(page)
    says(result, "Tidak ada baris yang berlaku bila stage = pkbm", "Tambahkan baris")

    press(page.get_by_role("button", name="Tambah baris"))
    page.get_by_label("Bila beberapa baris berlaku").select_option("FIRST")
    put_right(
        page, {"Baris 1, syarat 1": "-", "Baris 5, syarat 1": '"pkbm"'}
    )  # the first takes all
    put_right(page, {"Baris 5, hasil 1": "300000"})
    result = attempt(page)
    says(
        result,
        "Baris 5 tidak pernah dicapai: baris 1 sudah mencakup",
        "Pindahkan baris ini ke atas",
    )
    put_right(page, {"Baris 1, syarat 1": '"sd"'})

    cell(page, "Baris 3, hasil 1").fill("420000 rupiah")  # a cell that cannot be read
    result = attempt(page)
    says(result, "“rupiah” tidak dapat dibaca di sini", "Periksa sel itu mulai huruf ke-8")
    assert result.locator("mark").first.inner_text() == "rupiah"
    put_right(page, {"Baris 3, hasil 1": "420000"})

    result = attempt(page)
    assert result.get_by_role("listitem").count() == 0
    assert "300000" in result.inner_text()


def test_a_designer_reads_what_the_checker_found_in_a_service(city, arrive):
    rizky = city.appoint("jakarta", "designer", "dinas-pendidikan", "Rizky Ramadhan")
    page = arrive("320px")
    officer.sign_in(page, city.at("jakarta"), rizky)
    page.goto(city.at("jakarta") + "desk/kelola/aturan/?layanan=kjp-plus")
    look(page)

    press(page.get_by_role("link", name="Temuan layanan ini"))
    look(page)

    assert page.get_by_role("heading", name="Tidak ada temuan").is_visible()
    press(page.get_by_role("link", name="Coba aturan layanan ini"))
    assert "layanan=kjp-plus" in page.url
