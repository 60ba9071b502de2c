"""Several workers, several connections, rows that really commit: each duty is done once."""

import threading
import time
from uuid import uuid4

import pytest
from django.db import connection

from gapura.kernel import timers
from gapura.kernel.actors import system
from gapura.kernel.events import publish
from gapura.kernel.models import DONE, Delivery, Timer
from gapura.kernel.scope import scope
from gapura.kernel.tests import facts
from gapura.kernel.worker import deliveries
from gapura.kernel.worker.loop import Worker


@pytest.fixture(autouse=True)
def clean():
    facts.done.clear()
    facts.faults.clear()


def ring(city, times):
    with scope(city):
        for _n in range(times):
            publish(facts.BellRung(subject_id=uuid4()), by=system(city))


def states(city):
    with scope(city):
        return sorted(Delivery.objects.of(city).values_list("state", "attempts"))


def in_threads(*functions):
    """Run side by side, each with its own connection; a fault in one is raised here."""
    faults = []

    def guarded(function):
        try:
            function()
        except Exception as error:  # noqa: BLE001 - carried to the test's own thread
            faults.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=guarded, args=(function,)) for function in functions]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert faults == []


def test_two_workers_share_the_work_and_do_each_duty_once(committed):
    ring(committed, 60)

    in_threads(*(Worker(lambda: [committed]).run_until_idle for _n in range(2)))

    assert states(committed) == [(DONE, 1)] * 120
    assert len(facts.done) == len(set(facts.done)) == 120


def test_two_workers_fire_a_timer_once(committed):
    from django.utils import timezone

    with scope(committed):
        for number in range(30):
            timers.set_timer(committed, kind="test.alarm", key=str(number), due_at=timezone.now())

    in_threads(*(Worker(lambda: [committed]).run_until_idle for _n in range(2)))

    assert sorted(key for _what, _subject, key in facts.done) == sorted(map(str, range(30)))
    with scope(committed):
        assert Timer.objects.of(committed).filter(fired_at__isnull=True).count() == 0


def test_a_sleeping_worker_is_woken_by_the_commit(committed):
    worker = Worker(lambda: [committed])
    took = []

    def publish_and_wait():
        time.sleep(0.5)  # the worker is listening by now, and not about to sweep
        begun = time.monotonic()
        ring(committed, 1)
        while len(facts.done) < 2 and time.monotonic() - begun < 10:
            time.sleep(0.01)
        took.append(time.monotonic() - begun)
        worker.stop()

    in_threads(worker.run, publish_and_wait)

    assert len(facts.done) == 2
    assert took[0] < 2  # a sweep would have come after five


def test_a_worker_whose_database_failed_lets_go_of_what_it_had_claimed(committed, monkeypatch):
    """Else its heartbeat would renew the lease of a duty that nobody does any more."""
    ring(committed, 3)
    worker = Worker(lambda: [committed])
    calls = []

    def falls(jurisdiction, delivery_id, attempt):
        calls.append(delivery_id)
        raise ConnectionError("the database went away")

    monkeypatch.setattr(deliveries, "deliver", falls)
    with pytest.raises(ConnectionError):
        worker.run_once()

    assert len(calls) == 1
    assert worker.claimed() == []
