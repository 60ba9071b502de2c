"""A step is taken only after the page that shows what it does, once, by whoever may."""

from django.core.files.uploadedfile import SimpleUploadedFile

from gapura.cases.commands import working
from gapura.cases.models import Case, CorrectionRequest, Decision
from gapura.channels.desk.tests.makers import ROADS, at_desk, desk, html, text
from gapura.documents.queries import list_documents
from gapura.kernel.scope import scope
from tests.harness import factories


def case_of(sent):
    with scope("jakarta"):
        return Case.objects.of("jakarta").get(id=sent.case_id)


def check(client, sent, action, **more):
    return client.post(desk("decision", sent.number), {"tindakan": action, **more})


def send(client, sent, step, action, **more):
    return client.post(
        desk("decision", sent.number),
        {"tahap": "kirim", "langkah": step, "tindakan": action, **more},
    )


def complete(sent, verifier):
    working.take_step(sent.case_id, officer=verifier, seen_step="verify", action="complete")


def test_the_check_page_shows_what_follows_and_changes_nothing(verifier):
    sent = factories.submit()

    page = check(at_desk(verifier), sent, "complete")

    assert "Jam janji dihitung mulai saat ini" in text(page)
    assert "Langkah berikutnya: Menyetujui dan menerbitkan surat." in text(page)
    assert case_of(sent).step == "verify"


def test_the_check_page_has_an_address_of_its_own(verifier):
    sent = factories.submit()

    page = at_desk(verifier).get(desk("decision", sent.number), {"tindakan": "complete"})

    assert page.status_code == 200
    assert "Belum ada" not in text(page)


def test_from_the_check_page_the_step_is_taken(verifier):
    sent = factories.submit()

    response = send(at_desk(verifier), sent, "verify", "complete")

    assert response.url == desk("case", sent.number)
    assert case_of(sent).step == "sign"


def test_the_head_sees_the_letter_masked_and_grants_it(verifier, lurah, work):
    sent = factories.submit()
    complete(sent, verifier)
    client = at_desk(lurah)

    page = check(client, sent, "grant")
    send(client, sent, "sign", "grant", checked="on")
    work()

    assert "Sekolah atau beasiswa" in text(page)
    assert "3171035708900001" not in html(page)
    assert case_of(sent).outcome == "granted"
    with scope("jakarta"):
        (document,) = list_documents(sent.case_id, "jakarta")
    paper = client.get(desk("document", sent.number, document.id))
    assert paper["Content-Type"] == "application/pdf"
    assert document.number in text(client.get(desk("case", sent.number)))


def test_a_decision_without_having_checked_is_sent_back(verifier, lurah):
    sent = factories.submit()
    complete(sent, verifier)

    response = send(at_desk(lurah), sent, "sign", "grant")

    assert response.status_code == 422
    assert case_of(sent).outcome == ""


def test_a_refusal_needs_grounds_and_a_law_of_the_package(verifier):
    sent = factories.submit()
    client = at_desk(verifier)

    bare = send(client, sent, "verify", "refuse", checked="on")
    invented = send(
        client, sent, "verify", "refuse", checked="on", grounds="Tidak perlu.",
        legal_reference="UU 1/1900",
    )  # fmt: skip

    assert (bare.status_code, invented.status_code) == (422, 422)
    assert "Tulis alasannya untuk pemohon. Pilih dasar hukumnya." in text(bare)
    assert case_of(sent).outcome == ""


def test_a_refusal_with_grounds_and_law_stands_in_the_case(verifier):
    sent = factories.submit()
    client = at_desk(verifier)

    send(
        client, sent, "verify", "refuse", checked="on", grounds="Kelurahan tidak membuat surat ini.",
        legal_reference="UU 25/2009 Pasal 21",
    )  # fmt: skip

    page = text(client.get(desk("case", sent.number)))
    assert case_of(sent).outcome == "refused"
    assert "Kelurahan tidak membuat surat ini." in page
    assert "UU 25/2009 Pasal 21" in page


def test_the_applicant_message_is_shown_before_it_is_sent(verifier):
    sent = factories.submit()

    page = text(check(at_desk(verifier), sent, "refuse"))

    assert f"Nomor urusan {sent.number}" in page
    assert "[alasan yang Anda tulis]" in page


def test_marked_answers_become_the_request_for_correction(verifier):
    sent = factories.submit()
    client = at_desk(verifier)
    marks = {"tanda:identity_card": "perbaiki", "catatan:identity_card": "Foto buram."}

    page = check(client, sent, "request_correction", **marks, **{"tanda:name": "sesuai"})
    send(client, sent, "verify", "request_correction", message="Tolong foto ulang.", **marks)

    assert "Foto KTP: Foto buram." in text(page)
    with scope("jakarta"):
        assert CorrectionRequest.objects.of("jakarta").filter(case_id=sent.case_id).count() == 1
    assert "Menunggu perbaikan dari pemohon" in text(client.get(desk("case", sent.number)))


def test_a_mark_closes_the_way_forward(verifier):
    sent = factories.submit()

    page = check(at_desk(verifier), sent, "complete", **{"tanda:name": "perbaiki"})

    assert page.status_code == 422
    assert "Ada 1 isian bertanda Perbaiki." in text(page)


def test_a_correction_without_a_mark_is_refused(verifier):
    sent = factories.submit()

    page = check(at_desk(verifier), sent, "request_correction")

    assert page.status_code == 422
    assert "Tandai dulu dengan Perbaiki" in text(page)


def test_two_officers_at_once_the_second_is_told_who_was_first(verifier, colleague):
    sent = factories.submit()
    mine, theirs = at_desk(verifier), at_desk(colleague)
    check(mine, sent, "complete")
    check(theirs, sent, "complete")

    first = send(theirs, sent, "verify", "complete")
    second = send(mine, sent, "verify", "complete")

    assert (first.status_code, second.status_code) == (302, 409)
    assert "sudah dikerjakan oleh Dimas Prakoso" in text(second)
    assert desk("case", sent.number) in html(second)


def test_a_case_that_was_decided_meanwhile_says_who_decided(verifier, lurah):
    other = factories.officer("jakarta", "head", "kel-31.71.03.1001", name="Ani Plt")
    sent = factories.submit()
    complete(sent, verifier)
    check(at_desk(lurah), sent, "grant")
    working.take_step(sent.case_id, officer=other, seen_step="sign", action="grant")

    response = send(at_desk(lurah), sent, "sign", "grant", checked="on")

    assert response.status_code == 409
    assert "sudah diputus oleh Ani Plt" in text(response)
    with scope("jakarta"):
        assert Decision.objects.of("jakarta").filter(case_id=sent.case_id).count() == 1


def test_the_wrong_role_is_refused_and_nothing_happens(verifier, lurah):
    sent = factories.submit()

    response = send(at_desk(lurah), sent, "verify", "complete")

    assert response.status_code == 403
    assert case_of(sent).step == "verify"


def test_a_task_in_other_hands_is_refused_with_the_name(verifier, colleague):
    sent = factories.submit()
    working.take_task(sent.case_id, officer=colleague)

    response = send(at_desk(verifier), sent, "verify", "complete")

    assert response.status_code == 403
    assert "Tugas ini dipegang Dimas Prakoso." in text(response)


def test_a_repair_is_closed_with_a_photo_of_it(verifier):
    roads = factories.officer("jakarta", "field_officer", ROADS, name="Rudi Hartanto")
    sent = factories.submit(code="road-damage", name="resolved")
    working.take_step(sent.case_id, officer=verifier, seen_step="check", action="forward")
    client = at_desk(roads)
    more = {"checked": "on", "message": "Sudah ditambal."}

    without = send(client, sent, "repair", "resolve", **more)
    bad = send(
        client, sent, "repair", "resolve", **more, photo=SimpleUploadedFile("a.jpg", b"MZ program")
    )
    photo = SimpleUploadedFile("hasil.jpg", factories.jpeg("grey"))
    done = send(client, sent, "repair", "resolve", **more, photo=photo)

    assert (without.status_code, bad.status_code, done.status_code) == (422, 422, 302)
    assert case_of(sent).outcome == "resolved"
    assert "Foto petugas" in text(client.get(desk("case", sent.number)))
