"""One case on one screen: masked, recorded, and for those who work it."""

import pytest

from gapura.cases.commands import working
from gapura.channels.desk.tests.makers import (
    OTHER_KELURAHAN,
    ROADS,
    at_desk,
    desk,
    html,
    looks,
    statements,
    text,
)
from gapura.documents.queries import list_files
from gapura.kernel.ids import uuid7
from gapura.kernel.scope import scope
from tests.harness import factories

NIK = "3171035708900001"


def files_of(sent):
    with scope("jakarta"):
        return list_files(sent.case_id, "jakarta")


def test_the_page_shows_answers_and_masks_what_is_sensitive(verifier):
    sent = factories.submit()

    response = at_desk(verifier).get(desk("case", sent.number))

    assert "Ratna Puspitasari" in text(response)
    assert "317103••••••••01" in text(response)
    assert NIK not in html(response)


def test_each_look_at_a_case_is_written_down(verifier):
    sent = factories.submit()

    at_desk(verifier).get(desk("case", sent.number))

    (look,) = looks(sent, "case")
    assert (look.account_id, look.channel) == (verifier.account_id, "desk")


def test_a_masked_value_is_shown_once_and_the_reason_stays_in_the_trail(verifier):
    sent = factories.submit()
    client = at_desk(verifier)

    shown = client.post(desk("reveal", sent.number), {"path": "nik", "purpose": "match_evidence"})
    again = client.get(desk("case", sent.number))

    assert NIK in html(shown)
    assert NIK not in html(again)
    (look,) = looks(sent, "value")
    assert (look.details, look.purpose) == (("nik",), "match_evidence")


def test_a_masked_value_without_a_reason_stays_masked(verifier):
    sent = factories.submit()

    response = at_desk(verifier).post(desk("reveal", sent.number), {"path": "nik"})

    assert response.status_code == 422
    assert looks(sent, "value") == []


@pytest.mark.parametrize("page", ["case", "decision"])
def test_a_stranger_who_knows_the_number_learns_nothing(verifier, page):
    sent = factories.submit()
    stranger = factories.officer("jakarta", "verifier", OTHER_KELURAHAN)

    response = at_desk(stranger).get(desk(page, sent.number))
    made_up = at_desk(stranger).get(desk(page, "JKT-0000-0000-0"))

    assert (response.status_code, made_up.status_code) == (404, 404)
    assert text(response) == text(made_up)
    assert looks(sent, "case") == []


@pytest.mark.parametrize("page", ["reveal", "assignment", "message", "decision"])
def test_a_stranger_can_change_nothing(verifier, page):
    sent = factories.submit()
    stranger = factories.officer("jakarta", "verifier", OTHER_KELURAHAN)
    posted = {
        "path": "nik", "purpose": "casework", "a": "ambil", "text": "Halo",
        "tahap": "kirim", "tindakan": "complete", "langkah": "verify",
    }  # fmt: skip

    response = at_desk(stranger).post(desk(page, sent.number), posted)

    assert response.status_code == 404


def test_a_case_of_another_city_is_not_here(verifier):
    sent = factories.submit("depok")
    in_depok = factories.officer_again("depok", verifier.account_id)

    response = at_desk(verifier).get(desk("case", sent.number))

    assert response.status_code == 404
    assert not in_depok.is_officer


def test_whoever_reported_a_road_stays_hidden(verifier):
    sent = factories.submit(code="road-damage", name="resolved", phone="081234567890")

    response = at_desk(verifier).get(desk("case", sent.number))

    assert "Identitas dirahasiakan oleh layanan ini." in text(response)
    assert "812 3456" not in text(response)


def test_actions_come_in_the_order_of_the_package(verifier):
    sent = factories.submit()

    page = text(at_desk(verifier).get(desk("case", sent.number)))

    labels = ("Lengkap, teruskan ke lurah", "Minta perbaikan", "Tolak")
    assert sorted(labels, key=page.index) == list(labels)


def test_rules_say_what_they_read_and_what_followed(verifier):
    sent = factories.submit()

    page = text(at_desk(verifier).get(desk("case", sent.number)))

    assert "Bukti keperluan Aturan ini belum dipastikan. Surat ini untuk apa? Tidak diminta" in page
    assert "Boleh mengajukan di sini SE Sekda DKI Jakarta 38/SE/2022" in page


def test_what_the_package_does_not_know_is_told_to_officers(verifier):
    sent = factories.submit()

    page = text(at_desk(verifier).get(desk("case", sent.number)))

    assert "Masa berlaku surat tiga bulan adalah contoh." in page


def test_a_file_may_only_be_looked_at_and_the_look_is_written_down(verifier):
    sent = factories.submit()
    file = files_of(sent)[0]

    response = at_desk(verifier).get(desk("file", sent.number, file.id))

    assert response["Content-Type"] == "image/jpeg"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Cache-Control"] == "no-store"
    assert response["Content-Disposition"].startswith("inline")
    assert response["Content-Security-Policy"] == (
        "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'self'; sandbox"
    )
    assert [look.subject_id for look in looks(sent, "file")] == [file.id]


def test_a_file_of_another_case_is_not_read_through_this_one(verifier):
    sent, other = factories.submit(), factories.submit()

    response = at_desk(verifier).get(desk("file", sent.number, files_of(other)[0].id))

    assert response.status_code == 404


def test_the_chosen_proof_is_beside_the_answers(verifier):
    sent = factories.submit()
    second = files_of(sent)[1]

    response = at_desk(verifier).get(desk("case", sent.number), {"bukti": str(second.id)})

    assert f'<img src="{desk("file", sent.number, second.id)}"' in html(response)


def test_taking_and_handing_back_is_seen_by_others(verifier, colleague):
    sent = factories.submit()
    client = at_desk(verifier)

    client.post(desk("assignment", sent.number), {"a": "ambil"})
    seen = text(at_desk(colleague).get(desk("case", sent.number)))
    client.post(desk("assignment", sent.number), {"a": "lepas"})
    free = text(at_desk(colleague).get(desk("case", sent.number)))

    assert "Tugas ini dipegang Sri Wahyuni." in seen
    assert "Belum dipegang" in free


def test_a_message_is_sent_once_however_often_it_is_pressed(verifier):
    sent = factories.submit()
    client = at_desk(verifier)
    posted = {"text": "Bawa KTP asli.", "key": str(uuid7())}

    client.post(desk("message", sent.number), posted)
    response = client.post(desk("message", sent.number), posted, follow=True)

    assert text(response).count("Bawa KTP asli.") == 1


def test_an_empty_message_is_refused_in_a_sentence(verifier):
    sent = factories.submit()

    response = at_desk(verifier).post(desk("message", sent.number), {"text": " "})

    assert response.status_code == 422
    assert "Tulis pesannya dulu" in text(response)


def test_whoever_opened_the_case_is_named(verifier, colleague):
    sent = factories.submit()
    at_desk(colleague).get(desk("case", sent.number))

    page = text(at_desk(verifier).get(desk("case", sent.number)))

    assert "Dibuka 2 petugas: Dimas Prakoso, Sri Wahyuni." in page


def test_a_case_that_was_looked_at_often_costs_no_more(verifier):
    sent = factories.submit()
    client = at_desk(verifier)
    client.get(desk("case", sent.number))
    first = statements(client, desk("case", sent.number))
    for _each in range(5):
        client.get(desk("case", sent.number))

    later = statements(client, desk("case", sent.number))

    assert len(later) == len(first)


def test_without_a_session_the_desk_asks_to_sign_in_and_keeps_what_was_typed(client, verifier):
    sent = factories.submit()

    asked = client.get(desk("case", sent.number))
    typed = client.post(desk("message", sent.number), {"text": "Jangan hilang"})

    assert asked.url.startswith(desk("sign-in"))
    assert typed.status_code == 403
    assert "Jangan hilang" in html(typed)


def test_the_next_office_sees_the_case_only_once_it_is_there(verifier):
    roads = factories.officer("jakarta", "field_officer", ROADS, name="Rudi Hartanto")
    sent = factories.submit(code="road-damage", name="resolved")
    before = at_desk(roads).get(desk("case", sent.number))

    working.take_step(sent.case_id, officer=verifier, seen_step="check", action="forward")
    after = at_desk(roads).get(desk("case", sent.number))

    assert (before.status_code, after.status_code) == (404, 200)
