"""The main job from end to end, through commands: sent, worked by the SOP, decided, issued."""

from uuid import uuid4

import pytest
import time_machine
from django.core import mail

from gapura.cases.commands import correcting, messaging, submitting, working
from gapura.cases.commands.working import Given
from gapura.cases.models import Case, Decision
from gapura.cases.queries import cases, detail, queue
from gapura.documents import queries as documents
from gapura.kernel.errors import Conflict, Forbidden, NotFound, Refused
from gapura.kernel.scope import scope
from tests.harness import factories

KELURAHAN = "kel-31.71.03.1001"


@pytest.fixture
def verifier(db):
    return factories.officer("jakarta", "verifier", KELURAHAN)


@pytest.fixture
def lurah(db):
    return factories.officer("jakarta", "head", KELURAHAN, name="Budi Lurah")


def case_of(sent):
    with scope(sent.by.jurisdiction):
        return Case.objects.of(sent.by.jurisdiction).get(id=sent.case_id)


def complete(sent, verifier):
    working.take_step(sent.case_id, officer=verifier, seen_step="verify", action="complete")


def grant(sent, lurah):
    working.take_step(sent.case_id, officer=lurah, seen_step="sign", action="grant")


def test_a_granted_case_becomes_a_document_that_can_be_verified(verifier, lurah, work):
    sent = factories.submit()

    complete(sent, verifier)
    grant(sent, lurah)
    work()

    with scope("jakarta"):
        case = case_of(sent)
        (document,) = documents.list_documents(case.id, "jakarta")
        verified = documents.verify(document.url.rstrip("/").rsplit("/", 1)[1], "jakarta")
    assert (case.outcome, verified.status) == ("granted", "valid")


def test_the_paper_is_signed_by_the_lurah_of_the_place(verifier, lurah, work):
    sent = factories.submit()
    complete(sent, verifier)
    grant(sent, lurah)

    work()

    with scope("jakarta"):
        (document,) = documents.list_documents(sent.case_id, "jakarta")
    assert document.signer == "Lurah Kemayoran"


def test_the_applicant_is_written_to_when_it_arrived(verifier, work):
    given = factories.scenario("jakarta", "birth-certificate", "correction")

    factories.submit(code="birth-certificate", name="correction")
    work()

    assert [m.to for m in mail.outbox] == [[given.answers["email"]]]


def test_deciding_twice_is_refused_and_says_who_did(verifier, lurah):
    sent = factories.submit()
    complete(sent, verifier)
    grant(sent, lurah)

    with pytest.raises(Conflict, match="Budi Lurah"):
        grant(sent, lurah)

    with scope("jakarta"):
        assert Decision.objects.of("jakarta").filter(case_id=sent.case_id).count() == 1


def test_the_second_of_two_officers_is_told_that_the_step_was_taken(verifier):
    other = factories.officer("jakarta", "verifier", KELURAHAN, name="Dimas Prakoso")
    sent = factories.submit()
    complete(sent, verifier)

    with pytest.raises(Conflict, match="Sri Wahyuni"):
        complete(sent, other)


def test_an_officer_of_another_office_may_not_work_it(db):
    stranger = factories.officer("jakarta", "verifier", "kel-31.71.03.1002")
    sent = factories.submit()

    with pytest.raises(Forbidden):
        complete(sent, stranger)


def test_an_officer_of_another_city_sees_nothing(verifier):
    sent = factories.submit()
    stranger = factories.officer("depok", "verifier", "kel-32.76.01.1006")

    with scope("depok"), pytest.raises(NotFound):
        cases.get_case(sent.case_id, seen_by=stranger)


def test_a_stranger_sees_nothing(verifier):
    sent = factories.submit()

    with scope("jakarta"), pytest.raises(NotFound):
        cases.get_case(sent.case_id, seen_by=factories.resident("jakarta"))


def test_correction_marks_fields_stops_the_clock_and_starts_it_anew(verifier):
    with time_machine.travel("2026-11-23T02:20:00Z", tick=False):
        sent = factories.submit(code="birth-certificate", name="correction")
        clerk = factories.officer("jakarta", "verifier", "sudin-dukcapil-31.74")
        promised = case_of(sent).due_at
    with time_machine.travel("2026-11-23T06:00:00Z", tick=False):
        working.take_step(
            sent.case_id,
            officer=clerk,
            seen_step="verify",
            action="request_correction",
            given=Given(message="Periksa ejaan saksi kedua.", marks={"witnesses.1.name": "ejaan"}),
        )
        asked = case_of(sent)
    with time_machine.travel("2026-11-27T02:00:00Z", tick=False):
        corrected = correcting.submit_correction(
            sent.case_id,
            by=sent.by,
            posted={
                "witnesses-0-name": ["Nurhayati Siregar"],
                "witnesses-0-nik": ["3174056203700004"],
                "witnesses-1-name": ["Hartono"],
                "witnesses-1-nik": ["3174050905700005"],
            },
        )
        after = case_of(sent)

    assert corrected.errors == {}
    assert asked.step == "correction"
    assert asked.paused_at is not None
    assert after.step == "verify"
    assert after.paused_at is None
    assert after.due_at > promised


def test_only_marked_answers_can_be_changed(verifier):
    sent = factories.submit()
    working.take_step(
        sent.case_id,
        officer=verifier,
        seen_step="verify",
        action="request_correction",
        given=Given(message="Perjelas.", marks={"statement": "kurang jelas"}),
    )

    correcting.submit_correction(
        sent.case_id,
        by=sent.by,
        posted={"statement": ["Saya tinggal di sini sejak 2019."], "name": ["Orang Lain"]},
    )

    with scope("jakarta"):
        pages = detail.answers_of(case_of(sent), seen_by=sent.by)
    rows = {row.path: row.value for page in pages for row in page.rows}
    assert rows["name"] == "Ratna Puspitasari"
    assert rows["statement"] == "Saya tinggal di sini sejak 2019."


def test_wrong_corrections_change_nothing_and_are_kept(verifier):
    sent = factories.submit()
    working.take_step(
        sent.case_id,
        officer=verifier,
        seen_step="verify",
        action="request_correction",
        given=Given(message="Perjelas.", marks={"statement": "kurang jelas"}),
    )

    corrected = correcting.submit_correction(sent.case_id, by=sent.by, posted={"statement": ["x"]})

    assert set(corrected.errors) == {"statement"}
    assert corrected.values["statement"] == "x"
    assert case_of(sent).step == "correction"


def test_refusing_needs_grounds_and_law(verifier):
    sent = factories.submit()

    with pytest.raises(Refused, match="alasan tertulis"):
        working.take_step(sent.case_id, officer=verifier, seen_step="verify", action="refuse")


def test_sending_again_with_the_same_key_is_one_case(db):
    by = factories.resident("jakarta")
    given = factories.scenario("jakarta", "pm1-general-statement")
    key = uuid4().hex

    first, second = (
        submitting.submit_answers(
            by=by,
            service_code="pm1-general-statement",
            answers=given.answers,
            idempotency_key=key,
            uploads=factories.uploads_for(given.files),
        )
        for _ in range(2)
    )

    assert (first.number, first.pin) == (second.number, second.pin)
    assert second.repeated


def test_withdrawing_ends_the_case(verifier):
    sent = factories.submit()

    correcting.withdraw(sent.case_id, by=sent.by)

    assert case_of(sent).outcome == "withdrawn"


def test_a_message_sent_twice_with_one_key_is_one(verifier):
    sent = factories.submit()

    messaging.send_message(sent.case_id, by=sent.by, text="Halo", key="a")
    messaging.send_message(sent.case_id, by=sent.by, text="Halo", key="a")

    with scope("jakarta"):
        assert [m.text for m in cases.list_messages(case_of(sent))] == ["Halo"]


def test_the_queue_shows_what_is_on_my_desk(verifier, lurah):
    sent = factories.submit()

    with scope("jakarta"):
        mine = queue.list_queue(officer=verifier, wanted=queue.QueueFilter())
        heads = queue.list_queue(officer=lurah, wanted=queue.QueueFilter())
        counts = queue.count_queue(officer=verifier)

    assert [task.case_id for task in mine.tasks] == [sent.case_id]
    assert heads.tasks == ()
    assert (counts["all"], counts["free"]) == (1, 1)


def test_officers_find_a_case_by_number_name_nik_and_phone(verifier):
    sent = factories.submit()

    with scope("jakarta"):
        found = [
            [case.id for case in queue.search_cases(officer=verifier, words=words)]
            for words in (sent.number.lower(), "puspita", "3171035708900001", "0812-3456-7890")
        ]

    assert found == [[sent.case_id]] * 4


def test_the_nik_is_masked_until_an_officer_asks_and_that_is_written_down(verifier):
    from gapura.audit import queries as audit

    sent = factories.submit()

    with scope("jakarta"):
        case = case_of(sent)
        masked = {
            r.path: r.value for p in detail.answers_of(case, seen_by=verifier) for r in p.rows
        }
        clear = {
            r.path: r.value
            for p in detail.answers_of(case, seen_by=verifier, revealed=frozenset({"nik"}))
            for r in p.rows
        }
        looks = [row.kind for row in audit.list_accesses(case.id, jurisdiction="jakarta")]

    assert masked["nik"] == "317103••••••••01"
    assert clear["nik"] == "3171035708900001"
    assert looks == ["value"]


def ask_for_a_new_photo(sent, verifier):
    working.take_step(
        sent.case_id,
        officer=verifier,
        seen_step="verify",
        action="request_correction",
        given=Given(message="Foto buram.", marks={"identity_card": "buram"}),
    )


def test_a_marked_photo_must_be_another_one(verifier):
    sent = factories.submit()
    ask_for_a_new_photo(sent, verifier)

    same = correcting.submit_correction(sent.case_id, by=sent.by, posted={})
    new = correcting.submit_correction(
        sent.case_id,
        by=sent.by,
        posted={},
        uploads={"identity_card": [("baru.jpg", factories.jpeg("green"))]},
    )

    assert set(same.errors) == {"identity_card"}
    assert new.errors == {}


def test_letters_name_the_last_day_of_a_limit(verifier, work):
    with time_machine.travel("2026-11-20T02:00:00Z", tick=False):
        factories.submit(code="birth-certificate", name="correction")
        work()

    (letter,) = mail.outbox
    assert "Rabu, 25 November 2026" in letter.body
