"""Notices: every change of a case is told inside the app, to its applicant and nobody else."""

import html
import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from gapura.access.models import Account
from gapura.cases.commands import correcting, working
from gapura.channels.portal.tests.walking import Walk
from gapura.channels.portal.views import notifications as page_of_notices
from gapura.kernel.actors import system
from gapura.kernel.scope import scope
from gapura.notifications import commands, queries
from tests.architecture.reading_pages import indonesian_left
from tests.harness import factories

pytestmark = pytest.mark.django_db

KELURAHAN = "kel-31.71.03.1001"
NOTICES = "/jakarta/kabar/"
SEE_OTHER, NOT_FOUND = 303, 404


def signed_in(actor):
    client = Client()
    client.force_login(Account.objects.get(id=actor.account_id))
    return client


def take(case, officer, step, action, **given):
    working.take_step(
        case.case_id,
        officer=officer,
        seen_step=step,
        action=action,
        given=working.Given(**given),
    )


def tell(actor, count=1, link="/jakarta/urusan/"):
    for n in range(count):
        commands.notify(
            account_id=actor.account_id,
            subject=f"Kabar ke-{n}",
            body="Ada yang berubah.",
            link=link,
            key=f"fact:{actor.account_id}:{n}",
            by=system("jakarta"),
        )


def told(actor):
    with scope("jakarta"):
        return queries.list_notices(actor.account_id, "jakarta")


def text_of(client, path=NOTICES):
    return client.get(path).content.decode()


def headings(text):
    return [html.unescape(each) for each in re.findall(r"<h2>([^<]*)</h2><p class=\"when\">", text)]


def new_in_nav(text):
    """The number beside the door to one's own cases; none when nothing is new."""
    found = re.search(r'<nav class="nav".*?</nav>', text, re.DOTALL)
    number = re.search(r'class="tag tag-now">(\d+)<span class="sr">', found[0])
    return int(number[1]) if number else None


def test_every_change_of_a_case_is_on_the_page_newest_first(work):
    verifier = factories.officer("jakarta", "verifier", KELURAHAN)
    case = factories.submit()
    work()
    take(case, verifier, "verify", "request_correction", message="x", marks={"statement": "?"})
    work()
    correcting.submit_correction(
        case.case_id, by=case.by, posted={"statement": ["Saya tinggal di sini sejak 2019."]}
    )
    take(case, verifier, "verify", "complete")
    take(case, factories.officer("jakarta", "head", KELURAHAN), "sign", "grant")
    work()

    text = text_of(signed_in(case.by))

    assert headings(text) == [notice.subject for notice in told(case.by)]
    assert len(set(headings(text))) == 3
    assert new_in_nav(text) == 3


def test_the_address_in_the_words_is_a_button_on_the_page(work, settings):
    case = factories.submit()
    work()

    text = text_of(signed_in(case.by))

    assert settings.GAPURA_PUBLIC_URL in told(case.by)[0].body
    assert f"{settings.GAPURA_PUBLIC_URL}/jakarta/urusan/" not in text


def test_opening_a_notice_leads_to_its_case_and_marks_it_as_read(work):
    case = factories.submit()
    work()
    client = signed_in(case.by)
    notice = told(case.by)[0]

    answer = client.post(NOTICES, {"kabar": str(notice.id)})

    assert (answer.status_code, answer["Location"]) == (
        SEE_OTHER,
        f"/jakarta/urusan/{case.number}/",
    )
    assert told(case.by)[0].read_at is not None
    assert new_in_nav(text_of(client)) is None


def test_all_are_marked_as_read_at_once():
    siti = factories.resident("jakarta")
    tell(siti, count=3)
    client = signed_in(siti)
    before = text_of(client)

    answer = client.post(NOTICES)
    after = text_of(client)

    assert answer["Location"] == NOTICES
    assert (before.count(">Baru</span>"), after.count(">Baru</span>")) == (3, 0)
    assert len(headings(after)) == 3


def test_the_notices_of_another_are_neither_shown_nor_marked():
    siti, budi = factories.resident("jakarta"), factories.resident("jakarta")
    tell(siti)
    client = signed_in(budi)

    text = text_of(client)
    answer = client.post(NOTICES, {"kabar": str(told(siti)[0].id)})

    assert "Belum ada kabar" in text
    assert headings(text) == []
    assert answer.status_code == NOT_FOUND
    assert told(siti)[0].read_at is None


def test_notices_of_one_city_are_not_shown_in_another():
    siti = factories.resident("jakarta")
    tell(siti)

    text = text_of(signed_in(siti), "/depok/kabar/")

    assert (headings(text), new_in_nav(text)) == ([], None)


@pytest.mark.parametrize("method", ["get", "post"])
def test_visitors_are_shown_the_way_to_sign_in_and_back(method):
    answer = getattr(Client(), method)(NOTICES)

    assert answer["Location"] == "/jakarta/masuk/?lanjut=%2Fjakarta%2Fkabar%2F"


@pytest.mark.parametrize("named", ["kemarin", "0192f0c0-0000-7000-8000-000000000000"])
def test_a_notice_that_is_not_there_is_said_to_be_gone(named):
    page = signed_in(factories.resident("jakarta")).post(NOTICES, {"kabar": named})

    assert page.status_code == NOT_FOUND
    assert "Kabar ini tidak ada." in page.content.decode()


def test_a_notice_never_leads_to_another_site():
    siti = factories.resident("jakarta")
    tell(siti, link="//jahat.example/")

    answer = signed_in(siti).post(NOTICES, {"kabar": str(told(siti)[0].id)})

    assert answer["Location"] == NOTICES


def test_notices_come_in_pages(monkeypatch):
    monkeypatch.setattr(page_of_notices, "PAGE", 2)
    siti = factories.resident("jakarta")
    tell(siti, count=3)
    client = signed_in(siti)

    first = text_of(client)
    older = text_of(client, NOTICES + re.search(r'href="(\?setelah=[^"]+)" rel="next"', first)[1])

    assert headings(first) + headings(older) == [notice.subject for notice in told(siti)]
    assert (len(headings(first)), len(headings(older))) == (2, 1)
    assert f'href="{NOTICES}" rel="prev"' in older


def test_the_number_of_new_ones_stands_on_personal_pages():
    siti = factories.resident("jakarta")
    tell(siti, count=2)
    client = signed_in(siti)
    way = Walk("pm1-general-statement", client=client).begin().at

    pages = [text_of(client, path) for path in ("/jakarta/urusan/", "/jakarta/akun/", way)]
    wrong = client.post(way, {}).content.decode()

    assert [new_in_nav(page) for page in [*pages, wrong]] == [2, 2, 2, 2]
    assert "2 baru" in pages[0]


def test_a_public_page_stays_the_same_page_when_a_notice_comes():
    siti = factories.resident("jakarta")
    client = signed_in(siti)
    before = client.get("/jakarta/layanan/birth-certificate/")

    tell(siti)
    again = client.get(
        "/jakarta/layanan/birth-certificate/", headers={"If-None-Match": before["ETag"]}
    )

    assert new_in_nav(before.content.decode()) is None
    assert (again.status_code, again["ETag"]) == (304, before["ETag"])


def statements_about_notices(client, path):
    with CaptureQueriesContext(connection) as statements:
        client.get(path)
    return sum("notifications_notice" in each["sql"] for each in statements)


def test_counting_costs_one_statement_and_visitors_and_public_pages_none():
    siti = signed_in(factories.resident("jakarta"))

    counts = {
        "mine": statements_about_notices(siti, "/jakarta/urusan/"),
        "public": statements_about_notices(siti, "/jakarta/"),
        "visitor": statements_about_notices(Client(), "/jakarta/urusan/"),
    }

    assert counts == {"mine": 1, "public": 0, "visitor": 0}


def test_the_page_costs_the_same_however_many_notices_there_are():
    few, many = factories.resident("jakarta"), factories.resident("jakarta")
    tell(few)
    tell(many, count=9)
    counts = []

    for resident in (few, few, many):
        client = signed_in(resident)
        with CaptureQueriesContext(connection) as statements:
            client.get(NOTICES)
        counts.append(len(statements))

    assert counts[1] == counts[2]


def test_the_page_and_its_notices_read_in_english(work):
    walk = Walk("pm1-general-statement", client=signed_in(factories.resident("jakarta")))
    walk.client.cookies["gapura_bahasa"] = "en"
    given = factories.scenario("jakarta", "pm1-general-statement")
    empty = text_of(walk.client)
    walk.begin().fill(given.answers, given.files).send()
    work()

    full = text_of(walk.client)

    assert len(headings(full)) == 1
    assert [indonesian_left(page) for page in (empty, full)] == [[], []]
