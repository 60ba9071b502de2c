"""KJP Plus: asked about before applying, advised against by a rule, granted with grounds that are read."""

import re

import pytest

from tests.harness.factories import scenario
from tests.journeys import officer, resident
from tests.journeys.conftest import new_address
from tests.journeys.filling import answer, fill_page, find_area, page_of, photos_for
from tests.journeys.looking import look
from tests.journeys.pressing import press

pytestmark = [pytest.mark.browser, pytest.mark.processes]

CODE = "kjp-plus"
GROUNDS = "Laras mengulang Paket C setelah sakit lama. Bantuan tetap diperlukan."


def ask_first(page, city):
    page.goto(f"{city.at('jakarta')}layanan/{CODE}/")
    press(page.get_by_role("link", name=re.compile("Cek dulu")))
    look(page)


def say(page, **answers):
    """Answer what the pre-check asks; a place by its kelurahan."""
    asked = {q.id: q for page_ in ("child", "school", "household") for q in page_of(
        "jakarta", CODE, page_).questions}  # fmt: skip
    for name, value in answers.items():
        answer(page, asked[name], name, value)
        page.locator("[aria-busy=true]").wait_for(state="detached")


def see(page):
    press(page.get_by_role("button", name="Lihat hasilnya"))
    look(page)
    return page.get_by_role("main").inner_text()


@pytest.mark.parametrize("telephone", ["phone", "320px", "no-js"])
def test_a_resident_reads_why_she_may_not_have_it_and_what_would_change(city, arrive, telephone):
    page = arrive(telephone)
    ask_first(page, city)

    say(page, stage="sma", dtks_status="not_listed", owns_car=True, owns_property=True,
        public_employee=False)  # fmt: skip
    if telephone == "no-js":
        assert "ada pertanyaan lagi" in see(page)
    say(page, school_kind="private", property_njop="1250000000")
    told = see(page)

    assert "Belum bisa" in told
    assert "Keluarga Anda punya mobil" in told
    assert "Bila jawaban “Apakah keluarga Anda punya mobil?” menjadi “Tidak”." in told
    assert "menjadi “Rp1.000.000.000”" in told
    assert "Tanyakan ke kelurahan" in told
    assert "Dasar hukum:" in told
    assert "Tagihan atau bukti bayar SPP" in told


def test_who_may_have_it_starts_with_the_answers_and_gets_the_list_by_mail(city, arrive, mailbox):
    page, email = arrive(), new_address("ratna")
    ask_first(page, city)
    say(page, relation="mother", child_birth_date="2018-03-12", stage="sd", school_kind="public",
        dtks_status="listed", owns_car=False, owns_property=False, public_employee=False)  # fmt: skip
    find_area(page, "address", "31.71.03.1001")
    told = see(page)

    page.locator("[name=kepada]").fill("ini bukan surel")
    press(page.get_by_role("button", name="Kirim daftar"))
    wrong = page.get_by_role("main").inner_text()
    page.locator("[name=kepada]").fill(email)
    press(page.get_by_role("button", name="Kirim daftar"))
    sent = page.get_by_role("main").inner_text()
    (letter,) = mailbox.wait_for(email)
    press(page.get_by_role("button", name=re.compile("^Mulai dengan")))

    assert "Daftar periksa Anda" in told
    assert "belum lengkap" in wrong
    assert email in sent
    assert "[ ] Foto kartu keluarga" in letter["text"]
    assert resident.where(page) == "identity"


def test_an_officer_departs_from_advice_with_grounds_and_the_resident_reads_them(city, arrive):
    page, given = arrive("320px"), scenario("jakarta", CODE, "advice")
    resident.start(page, city.at("jakarta"), CODE)
    answers = {**given.answers, "email": new_address("tri")}
    resident.fill_in(page, "jakarta", CODE, answers, photos_for(given.files), look=look)
    receipt = resident.send(page)

    desk = arrive()
    officer.sign_in(desk, city.at("jakarta"),
        city.appoint("jakarta", "verifier", "sudin-pendidikan-31.72", "Wayan"))  # fmt: skip
    officer.do(desk, city.at("jakarta"), receipt.number, "complete", look=look)
    head = arrive()
    officer.sign_in(head, city.at("jakarta"),
        city.appoint("jakarta", "head", "dinas-pendidikan", "Yanti"))  # fmt: skip
    officer.open_case(head, city.at("jakarta"), receipt.number)
    rules = head.get_by_role("main").inner_text()
    officer.choose(head, "grant")
    look(head)
    officer.confirm(head)
    refused = head.get_by_role("main").inner_text()
    head.locator("[name=departure]").fill(GROUNDS)
    officer.confirm(head)
    officer.said(head, f"Tersimpan: {receipt.number}")

    resident.wait_for_the_letter(page, city.at("jakarta"), receipt)
    look(page)
    read = page.get_by_role("main").inner_text()
    assert "Umur anak di luar 6 sampai 21 tahun" in rules
    assert "Tabel aturannya" in rules
    assert "Tulis mengapa tetap dikabulkan." in refused
    assert GROUNDS in read
    assert "Dikabulkan walau ada syarat saran" in read


def test_a_refusal_quotes_the_rule_and_the_letter_brings_it(city, arrive, mailbox):
    page, given, email = arrive(), scenario("jakarta", CODE, "advice"), new_address("tri")
    resident.start(page, city.at("jakarta"), CODE)
    resident.fill_in(page, "jakarta", CODE, {**given.answers, "email": email},
        photos_for(given.files))  # fmt: skip
    receipt = resident.send(page)

    desk = arrive()
    officer.sign_in(desk, city.at("jakarta"),
        city.appoint("jakarta", "verifier", "sudin-pendidikan-31.72", "Wayan"))  # fmt: skip
    officer.open_case(desk, city.at("jakarta"), receipt.number)
    officer.choose(desk, "refuse")
    look(desk)
    grounds = desk.locator("[name=grounds]").input_value()
    officer.confirm(desk, law="Pergub DKI Jakarta 4/2018")
    officer.said(desk, f"Tersimpan: {receipt.number}")

    (letter,) = mailbox.wait_for(email, "Umur anak di luar 6 sampai 21 tahun")
    resident.open_with_pin(page, city.at("jakarta"), receipt)
    told = page.get_by_role("main").inner_text()
    assert "Umur anak di luar 6 sampai 21 tahun" in grounds
    assert receipt.number in letter["text"]
    assert "Umur anak di luar 6 sampai 21 tahun" in told
    assert "Pergub DKI Jakarta 4/2018" in told


def test_a_question_says_which_answer_brought_it_up(city, arrive):
    page, given = arrive("320px"), scenario("jakarta", CODE, "granted-private")
    resident.start(page, city.at("jakarta"), CODE)
    while resident.where(page) != "household":
        fill_page(page, page_of("jakarta", CODE, resident.where(page)).questions,
            {**given.answers, "email": new_address("ani")})  # fmt: skip
        resident.go_on(page)
    fill_page(page, page_of("jakarta", CODE, "household").questions, given.answers)

    why = page.locator("#q-property_njop-field details")
    why.locator("summary").click()
    look(page)
    assert "“Apakah keluarga Anda punya tanah atau bangunan?”: Ya" in why.inner_text()


def test_a_binding_rule_stops_the_form_with_its_law_and_keeps_what_was_typed(city, arrive):
    page, given = arrive(), scenario("jakarta", CODE, "granted")
    resident.start(page, city.at("jakarta"), CODE)
    answers = {**given.answers, "email": new_address("budi"), "owns_car": True}
    resident.fill_in(page, "jakarta", CODE, answers, photos_for(given.files), look=look)
    resident.agree(page)
    press(page.get_by_role("button", name="Kirim", exact=True))

    told = page.get_by_role("main").inner_text()
    assert "Keluarga Anda punya mobil" in told
    assert "Pergub" in told
    assert given.answers["school_name"] in told
