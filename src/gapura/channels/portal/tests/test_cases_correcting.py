"""Correcting: only what was marked, with the officer's words, until it is right."""

import html
import re

import pytest
from django.test import Client

from gapura.access.models import Account
from gapura.cases.commands import working
from gapura.cases.models import Case
from gapura.cases.queries.answers import current_answers
from gapura.channels.portal.tests.walking import picture, problems_in
from gapura.kernel.scope import scope
from tests.harness import factories

pytestmark = pytest.mark.django_db

PM1 = "pm1-general-statement"
KELURAHAN = "kel-31.71.03.1001"


def asked_to_correct(**marks):
    """A case on the applicant's turn, and the applicant's browser."""
    case = factories.submit()
    officer = factories.officer("jakarta", "verifier", KELURAHAN)
    working.take_step(
        case.case_id,
        officer=officer,
        seen_step="verify",
        action="request_correction",
        given=working.Given(message="Tolong perbaiki bagian ini.", marks=marks),
    )
    client = Client()
    client.force_login(Account.objects.get(id=case.by.account_id))
    return case, client, f"/jakarta/urusan/{case.number}/perbaikan/"


def case_and_answers(case):
    with scope("jakarta"):
        row = Case.objects.of("jakarta").get(id=case.case_id)
        return row, current_answers(row)[1]


def test_the_task_comes_first_on_the_case_and_in_my_cases():
    case, client, way = asked_to_correct(statement="Sebutkan sejak kapan.")

    page = client.get(f"/jakarta/urusan/{case.number}/").content.decode()
    mine = client.get("/jakarta/urusan/").content.decode()

    assert page.index("Ada yang perlu Anda perbaiki") < page.index("Janji kami")
    assert f'href="{way}"' in page
    assert "Menunggu Anda: 1" in mine


def test_only_marked_questions_are_shown_with_the_officers_words():
    _case, client, way = asked_to_correct(statement="Sebutkan sejak kapan.")

    text = client.get(way).content.decode()

    assert "Sebutkan sejak kapan." in text
    assert "Tolong perbaiki bagian ini." in text
    assert 'name="statement"' in text
    assert 'name="institution"' not in text
    assert 'name="nik"' not in text


def test_a_correction_goes_back_to_the_desk_and_changes_nothing_else():
    case, client, way = asked_to_correct(statement="Sebutkan sejak kapan.")
    _row, before = case_and_answers(case)

    answer = client.post(way, {"statement": "Saya tinggal di sini sejak 2018.", "name": "Lain"})
    row, after = case_and_answers(case)

    assert answer["Location"] == f"/jakarta/urusan/{case.number}/"
    assert row.step == "verify"
    assert after == {**before, "statement": "Saya tinggal di sini sejak 2018."}


def test_a_correction_that_is_wrong_is_said_and_kept():
    case, client, way = asked_to_correct(statement="Sebutkan sejak kapan.")

    page = client.post(way, {"statement": "Pendek"})
    row, _answers = case_and_answers(case)

    assert (page.status_code, row.step) == (422, "correction")
    assert len(problems_in(page)) == 1
    assert "\nPendek</textarea>" in page.content.decode()


def test_a_changed_answer_that_asks_for_another_shows_that_one_too():
    _case, client, way = asked_to_correct(purpose="Keperluan apa?")

    page = client.post(way, {"purpose": "other"})

    assert page.status_code == 422
    assert 'name="purpose_other"' in page.content.decode()
    assert 'name="purpose_proof__file"' in page.content.decode()


def test_a_marked_photo_is_replaced():
    case, client, way = asked_to_correct(identity_card="Foto buram.")
    _row, before = case_and_answers(case)

    shown = client.get(way).content.decode()
    client.post(way, {"identity_card__file": picture("ktp-baru", "grey")})
    row, after = case_and_answers(case)

    assert "identity_card.jpg" in shown
    assert 'name="identity_card__file"' in shown
    assert row.step == "verify"
    assert [f["name"] for f in after["identity_card"]] == ["ktp-baru.jpg"]
    assert after["family_card"] == before["family_card"]


def test_a_photo_sent_with_a_mistake_beside_it_needs_no_second_sending():
    case, client, way = asked_to_correct(identity_card="Foto buram.", statement="Sejak kapan?")

    page = client.post(
        way, {"identity_card__file": picture("ktp-baru", "grey"), "statement": "Pendek"}
    )
    text = page.content.decode()
    reference = html.unescape(re.search(r'name="identity_card" value="([^"]+)"', text)[1])
    client.post(
        way,
        {
            "identity_card": reference,
            "statement": "Saya tinggal di sini sejak 2018.",
        },
    )
    row, after = case_and_answers(case)

    assert (page.status_code, row.step) == (422, "verify")
    assert [f["name"] for f in after["identity_card"]] == ["ktp-baru.jpg"]


def test_a_photo_kept_by_its_own_button_is_sent_with_the_correction():
    case, client, way = asked_to_correct(identity_card="Foto buram.", statement="Sejak kapan?")

    page = client.post(
        way,
        {
            "identity_card__file": picture("ktp-baru", "grey"),
            "statement": "Saya tinggal di sini sejak 2018.",
            "__step": "upload:identity_card",
        },
    )
    text = page.content.decode()
    reference = html.unescape(re.search(r'name="identity_card" value="([^"]+)"', text)[1])
    client.post(way, {"identity_card": reference, "statement": "Saya tinggal di sini sejak 2018."})
    row, after = case_and_answers(case)

    assert (page.status_code, row.step) == (200, "verify")
    assert "Saya tinggal di sini sejak 2018.</textarea>" in text
    assert [f["name"] for f in after["identity_card"]] == ["ktp-baru.jpg"]


def test_a_file_that_cannot_be_taken_keeps_what_was_typed():
    case, client, way = asked_to_correct(identity_card="Foto buram.", statement="Sejak kapan?")
    program = picture("ktp")
    program.file.seek(0)
    program.file.write(b"MZ" + b"\0" * 200)
    program.file.seek(0)

    page = client.post(way, {"identity_card__file": program, "statement": "Sejak tahun 2018."})

    assert page.status_code == 422
    assert "Sejak tahun 2018." in page.content.decode()
    assert case_and_answers(case)[0].step == "correction"


def test_correcting_twice_leads_back_to_the_case():
    case, client, way = asked_to_correct(statement="Sebutkan sejak kapan.")
    client.post(way, {"statement": "Saya tinggal di sini sejak 2018."})

    answers = [client.get(way), client.post(way, {"statement": "Lain sekali lagi."})]

    assert [a["Location"] for a in answers] == [f"/jakarta/urusan/{case.number}/"] * 2
