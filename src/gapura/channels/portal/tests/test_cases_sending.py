"""From the first page to the receipt, without JavaScript."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from gapura.cases.models import Case, Draft
from gapura.catalogue import commands as catalogue
from gapura.channels.portal.tests.walking import (
    Walk,
    picture,
    pin_on,
    posted_of,
    problems_in,
    sent,
    walked,
)
from gapura.kernel.actors import system
from gapura.kernel.scope import scope
from tests.harness import factories

pytestmark = pytest.mark.django_db

PM1, BIRTH, ROAD = "pm1-general-statement", "birth-certificate", "road-damage"


def count_cases():
    with scope("jakarta"):
        return Case.objects.of("jakarta").count()


def test_a_link_to_apply_shows_a_button_and_keeps_nothing():
    page = Client().get(f"/jakarta/layanan/{PM1}/ajukan/")

    with scope("jakarta"):
        drafts = Draft.objects.of("jakarta").count()
    assert (page.status_code, drafts) == (200, 0)
    assert "Mulai isi" in page.content.decode()


def test_pm1_goes_from_the_first_page_to_number_and_pin():
    walk, number = sent(PM1)

    receipt = walk.client.get(f"/jakarta/terkirim/{number}/")

    assert walk.seen == ["identity", "purpose", "evidence"]
    assert receipt.status_code == 200
    assert number in receipt.content.decode()
    assert len(pin_on(receipt)) == len("123 456")


def test_the_pin_is_shown_once():
    walk, number = sent(PM1)
    walk.client.get(f"/jakarta/terkirim/{number}/")

    again = walk.client.get(f"/jakarta/terkirim/{number}/")

    assert "PIN sudah ditampilkan" in again.content.decode()


def test_sending_twice_is_one_case_and_the_same_receipt():
    walk, number = sent(PM1)
    first = pin_on(walk.client.get(f"/jakarta/terkirim/{number}/"))

    again = walk.send()
    second = pin_on(walk.client.get(again["Location"]))

    assert again["Location"] == f"/jakarta/terkirim/{number}/"
    assert (count_cases(), second) == (1, first)


def test_a_birth_without_birth_letter_asks_for_f203():
    walk, _number = sent(BIRTH, "no-birth")

    assert walk.seen == [
        "reporter", "child", "birth_place", "mother", "father", "f203", "witnesses", "evidence",
    ]  # fmt: skip


def test_an_error_keeps_what_was_typed_and_says_what_to_do():
    walk = Walk(PM1).begin()

    page = walk.press(name="Ratna Puspitasari", nik="317103570890000", phone="0812")

    text = page.content.decode()
    assert page.status_code == 422
    assert "<title>Kesalahan: Data Anda" in " ".join(text.split())
    assert 'value="Ratna Puspitasari"' in text
    assert 'value="317103570890000"' in text
    assert any("NIK" in sentence for sentence in problems_in(page))


def test_what_was_typed_wrong_is_still_there_when_one_comes_back():
    walk = Walk(PM1).begin()
    walk.press(name="Ratna Puspitasari", nik="317103570890000")

    assert 'value="317103570890000"' in walk.open().content.decode()


def test_sending_with_something_missing_says_what_and_leads_there():
    walk = Walk(PM1).begin()

    check = walk.client.get(walk.way("periksa/"))
    refused = walk.client.post(walk.way("kirim/"), {"setuju": "ya"})

    assert (check.status_code, refused.status_code, count_cases()) == (200, 422, 0)
    assert problems_in(refused) == problems_in(check)
    assert f'href="{walk.way("identity/")}?dari=periksa#q-name-field"' in check.content.decode()


def test_without_the_statement_nothing_is_sent():
    walk = walked(PM1)

    refused = walk.client.post(walk.way("kirim/"))

    assert (refused.status_code, count_cases()) == (422, 0)
    assert problems_in(refused) == ["Centang pernyataan di bawah, lalu kirim."]


def test_changing_one_answer_leads_back_to_the_check():
    walk = walked(PM1)
    given = factories.scenario("jakarta", PM1)
    page = factories.package_of("jakarta", PM1).package.full_form().pages[1]
    walk.at = walk.way("purpose/") + "?dari=periksa"

    walk.press(**posted_of(page, {**given.answers, "institution": "Bank Jakarta"}))

    assert walk.at == walk.way("periksa/")
    assert "Bank Jakarta" in walk.open().content.decode()


def test_an_address_outside_the_city_is_refused_with_its_law():
    walk = walked(
        PM1, address={"street": "Jalan Raya", "rt": "", "rw": "", "area": "32.76.01.1006"}
    )

    refused = walk.send()

    (sentence,) = problems_in(refused)
    assert refused.status_code == 422
    assert sentence.startswith("Alamat ini di luar Jakarta.")
    assert "38/SE/2022" in sentence


def test_a_report_needs_neither_account_nor_name():
    walk, number = sent(ROAD, "resolved")

    receipt = walk.client.get(f"/jakarta/terkirim/{number}/")

    assert walk.seen == ["place", "damage", "contact"]
    assert "Laporan terkirim" in receipt.content.decode()


def test_lapor_leads_straight_to_the_only_report():
    answer = Client().get("/jakarta/lapor/")

    assert (answer.status_code, answer["Location"]) == (303, f"/jakarta/layanan/{ROAD}/ajukan/")


def close(code):
    catalogue.close_service(
        by=system("jakarta"), code=code, reason="Sistem pusat diperbaiki.", until=None
    )


def test_a_closed_service_says_why_before_one_begins():
    close(PM1)

    page = Client().get(f"/jakarta/layanan/{PM1}/ajukan/").content.decode()
    begun = Client().post(f"/jakarta/layanan/{PM1}/ajukan/")

    assert "Sistem pusat diperbaiki." in page
    assert "Mulai isi" not in page
    assert "Sistem pusat diperbaiki." in begun.content.decode()


def test_a_service_that_closes_meanwhile_keeps_what_was_typed():
    walk = walked(PM1)
    close(PM1)

    refused = walk.send()

    assert "Sistem pusat diperbaiki." in refused.content.decode()
    assert count_cases() == 0
    assert "Ratna Puspitasari" in walk.client.get(walk.way("periksa/")).content.decode()


def test_an_unknown_service_is_not_found():
    assert Client().get("/jakarta/layanan/terbang/ajukan/").status_code == 404


def test_a_page_that_the_form_does_not_have_is_not_found_and_a_hidden_one_leads_on():
    walk = Walk(BIRTH).begin()

    unknown = walk.client.get(walk.way("terbang/"))
    hidden = walk.client.get(walk.way("f203/"))

    assert (unknown.status_code, hidden["Location"]) == (404, walk.way(""))


def test_the_whole_way_is_there_in_english():
    client = Client(headers={"Accept-Language": "en"})
    walk, number = sent(PM1, client=client)

    page = walk.client.get(f"/jakarta/terkirim/{number}/").content.decode()

    assert '<html lang="en"' in page
    assert "General statement (PM1)" in page


def test_a_file_is_kept_by_its_own_button_and_can_be_removed():
    walk = Walk(ROAD).begin()
    here = walk.at

    walk.press(photos__file=picture("lubang"), __step="upload:photos")
    kept = walk.client.get(here).content.decode()
    file_id = kept.partition("drop:photos:")[2].partition('"')[0]
    walk.press(__step=f"drop:photos:{file_id}")

    assert "lubang.jpg" in kept
    assert "lubang.jpg" not in walk.client.get(here).content.decode()


def test_a_file_that_is_no_picture_is_refused_with_a_sentence_and_the_rest_stays():
    walk = Walk(ROAD).begin()
    program = picture("lubang")
    program.file.seek(0)
    program.file.write(b"MZ" + b"\0" * 200)
    program.file.seek(0)

    page = walk.press(photos__file=program, place_street="Jalan Gempol")

    assert page.status_code == 422
    assert any(sentence.startswith("lubang.jpg: ") for sentence in problems_in(page))
    assert 'value="Jalan Gempol"' in page.content.decode()


def test_the_kelurahan_is_chosen_by_steps_and_typing_stays():
    walk = Walk(ROAD).begin()

    page = walk.press(
        place_street="Jalan Gempol", place_area__words="Kemayoran", __step="find:place_area"
    )

    text = page.content.decode()
    assert page.status_code == 200
    assert 'value="31.71.03.1001"' in text
    assert 'value="Jalan Gempol"' in text


def test_autosave_keeps_what_is_being_typed_without_judging_it():
    walk = Walk(PM1).begin()

    answer = walk.client.post(walk.at + "simpan/", {"name": "Ratna", "nik": "31710"})

    assert (answer.status_code, answer.content) == (204, b"")
    assert 'value="31710"' in walk.open().content.decode()


def test_later_keeps_the_draft_and_lists_it():
    walk = Walk(PM1).begin()

    walk.press(name="Ratna", nanti="1")
    listed = walk.client.get(walk.at).content.decode()

    assert walk.at == "/jakarta/urusan/"
    assert "Belum dikirim" in listed
    assert "Surat keterangan (PM1)" in listed


def test_a_draft_is_thrown_away_after_a_question():
    walk = Walk(PM1).begin()
    way = walk.way("hapus/")

    asked = walk.client.get(way)
    walk.client.post(way)

    assert (asked.status_code, walk.client.get(way).status_code) == (200, 404)


def test_a_strangers_draft_is_not_found():
    walk = Walk(PM1).begin()

    stranger = Client()
    ways = [walk.at, walk.way(""), walk.way("periksa/"), walk.way("hapus/")]
    answers = [stranger.get(way).status_code for way in ways]
    posts = [stranger.post(way).status_code for way in (walk.at, walk.way("kirim/"))]

    assert answers + posts == [404] * 6


def test_the_draft_of_a_sent_case_leads_to_the_case():
    walk, number = sent(PM1)

    answers = [walk.client.get(walk.way(rest)) for rest in ("", "identity/", "hapus/")]
    typed = walk.client.post(walk.way("identity/"), {"name": "Lain"})

    assert [a["Location"] for a in (*answers, typed)] == [f"/jakarta/urusan/{number}/"] * 4


def test_a_large_photo_is_shown_as_being_looked_at_and_can_be_sent(work):
    walk = walked(ROAD, "resolved")
    noise = Image.effect_noise((2400, 2400), 90).convert("RGB")
    content = io.BytesIO()
    noise.save(content, "JPEG", quality=95)

    walk.at = walk.way("place/")
    walk.press(
        photos__file=SimpleUploadedFile("besar.jpg", content.getvalue()), __step="upload:photos"
    )
    before = walk.open().content.decode()
    sent = walk.send()
    work()
    case = walk.client.get(sent["Location"].replace("terkirim", "urusan")).content.decode()

    assert "Sedang diperiksa" in before
    assert sent.status_code == 303
    assert "besar.jpg" in case
    assert "Sedang diperiksa" not in case


def test_a_resident_with_an_account_resumes_in_another_browser():
    from gapura.access.models import Account

    account = Account.objects.get(id=factories.resident("jakarta").account_id)
    here, there = Client(), Client()
    here.force_login(account)
    there.force_login(account)
    walk = Walk(PM1, client=here).begin()
    walk.press(name="Ratna Puspitasari", nanti="1")

    listed = there.get("/jakarta/urusan/").content.decode()
    resumed = there.get(walk.way("identity/")).content.decode()

    assert walk.way("") in listed
    assert 'value="Ratna Puspitasari"' in resumed


def test_personal_pages_are_kept_by_nobody():
    walk, number = sent(PM1)

    ways = [f"/jakarta/terkirim/{number}/", f"/jakarta/urusan/{number}/", "/jakarta/urusan/"]

    assert [walk.client.get(way)["Cache-Control"] for way in ways] == ["no-store"] * 3
