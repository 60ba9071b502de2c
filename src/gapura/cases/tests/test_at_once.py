"""Two at the very same moment, each with a connection of its own: one decides, one is told who did."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from gapura.cases.commands import working
from gapura.cases.models import Decision
from gapura.kernel.errors import Conflict
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
