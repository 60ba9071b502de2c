"""Two at the very same moment, each with a connection of its own: one decides, one is told who did."""

import threading
from concurrent.futures import ThreadPoolExecutor, wait

import pytest
from django.db import connection

from gapura.cases.commands import working
from gapura.cases.models import Decision, Task
from gapura.kernel.errors import Conflict, Forbidden
from gapura.kernel.scope import scope
from tests.harness import factories

KELURAHAN = "kel-31.71.03.1001"


@pytest.fixture
def committing(django_db_setup, django_db_blocker):
    """What is done here is kept: two connections meet only over rows that are there."""
    with django_db_blocker.unblock():
        yield
        connection.close()


def test_of_two_who_decide_at_the_same_moment_the_second_is_told_who_did(committing):
    sent = factories.submit()
    verifier = factories.officer("jakarta", "verifier", KELURAHAN)
    lurahs = [
        factories.officer("jakarta", "head", KELURAHAN, name=name)
        for name in ("Budi Lurah", "Ani Plt")
    ]
    working.take_step(sent.case_id, officer=verifier, seen_step="verify", action="complete")
    start = threading.Barrier(2)

    def grant(lurah):
        start.wait(10)
        try:
            working.take_step(sent.case_id, officer=lurah, seen_step="sign", action="grant")
        except Conflict as conflict:
            return str(conflict)
        finally:
            connection.close()
        return lurah.name

    with ThreadPoolExecutor(2) as threads:
        said = list(threads.map(grant, lurahs))

    (winner,) = {"Budi Lurah", "Ani Plt"} & set(said)
    (told,) = set(said) - {winner}
    assert winner in told
    with scope("jakarta"):
        assert Decision.objects.of("jakarta").filter(case_id=sent.case_id).count() == 1


def test_of_two_who_take_the_next_task_at_the_same_moment_none_gets_the_others(committing):
    office = "kel-31.71.03.1003"
    numbers = [
        factories.submit(
            address={"street": "Jalan Satu", "rt": "001", "rw": "002", "area": "31.71.03.1003"}
        ).case_id
        for _each in range(2)
    ]
    officers = [factories.officer("jakarta", "verifier", office) for _each in range(2)]
    start = threading.Barrier(2)

    def take(officer):
        start.wait(10)
        try:
            return working.take_next_task(officer=officer)
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as threads:
        taken = list(threads.map(take, officers))

    assert set(taken) == set(numbers)


def test_whoever_takes_a_task_while_another_is_being_given_it_is_told_who_holds_it(committing):
    sent = factories.submit(
        address={"street": "Jalan Dua", "rt": "001", "rw": "002", "area": "31.71.03.1004"}
    )
    office = "kel-31.71.03.1004"
    given = factories.officer("jakarta", "verifier", office, name="Dimas Prakoso")
    other = factories.officer("jakarta", "verifier", office)

    def take():
        try:
            working.take_task(sent.case_id, officer=other)
        except Forbidden as refusal:
            return str(refusal)
        finally:
            connection.close()
        return ""

    with ThreadPoolExecutor(1) as threads, scope("jakarta"):
        working.take_next_task(officer=given)
        said = threads.submit(take)
        wait([said], timeout=1)  # it meets the task that is given and not yet committed

    assert "Dimas Prakoso" in said.result(10)
    with scope("jakarta"):
        task = Task.objects.of("jakarta").get(case_id=sent.case_id, closed_at=None)
    assert task.assignee_id == given.account_id
