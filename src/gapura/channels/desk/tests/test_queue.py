"""The queue: mine and nobody else's, most urgent first, at the same cost however long."""

import re

import time_machine

from gapura.cases.commands import working
from gapura.cases.commands.working import Given
from gapura.channels.desk.tests.makers import (
    KELURAHAN,
    OTHER_KELURAHAN,
    at_desk,
    desk,
    html,
    statements,
    text,
)
from tests.harness import factories

FRIDAY, MONDAY_LATE = "2026-11-20T02:00:00Z", "2026-11-24T03:00:00Z"


def numbers_on(response):
    return re.findall(r'name="k" value="([^"]+)"', html(response))


def test_the_most_urgent_comes_first_with_its_working_time(verifier):
    with time_machine.travel("2026-11-18T02:00:00Z", tick=False):
        old = factories.submit()
    with time_machine.travel(FRIDAY, tick=False):
        new = factories.submit()
        response = at_desk(verifier).get(desk("queue"))

    assert numbers_on(response) == [old.number, new.number]
    assert "lewat 1 jam 30 mnt kerja" in text(response)
    assert "sisa 1 hari 7 jam kerja" in text(response)


def test_a_clock_that_stands_still_says_since_when(verifier):
    with time_machine.travel(FRIDAY, tick=False):
        sent = factories.submit()
        working.take_step(
            sent.case_id,
            officer=verifier,
            seen_step="verify",
            action="request_correction",
            given=Given(message="Foto buram.", marks={"identity_card": "Foto ulang."}),
        )
        response = at_desk(verifier).get(desk("queue") + "?tampilan=waiting")

    assert "berhenti sejak 20 Nov" in text(response)


def test_another_kelurahan_is_not_in_my_queue(verifier):
    factories.submit()
    neighbour = factories.officer("jakarta", "verifier", OTHER_KELURAHAN)

    assert numbers_on(at_desk(neighbour).get(desk("queue"))) == []


def test_the_desk_of_another_city_shows_the_way_to_sign_in(verifier):
    response = at_desk(verifier).get(desk("queue", city="depok"))

    assert response.status_code == 302
    assert response.url.startswith("/depok/desk/masuk/?lanjut=")


def test_a_queue_of_forty_five_costs_as_much_as_a_queue_of_one(verifier):
    client = at_desk(verifier)
    factories.submit()
    client.get(desk("queue"))  # packages and calendars are kept by the process
    short = statements(client, desk("queue"))
    for _each in range(44):
        factories.submit()

    long = statements(client, desk("queue"))

    assert len(numbers_on(client.get(desk("queue")))) == 40
    assert len(long) == len(short)
    assert len(long) <= 12


def test_the_next_page_begins_where_this_one_ended(verifier):
    sent = {factories.submit().number for _each in range(42)}
    client = at_desk(verifier)

    first = client.get(desk("queue"))
    onward = re.search(r'href="([^"]+)" rel="next"', html(first))[1].replace("&amp;", "&")
    second = client.get(onward)

    assert len(numbers_on(first)) == 40
    assert set(numbers_on(first)) | set(numbers_on(second)) == sent
    assert set(numbers_on(first)) & set(numbers_on(second)) == set()


def test_views_and_filters_are_links_with_counts(verifier):
    mine, _other = factories.submit(), factories.submit(code="road-damage", name="resolved")
    working.take_task(mine.case_id, officer=verifier)
    client = at_desk(verifier)

    held = client.get(desk("queue") + "?tampilan=mine")
    roads = client.get(desk("queue") + "?layanan=road-damage")

    assert numbers_on(held) == [mine.number]
    assert "Milik saya 1" in text(held)
    assert numbers_on(roads) != [mine.number]
    assert "Lapor jalan rusak 1" in text(roads)


def test_a_name_the_service_keeps_secret_is_not_in_the_queue(verifier):
    factories.submit(code="road-damage", name="resolved")

    assert "Dirahasiakan" in text(at_desk(verifier).get(desk("queue")))


def test_an_empty_queue_says_so(verifier):
    response = at_desk(verifier).get(desk("queue"))

    assert "Tidak ada yang menunggu di sini" in text(response)


def test_a_made_up_cursor_or_view_begins_at_the_beginning(verifier):
    sent = factories.submit()
    client = at_desk(verifier)

    response = client.get(desk("queue") + "?tampilan=apa&setelah=kemarin|x")

    assert numbers_on(response) == [sent.number]


def test_htmx_gets_the_rail_alone(verifier):
    response = at_desk(verifier).get(desk("queue"), headers={"HX-Request": "true"})

    assert html(response).lstrip().startswith("<aside")


def test_taking_the_next_opens_the_most_urgent_free_one(verifier):
    with time_machine.travel(FRIDAY, tick=False):
        urgent = factories.submit()
    factories.submit()
    client = at_desk(verifier)

    response = client.post(desk("next"))

    assert response.url == desk("case", urgent.number)
    assert "Anda memegang" in text(client.get(response.url))


def test_without_free_work_the_next_says_so(verifier):
    response = at_desk(verifier).post(desk("next"), follow=True)

    assert "Tidak ada urusan bebas" in text(response)


def test_ticked_cases_are_taken_one_by_one_and_refusals_are_named(verifier, colleague):
    free, held = factories.submit(), factories.submit()
    working.take_task(held.case_id, officer=colleague)

    response = at_desk(verifier).post(
        desk("bulk"), {"k": [free.number, held.number], "a": "ambil"}, follow=True
    )

    assert "1 urusan selesai diproses." in text(response)
    assert f"{held.number}: Tugas ini dipegang Dimas Prakoso." in text(response)


def test_ticked_cases_are_handed_back(verifier):
    sent = factories.submit()
    working.take_task(sent.case_id, officer=verifier)
    client = at_desk(verifier)

    client.post(desk("bulk"), {"k": [sent.number], "a": "lepas"})

    assert numbers_on(client.get(desk("queue") + "?tampilan=free")) == [sent.number]


def test_nothing_is_decided_in_bulk(verifier):
    sent = factories.submit()

    response = at_desk(verifier).post(desk("bulk"), {"k": [sent.number], "a": "grant"})

    assert response.status_code == 422


def test_a_search_finds_by_number_name_and_nik_and_is_written_down(verifier):
    sent = factories.submit()
    given = factories.scenario("jakarta", "pm1-general-statement").answers
    client = at_desk(verifier)

    by_number = client.get(desk("search"), {"q": sent.number.lower()})
    by_name = client.get(desk("search"), {"q": given["name"].split()[0]})
    by_nik = client.get(desk("search"), {"q": given["nik"]})

    assert by_number.url == desk("case", sent.number)
    assert sent.number in text(by_name)
    assert sent.number in text(by_nik)


def test_a_search_finds_nothing_of_another_kelurahan(verifier):
    sent = factories.submit()
    neighbour = factories.officer("jakarta", "verifier", OTHER_KELURAHAN)

    response = at_desk(neighbour).get(desk("search"), {"q": sent.number})

    assert response.status_code == 200
    assert "Tidak ada urusan yang cocok" in text(response)


def test_a_page_of_the_desk_is_kept_by_no_browser(verifier):
    response = at_desk(verifier).get(desk("queue"))

    assert response["Cache-Control"] == "no-store"


def test_an_officer_in_two_kelurahan_sees_which_is_which(db, verifier):
    from gapura.access import commands as access
    from gapura.jurisdictions.queries import get_office
    from gapura.kernel import actors
    from gapura.kernel.scope import scope

    with scope("jakarta"):
        other = get_office("jakarta", OTHER_KELURAHAN).id
    access.add_post(
        by=actors.system("jakarta"), account_id=verifier.account_id, role="verifier",
        office_id=other, starts_on=factories.LONG_AGO,
    )  # fmt: skip
    factories.submit()

    response = at_desk(verifier).get(desk("queue"))

    assert "Kelurahan Kemayoran" in text(response)
    assert KELURAHAN not in text(response)
