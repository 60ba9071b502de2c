"""What each thing costs in statements; a page costs the same for one row and for a screenful.

A number that must change here is a decision: say in the commit what the new statement buys.
"""

from uuid import uuid4

import pytest
from django.test import Client

from gapura.access.models import Account
from gapura.cases.commands import submitting, working
from gapura.cases.queries import board, cases, queue
from gapura.kernel.scope import scope
from tests.harness import factories

KELURAHAN = "kel-31.71.03.1001"


@pytest.fixture
def verifier(db):
    return factories.officer("jakarta", "verifier", KELURAHAN)


@pytest.fixture
def lurah(db):
    return factories.officer("jakarta", "head", KELURAHAN)


@pytest.fixture
def at_desk(verifier):
    client = Client()
    client.force_login(Account.objects.get(id=verifier.account_id))
    client.get("/jakarta/desk/")  # the first request of a process reads cities and versions
    return client


def a_submission(by):
    given = factories.scenario("jakarta", "pm1-general-statement", "granted")
    return lambda: submitting.submit_answers(
        by=by,
        service_code="pm1-general-statement",
        answers=given.answers,
        idempotency_key=uuid4().hex,
        uploads=factories.uploads_for(given.files),
    )


def test_sending_a_request_with_three_photos_takes_17_statements(db, statements):
    resident = factories.resident("jakarta")
    a_submission(resident)()

    assert statements(a_submission(resident)) == 17


def test_passing_a_case_on_takes_12_statements(verifier, statements):
    first, second = factories.submit(), factories.submit()
    complete = {"officer": verifier, "seen_step": "verify", "action": "complete"}
    working.take_step(first.case_id, **complete)

    assert statements(lambda: working.take_step(second.case_id, **complete)) == 12


def test_granting_takes_13_statements_of_which_two_keep_the_judgement(verifier, lurah, statements):
    first, second = factories.submit(), factories.submit()
    for sent in (first, second):
        working.take_step(sent.case_id, officer=verifier, seen_step="verify", action="complete")
    grant = {"officer": lurah, "seen_step": "sign", "action": "grant"}
    working.take_step(first.case_id, **grant)

    assert statements(lambda: working.take_step(second.case_id, **grant)) == 13


@pytest.mark.parametrize("view", queue.VIEWS)
def test_the_queue_is_one_statement_for_one_row_and_for_a_screenful(verifier, statements, view):
    def look():
        with scope("jakarta"):
            queue.list_queue(officer=verifier, wanted=queue.QueueFilter(view))

    factories.submit()
    for_one = statements(look)
    for _each in range(queue.PAGE + 4):
        factories.submit()

    assert (for_one, statements(look)) == (1, 1)


def test_the_queue_page_takes_at_most_12_statements_however_long(at_desk, statements):
    factories.submit()
    for_one = statements(lambda: at_desk.get("/jakarta/desk/"))
    for _each in range(queue.PAGE + 4):
        factories.submit()
    for_many = statements(lambda: at_desk.get("/jakarta/desk/"))

    assert (for_one, for_many) == (9, 9)


def test_the_page_of_a_case_takes_as_many_statements_as_it_has_parts(at_desk, statements):
    sent = factories.submit()

    assert statements(lambda: at_desk.get(f"/jakarta/desk/urusan/{sent.number}/")) == 29


def test_my_cases_take_one_statement_for_one_and_for_two_screenfuls(db, statements):
    resident = factories.resident("jakarta")

    def look():
        with scope("jakarta"):
            cases.list_my_cases(seen_by=resident)

    factories.submit(by=resident)
    for_one = statements(look)
    for _each in range(cases.PAGE + 1):
        factories.submit(by=resident)

    assert (for_one, statements(look)) == (1, 1)


def test_the_board_takes_seven_statements_for_one_office_and_for_the_whole_city(db, statements):
    one = factories.officer("jakarta", "supervisor", KELURAHAN)
    all_of_them = factories.officer("jakarta", "inspectorate", "pemprov")
    factories.submit()

    def look(officer):
        with scope("jakarta"):
            board.board_of(officer=officer)

    assert (statements(lambda: look(one)), statements(lambda: look(all_of_them))) == (7, 7)
