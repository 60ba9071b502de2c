"""Who is told of what: residents of every change, officers of new, returned and nearly due."""

from datetime import date

import time_machine
from django.core import mail

from gapura.cases.commands import correcting, messaging, pins, working
from gapura.cases.commands.working import Given
from gapura.cases.models import Case, CaseAnswers
from gapura.cases.queries import cases, timeline
from gapura.jurisdictions import commands as jurisdictions
from gapura.kernel import timers
from gapura.kernel.scope import scope
from gapura.notifications import queries as notifications
from tests.harness import factories

KELURAHAN = "kel-31.71.03.1001"
MONDAY = "2026-11-23T02:00:00Z"
ADDRESS = "ratna@contoh.id"


def step(sent, officer, seen, action, **given):
    return working.take_step(
        sent.case_id, officer=officer, seen_step=seen, action=action, given=Given(**given)
    )


def told(account_id):
    with scope("jakarta"):
        return [n.subject for n in reversed(notifications.list_notices(account_id, "jakarta"))]


def written_to(address):
    return [letter.subject for letter in mail.outbox if letter.to == [address]]


def test_the_resident_hears_of_every_change_in_the_app_and_by_mail(db, work):
    verifier = factories.officer("jakarta", "verifier", KELURAHAN)
    lurah = factories.officer("jakarta", "head", KELURAHAN)
    with time_machine.travel(MONDAY, tick=True):
        sent = factories.submit(email=ADDRESS)
        heard = [after(work, sent)]

        step(sent, verifier, "verify", "request_correction", message="x", marks={"statement": "?"})
        heard.append(after(work, sent))
        correcting.submit_correction(
            sent.case_id, by=sent.by, posted={"statement": ["Saya tinggal di sini sejak 2019."]}
        )
        messaging.send_message(sent.case_id, by=verifier, text="Mohon tunggu sebentar.")
        heard.append(after(work, sent))
        pins.replace_pin(sent.case_id, by=sent.by)
        heard.append(after(work, sent))
        step(sent, verifier, "verify", "complete")
        step(sent, lurah, "sign", "grant")
        heard.append(after(work, sent))

    assert [len(subjects) for subjects in heard] == [1, 2, 3, 4, 5]
    assert written_to(ADDRESS) == told(sent.by.account_id) == heard[-1]
    assert len(set(heard[-1])) == 5


def after(work, sent):
    work()
    return told(sent.by.account_id)


def test_the_resident_hears_of_a_refusal_and_of_a_withdrawal(db, work):
    verifier = factories.officer("jakarta", "verifier", KELURAHAN)
    refused, withdrawn = factories.submit(), factories.submit()

    step(
        refused, verifier, "verify", "refuse", grounds="Bukan warga.", legal_reference="UU 25/2009"
    )
    correcting.withdraw(withdrawn.case_id, by=withdrawn.by)
    work()

    assert len(told(refused.by.account_id)) == 2
    assert len(told(withdrawn.by.account_id)) == 2
    assert told(refused.by.account_id)[1] != told(withdrawn.by.account_id)[1]


def test_the_resident_hears_of_another_date(db, work):
    admin = factories.officer("jakarta", "administrator", "pemprov")
    with time_machine.travel(MONDAY, tick=False):
        sent = factories.submit()
        work()
        jurisdictions.set_calendar_day(
            on=date(2026, 11, 24),
            kind="local_closed",
            name={"id": "Banjir", "en": "Flood"},
            by=admin,
        )
        work()

    assert f"Tanggal janji {sent.number} berubah" in told(sent.by.account_id)
    assert told(admin.account_id) == ["Batas waktu 1 urusan pindah karena hari kerja berubah"]


def test_who_is_given_a_task_hears_of_it_and_who_takes_it_oneself_does_not(db, work):
    chief = factories.officer("jakarta", "supervisor", "kec-31.71.03")
    clerk = factories.officer("jakarta", "verifier", KELURAHAN)
    given, taken = factories.submit(), factories.submit()

    working.assign(given.case_id, officer=chief, to=clerk.account_id)
    working.take_task(taken.case_id, officer=clerk)
    work()

    assert told(clerk.account_id) == [f"Tugas baru untuk Anda: {given.number}"]


def test_the_desk_hears_of_a_residents_message(db, work):
    clerk = factories.officer("jakarta", "verifier", KELURAHAN)
    sent = factories.submit()
    working.take_task(sent.case_id, officer=clerk)

    messaging.send_message(sent.case_id, by=sent.by, text="Kapan jadi?")
    work()

    assert told(clerk.account_id) == [f"Pesan dari pemohon: {sent.number}"]


def test_a_message_of_the_office_is_read_by_the_resident_and_answered(db):
    clerk = factories.officer("jakarta", "verifier", KELURAHAN)
    sent = factories.submit()

    messaging.send_message(sent.case_id, by=clerk, text="Sejak kapan tinggal di sini?")
    messaging.send_message(sent.case_id, by=sent.by, text="Sejak 2019.")

    with scope("jakarta"):
        seen = [
            [(m.from_office, m.text) for m in cases.list_messages(cases.get_case(sent.case_id, seen_by=who))]
            for who in (clerk, sent.by)
        ]  # fmt: skip
    assert seen[0] == seen[1] == [(True, "Sejak kapan tinggal di sini?"), (False, "Sejak 2019.")]


def test_whom_the_sop_names_is_warned_before_the_deadline(db, work):
    chief = factories.officer("jakarta", "supervisor", "kec-31.71.03")
    with time_machine.travel(MONDAY, tick=False):
        sent = factories.submit()
        work()
        early = told(chief.account_id)
    with time_machine.travel("2026-11-24T15:00:00Z", tick=False):
        work()
        work()

    assert early == []
    assert told(chief.account_id) == [f"Hampir lewat janji: {sent.number}"]


def test_the_digest_of_the_morning_counts_new_returned_and_nearly_due(db, work):
    clerk = factories.officer("jakarta", "verifier", KELURAHAN)
    factories.officer("jakarta", "verifier", "kel-31.71.03.1002", name="Tanpa Tugas")
    with time_machine.travel(MONDAY, tick=False):
        factories.submit()
        back = factories.submit()
        step(back, clerk, "verify", "request_correction", message="x", marks={"statement": "?"})
        correcting.submit_correction(
            back.case_id, by=back.by, posted={"statement": ["Saya tinggal di sini sejak 2019."]}
        )
        work()
    mail.outbox.clear()

    for moment in ("2026-11-24T00:10:00Z", "2026-11-24T00:40:00Z"):  # seven in the morning
        morning(moment, work)

    letters = [letter for letter in mail.outbox if letter.subject == "Antrean Anda pagi ini"]
    assert [letter.to for letter in letters] == [[address_of(clerk)]]
    assert "2 menunggu, 2 baru, 1 kembali dari perbaikan, 2 jatuh tempo" in letters[0].body


def test_no_digest_comes_on_a_day_off_and_none_at_noon(db, work):
    factories.officer("jakarta", "verifier", KELURAHAN)
    with time_machine.travel(MONDAY, tick=False):
        factories.submit()
        work()
    mail.outbox.clear()

    for moment in ("2026-11-29T00:10:00Z", "2026-11-24T05:10:00Z"):  # a Sunday; noon
        morning(moment, work)

    assert [letter for letter in mail.outbox if letter.subject == "Antrean Anda pagi ini"] == []


def morning(moment, work):
    with time_machine.travel(moment, tick=False):
        with scope("jakarta"):
            timers.ensure_periodic("jakarta")
        work()


def address_of(officer):
    from gapura.access.models import Account

    return Account.objects.get(id=officer.account_id).email


def test_the_timeline_says_what_is_done_what_is_now_and_what_comes(db):
    clerk = factories.officer("jakarta", "verifier", KELURAHAN)
    sent = factories.submit()
    step(sent, clerk, "verify", "complete")

    with scope("jakarta"):
        case = Case.objects.of("jakarta").get(id=sent.case_id)
        line = timeline.timeline_of(case, cases.service_of(case).package, now=case.submitted_at)

    states = [item.state for item in line.items]
    assert states == sorted(states, key=["done", "now", "next"].index)
    assert line.items[0].title == "Terkirim"
    assert [(i.title, i.desk) for i in line.items if i.state == "now"] == [
        ("Menyetujui dan menerbitkan surat", "Kepala kantor, Kelurahan Kemayoran")
    ]
    assert states.count("next") >= 1


def test_a_case_keeps_no_sensitive_answer_in_clear(db):
    sent = factories.submit()

    with scope("jakarta"):
        (row,) = CaseAnswers.objects.of("jakarta").filter(case_id=sent.case_id)
        case = Case.objects.of("jakarta").filter(id=sent.case_id).values().get()

    kept = bytes(row.answers) + repr(case).encode()
    assert b"3171035708900001" not in kept
    assert b"statement" not in bytes(row.answers)
