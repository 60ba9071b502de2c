"""Following: number and PIN, the page of a case, messages, papers, taking it back."""

import html
import re
from datetime import timedelta

import pytest
import time_machine
from django.core import mail
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from gapura.access.models import Account
from gapura.audit import commands as audit
from gapura.cases.commands import messaging, working
from gapura.cases.models import Case
from gapura.cases.queries import cases
from gapura.channels.portal.tests.walking import pin_on, problems_in, sent
from gapura.documents import commands as documents
from gapura.kernel.ids import new_number
from gapura.kernel.scope import scope
from tests.harness import factories

pytestmark = pytest.mark.django_db

PM1, BIRTH, ROAD = "pm1-general-statement", "birth-certificate", "road-damage"
KELURAHAN = "kel-31.71.03.1001"


def signed_in(actor):
    client = Client()
    client.force_login(Account.objects.get(id=actor.account_id))
    return client


def track(client, number, pin=""):
    return client.post("/jakarta/lacak/", {"number": number, "pin": pin})


def take(case_id, officer, step, action, **given):
    working.take_step(
        case_id, officer=officer, seen_step=step, action=action, given=working.Given(**given)
    )


def granted(work):
    """A case of an account, granted, its document made."""
    case = factories.submit()
    take(case.case_id, factories.officer("jakarta", "verifier", KELURAHAN), "verify", "complete")
    take(case.case_id, factories.officer("jakarta", "head", KELURAHAN), "sign", "grant")
    work()
    return case


def test_number_and_pin_open_the_case_in_another_browser():
    walk, number = sent(PM1)
    pin = pin_on(walk.client.get(f"/jakarta/terkirim/{number}/"))
    other = Client()

    answer = track(other, number.lower().replace("-", " "), pin)
    page = other.get(answer["Location"])

    assert answer["Location"] == f"/jakarta/urusan/{number}/"
    assert page.status_code == 200
    assert "Perjalanan urusan" in page.content.decode()


def test_a_number_that_was_mistyped_says_how_numbers_look():
    page = track(Client(), "JKT-7F3K", "123456")

    (sentence,) = problems_in(page)
    assert page.status_code == 422
    assert "JKT-7F3K-9Q2M-X" in sentence
    assert 'value="JKT-7F3K"' in page.content.decode()


def test_a_wrong_pin_says_the_same_as_an_unknown_number():
    known, unknown = factories.submit().number, new_number("JKT")

    answers = [problems_in(track(Client(), each, "000000")) for each in (known, unknown)]

    assert answers[0] == answers[1]
    assert answers[0][0].startswith("Nomor dan PIN tidak cocok.")


def test_a_visitor_without_pin_is_asked_for_it():
    page = track(Client(), factories.submit().number)

    assert (page.status_code, problems_in(page)) == (422, ["Tulis PIN dari bukti kirim."])


def test_guessing_pins_gets_slower_and_slower():
    number = factories.submit().number
    client = Client()
    waits = []
    with time_machine.travel("2026-11-23T03:00:00Z", tick=False) as clock:
        for _guess in range(6):
            answer = track(client, number, "000000")
            while answer.status_code == 429:
                waits.append(int(answer["Retry-After"]))
                clock.shift(timedelta(seconds=waits[-1]))
                answer = track(client, number, "000000")

    assert answer.status_code == 422
    assert len(waits) >= 3
    assert waits == sorted(waits)
    assert waits[-1] > waits[0]


def test_waiting_is_said_in_seconds_and_the_number_stays():
    number = factories.submit().number
    with time_machine.travel("2026-11-23T03:00:00Z", tick=False):
        pages = [track(Client(), number, "000000") for _guess in range(5)]

    last = pages[-1]
    assert last.status_code == 429
    assert re.search(r"Tunggu \d+ detik", problems_in(last)[0])
    assert f'value="{number}"' in last.content.decode()


def test_the_owner_who_signed_in_needs_no_pin():
    case = factories.submit()

    answer = track(signed_in(case.by), case.number)

    assert (answer.status_code, answer["Location"]) == (303, f"/jakarta/urusan/{case.number}/")


@pytest.mark.parametrize("rest", ["pesan/", "batalkan/", "perbaikan/", "isian/", "pin/"])
def test_a_strangers_url_of_a_case_is_not_found(rest):
    case = factories.submit()
    stranger = signed_in(factories.resident("jakarta"))
    way = f"/jakarta/urusan/{case.number}/{rest}"

    posted = stranger.post(way, {"text": "Halo"})

    assert posted.status_code == 404
    assert rest == "pesan/" or stranger.get(way).status_code == 404


def test_a_stranger_at_the_case_itself_is_asked_for_the_pin_and_learns_nothing():
    case = factories.submit()
    known = Client().get(f"/jakarta/urusan/{case.number}/")
    unknown = Client().get("/jakarta/urusan/JKT-0000-0000-0/")

    without_numbers = [
        re.sub(r"JKT[-\w]+|csrfmiddlewaretoken\" value=\"\w+", "", page.content.decode())
        for page in (known, unknown)
    ]
    assert (known.status_code, unknown.status_code) == (404, 404)
    assert without_numbers[0] == without_numbers[1]


def test_a_case_of_another_city_is_not_found():
    case = factories.submit()

    page = signed_in(case.by).get(f"/depok/urusan/{case.number}/")

    assert page.status_code == 404


def test_the_case_page_says_whose_desk_by_when_and_what_if_late():
    with time_machine.travel("2026-11-23T02:20:00Z", tick=False):
        case = factories.submit()
        text = signed_in(case.by).get(f"/jakarta/urusan/{case.number}/").content.decode()

    assert "Selasa, 24 November 2026" in text  # one working day after Monday
    assert "Di meja Petugas pemeriksa, Kelurahan Kemayoran." in text
    assert "Tinggal 1 hari. Masih sesuai janji." in text
    assert "Kalau lewat" in text


def test_htmx_gets_only_the_part_that_changes():
    case = factories.submit()

    part = signed_in(case.by).get(f"/jakarta/urusan/{case.number}/", headers={"HX-Request": "true"})

    text = part.content.decode()
    assert text.startswith('<div id="keadaan" hx-get="')
    assert "<html" not in text


def test_a_message_is_sent_once_however_often_it_is_pressed():
    case = factories.submit()
    client = signed_in(case.by)
    way = f"/jakarta/urusan/{case.number}/"

    for _press in range(2):
        answer = client.post(way + "pesan/", {"text": "Kapan jadi?", "key": "k1"})

    assert answer["Location"] == way
    assert client.get(way).content.decode().count("Kapan jadi?") == 1


def test_an_empty_message_is_named_and_the_page_stays():
    case = factories.submit()

    page = signed_in(case.by).post(f"/jakarta/urusan/{case.number}/pesan/", {"text": " "})

    assert page.status_code == 422
    assert problems_in(page) == ["Tulis pesannya dulu, lalu kirim."]


def test_withdrawing_asks_first_and_ends_the_case():
    case = factories.submit()
    client = signed_in(case.by)
    way = f"/jakarta/urusan/{case.number}/batalkan/"

    asked = client.get(way)
    client.post(way)
    again = client.post(way)

    text = client.get(f"/jakarta/urusan/{case.number}/").content.decode()

    with scope("jakarta"):
        outcome = Case.objects.of("jakarta").get(id=case.case_id).outcome
    assert (asked.status_code, outcome) == (200, "withdrawn")
    assert again["Location"] == f"/jakarta/urusan/{case.number}/"
    assert "Dibatalkan" in text
    assert "lebih cepat dari janji" not in text


def test_a_refusal_is_shown_with_grounds_and_law_and_once():
    case = factories.submit()
    grounds = "Alamat di KTP tidak sama dengan KK."
    verifier = factories.officer("jakarta", "verifier", KELURAHAN)
    take(case.case_id, verifier, "verify", "refuse", grounds=grounds, legal_reference="UU 25/2009")

    text = signed_in(case.by).get(f"/jakarta/urusan/{case.number}/").content.decode()

    assert text.count(grounds) == 1
    assert "UU 25/2009" in text


def test_the_issued_letter_is_downloaded_and_only_by_its_owner(work):
    case = granted(work)
    client = signed_in(case.by)
    text = client.get(f"/jakarta/urusan/{case.number}/").content.decode()
    way = re.search(rf"/jakarta/urusan/{case.number}/surat/[0-9a-f-]+/", text)[0]

    letter = client.get(way)

    assert letter["Content-Type"] == "application/pdf"
    assert letter.content.startswith(b"%PDF-")
    assert Client().get(way).status_code == 404


def test_a_letter_of_another_case_is_not_shown_under_mine(work):
    theirs, mine = granted(work), factories.submit()
    text = signed_in(theirs.by).get(f"/jakarta/urusan/{theirs.number}/").content.decode()
    letter = re.search(r"surat/[0-9a-f-]+/", text)[0]

    page = signed_in(mine.by).get(f"/jakarta/urusan/{mine.number}/{letter}")

    assert page.status_code == 404


def test_ones_own_file_is_shown_and_a_strangers_is_not():
    mine, theirs = factories.submit(), factories.submit()
    client = signed_in(mine.by)
    page = client.get(f"/jakarta/urusan/{mine.number}/").content.decode()
    way = re.search(rf"/jakarta/urusan/{mine.number}/berkas/[0-9a-f-]+/", page)[0]
    foreign = signed_in(theirs.by).get(f"/jakarta/urusan/{theirs.number}/").content.decode()
    other = re.search(r"berkas/[0-9a-f-]+/", foreign)[0]

    assert client.get(way)["Content-Type"] == "image/jpeg"
    assert client.get(f"/jakarta/urusan/{mine.number}/{other}").status_code == 404


def test_who_opened_my_data_is_shown_by_role_and_office_not_by_name():
    case = factories.submit()
    officer = factories.officer("jakarta", "verifier", KELURAHAN, name="Sri Wahyuni")
    with scope("jakarta"):
        cases.get_case(case.case_id, seen_by=officer)

    text = signed_in(case.by).get(f"/jakarta/urusan/{case.number}/").content.decode()

    assert "Petugas pemeriksa, Kelurahan Kemayoran, membuka urusan ini" in text
    assert "Sri Wahyuni" not in text


def test_my_own_answers_can_be_read_again():
    case = factories.submit()

    text = signed_in(case.by).get(f"/jakarta/urusan/{case.number}/isian/").content.decode()

    assert "Jalan Kemayoran Gempol 12" in text


def test_a_lost_pin_is_replaced_by_mail_and_the_old_one_stops(work):
    case = factories.submit(email="ratna@example.org")

    client = Client()
    client.post("/jakarta/lacak/pin/", {"number": case.number})
    work()
    letter = next(m for m in mail.outbox if m.subject.startswith("PIN baru"))
    new = re.search(r"PIN baru Anda: (\d{6})", letter.body)[1]

    assert letter.to == ["ratna@example.org"]
    assert track(Client(), case.number, case.pin).status_code == 422
    assert track(Client(), case.number, new).status_code == 303


def test_asking_for_a_pin_says_the_same_without_mail(work):
    case = factories.submit()
    answers = []
    for number in (case.number, factories.submit(email="ratna@example.org").number):
        client = Client()
        client.post("/jakarta/lacak/pin/", {"number": number})
        answers.append(
            re.search(r"Bila urusan itu[^<]+", client.get("/jakarta/lacak/").content.decode())
        )

    assert answers[0][0] == answers[1][0]


def test_visitors_see_the_cases_of_this_browser():
    walk, number = sent(ROAD, "resolved")

    assert number in walk.client.get("/jakarta/urusan/").content.decode()
    assert number not in Client().get("/jakarta/urusan/").content.decode()


def test_my_cases_come_in_pages(monkeypatch):
    monkeypatch.setattr(cases, "PAGE", 2)
    resident = factories.resident("jakarta")
    numbers = [factories.submit(by=resident).number for _each in range(3)]
    client = signed_in(resident)

    first = client.get("/jakarta/urusan/").content.decode()
    more = html.unescape(re.search(r'href="(\?sesudah=[^"]+)"', first)[1])
    older = client.get(f"/jakarta/urusan/{more}").content.decode()

    assert [number in first for number in numbers] == [False, True, True]
    assert [number in older for number in numbers] == [True, False, False]


def test_a_made_up_cursor_begins_at_the_beginning():
    case = factories.submit()

    page = signed_in(case.by).get("/jakarta/urusan/?sesudah=kemarin")

    assert page.status_code == 200
    assert case.number in page.content.decode()


def grow(case, officer, *, messages, looks, files):
    with scope("jakarta"):
        for index in range(messages):
            messaging.send_message(case.case_id, by=case.by, text=f"Pesan {index}")
        for _look in range(looks):
            audit.record_access(
                by=officer, kind="case", subject_id=case.case_id, case_id=case.case_id
            )
        for index in range(files):
            documents.receive_file(
                factories.jpeg(size=(20 + index, 20)),
                name="foto.jpg",
                belongs_to=case.case_id,
                accept=("jpeg",),
                by=case.by,
            )


def test_the_case_page_costs_the_same_however_much_happened():
    officer = factories.officer("jakarta", "verifier", KELURAHAN)
    quiet, busy = factories.submit(), factories.submit()
    grow(quiet, officer, messages=1, looks=1, files=1)
    grow(busy, officer, messages=5, looks=6, files=4)
    counts = []

    for case in (quiet, quiet, busy):
        client = signed_in(case.by)
        with CaptureQueriesContext(connection) as statements:
            client.get(f"/jakarta/urusan/{case.number}/")
        counts.append(len(statements))

    assert counts[1] == counts[2]
    assert counts[1] <= 26


def test_a_late_case_says_so():
    with time_machine.travel("2026-11-23T02:20:00Z", tick=False):
        case = factories.submit()
    with time_machine.travel("2026-11-26T02:20:00Z", tick=False):
        text = signed_in(case.by).get(f"/jakarta/urusan/{case.number}/").content.decode()

    assert "Lewat janji" in text
    assert "Kami terlambat. Maaf." in text
