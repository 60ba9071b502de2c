"""kill -9 of the real worker: nothing in the database is lost or doubled, a mail keeps its id."""

from collections import Counter

import pytest

from tests.processes.household import kill, wait_until


def what_came_of_it(city):
    """Everything that handlers leave behind, without the ids they make up."""
    return {
        "events": Counter(city.rows("SELECT jurisdiction_id, type FROM kernel_event")),
        "deliveries": Counter(
            city.rows(
                "SELECT e.type, e.subject_id, d.handler, d.state FROM kernel_delivery d "
                "JOIN kernel_event e USING (jurisdiction_id) WHERE e.id = d.event_id "
                "AND e.type LIKE 'case.%%'"
            )
        ),
        "documents": Counter(city.rows("SELECT case_id, kind, status FROM documents_document")),
        "mails": Counter(city.rows('SELECT "to", subject, state FROM notifications_outgoingmail')),
        "notices": Counter(city.rows("SELECT account_id, subject FROM notifications_notice")),
    }


def finish(city):
    city.start_worker()
    wait_until("everything owed is done", lambda: city.owed() == 0)


def granted(city):
    return city.rows("SELECT case_id FROM cases_decision WHERE outcome = 'granted'")


def test_a_worker_killed_in_the_middle_of_a_document_issues_it_once(new_city):
    city = new_city()
    with city.held("documents_document"):
        worker = city.start_worker()
        wait_until("the worker is inside a handler", city.waits_for_a_lock)
        kill(worker)
    half_done = city.count("SELECT count(*) FROM documents_document")
    city.let_leases_end()

    finish(city)

    issued = city.rows("SELECT case_id FROM documents_document")
    assert half_done == 0
    assert len(granted(city)) > 0
    assert sorted(issued) == sorted(granted(city))


def test_what_a_killed_worker_held_is_not_taken_before_its_lease_ends(new_city):
    city = new_city()
    with city.held("documents_document"):
        worker = city.start_worker()
        wait_until("the worker is inside a handler", city.waits_for_a_lock)
        kill(worker)
    held = city.rows(
        "SELECT id, attempts FROM kernel_delivery WHERE state = 'waiting' AND lease_until > now()"
    )

    city.start_worker()
    wait_until("only what was held is left", lambda: city.owed() == len(held))

    still = city.rows("SELECT id, attempts FROM kernel_delivery WHERE state = 'waiting'")
    assert len(held) > 0
    assert sorted(still) == sorted(held)


def test_killed_again_and_again_the_city_ends_as_if_nothing_had_happened(new_city):
    undisturbed, disturbed = new_city(), new_city()
    finish(undisturbed)

    for share in (1, 15, 30):
        worker = disturbed.start_worker()
        wait_until("some of it is done", lambda share=share: disturbed.done() >= share)
        kill(worker)
        disturbed.let_leases_end()
    finish(disturbed)

    assert what_came_of_it(disturbed) == what_came_of_it(undisturbed)


@pytest.fixture
def post_office(mailbox):
    """Its mail server can be shut; it is open again afterwards."""
    yield mailbox
    mailbox.up()


def arrived(mailbox):
    return Counter(message["message_id"] for message in mailbox.to(""))


def test_a_mail_that_had_to_be_sent_twice_keeps_its_message_id(new_city, post_office):
    """Killed between the mail server's yes and our commit, the worker must send it again."""
    city = new_city()
    post_office.down()
    worker = city.start_worker()
    wait_until("every mail has failed once", lambda: city.owed() == city.failed_once() > 0)
    kill(worker)
    post_office.up()
    before = arrived(post_office)
    city.let_leases_end()
    city.let_pauses_end()
    with city.held("notifications_outgoingmail", "SHARE"):
        worker = city.start_worker()
        wait_until("the worker wants to note a mail as sent", city.waits_for_a_lock)
        kill(worker)
    city.let_leases_end()

    finish(city)

    sent = {row[0] for row in city.rows("SELECT message_id FROM notifications_outgoingmail")}
    came = arrived(post_office) - before
    assert set(came) == sent
    assert sorted(came.values())[-2:] == [1, 2]
