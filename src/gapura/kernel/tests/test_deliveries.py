"""What is owed is paid at least once, its mark commits with its effect, and faults wait longer."""

import json
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
import time_machine

from gapura.kernel.actors import system
from gapura.kernel.events import publish
from gapura.kernel.models import DEAD, DONE, WAITING, Delivery
from gapura.kernel.scope import scope
from gapura.kernel.tests import facts
from gapura.kernel.worker import deliveries
from gapura.kernel.worker.loop import Worker

NOW = datetime(2026, 8, 18, 3, tzinfo=UTC)
CITY = "testville"


@pytest.fixture(autouse=True)
def clean():
    facts.done.clear()
    facts.faults.clear()


@pytest.fixture
def clock(db):
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


def ring(**fields):
    with scope(CITY):
        fact = facts.BellRung(subject_id=uuid4(), **fields)
        publish(fact, by=system(CITY))
    return fact.subject_id


def worker():
    return Worker(lambda: [CITY])


def row(handler="write_down"):
    with scope(CITY):
        return Delivery.objects.of(CITY).get(handler=f"kernel.tests.facts.{handler}")


def effects():
    return sorted((what, subject) for what, subject, _key in facts.done)


def test_every_handler_hears_of_the_fact_once(clock):
    subject = ring()

    worker().run_until_idle()

    assert effects() == [("open_door", subject), ("write_down", subject)]
    assert (row().state, row().attempts, row().lease_until) == (DONE, 1, None)


def test_the_key_names_event_and_handler(clock):
    ring()

    worker().run_until_idle()

    assert sorted(key.split(":")[1] for _what, _subject, key in facts.done) == [
        "kernel.tests.facts.open_door", "kernel.tests.facts.write_down",
    ]  # fmt: skip
    assert len({key.split(":")[0] for _what, _subject, key in facts.done}) == 1


def test_a_fault_is_logged_without_what_the_handler_held_in_its_hands(clock, capsys):
    facts.faults["open_door"] = ValueError("the key is lost")
    subject = ring()

    worker().run_until_idle()

    (line,) = capsys.readouterr().out.splitlines()
    logged = json.loads(line)
    assert (logged["event"], logged["level"], logged["attempt"]) == (
        "delivery failed",
        "warning",
        1,
    )
    assert "ValueError: the key is lost" in logged["exception"]
    assert str(subject) not in line


def test_a_failing_handler_does_not_hold_up_the_others(clock):
    facts.faults["open_door"] = ValueError("the key is lost")
    subject = ring()

    worker().run_until_idle()

    assert effects() == [("write_down", subject)]
    failed = row("open_door")
    assert (failed.state, failed.last_error) == (WAITING, "ValueError: the key is lost")


@pytest.mark.parametrize(("attempt", "seconds"), [(1, 2), (2, 4), (6, 64), (13, 3600)])
def test_each_fault_waits_twice_as_long_up_to_an_hour(clock, attempt, seconds):
    facts.faults["open_door"] = ValueError("x")
    ring()
    worker().run_until_idle()
    with scope(CITY):
        Delivery.objects.of(CITY).filter(id=row("open_door").id).update(
            attempts=attempt - 1, run_at=NOW
        )

    worker().run_until_idle()

    wait = (row("open_door").run_at - NOW).total_seconds()
    assert seconds <= wait <= seconds * 1.25


def test_a_fault_that_passes_is_made_good(clock):
    facts.faults["open_door"] = ValueError("x")
    subject = ring()
    worker().run_until_idle()
    facts.faults.clear()
    clock.shift(timedelta(seconds=3))

    worker().run_until_idle()

    assert effects() == [("open_door", subject), ("write_down", subject)]
    assert (row("open_door").state, row("open_door").last_error) == (DONE, "")


def test_after_the_last_attempt_the_letter_is_dead_and_left_alone(clock):
    facts.faults["open_door"] = ValueError("x")
    ring()
    for _attempt in range(deliveries.MOST_ATTEMPTS + 5):
        worker().run_until_idle()
        clock.shift(timedelta(hours=2))

    dead = row("open_door")
    assert (dead.state, dead.attempts) == (DEAD, deliveries.MOST_ATTEMPTS)


def test_the_effect_and_its_mark_are_undone_together(clock):
    """The handler's own rows vanish with a fault that comes after them."""
    subject = ring()
    facts.faults["open_door"] = ValueError("x")

    worker().run_until_idle()

    assert ("open_door", subject) not in effects()
    assert row("open_door").done_at is None


def test_what_is_claimed_is_not_claimed_by_another(clock):
    ring()

    first, second = deliveries.claim(CITY), deliveries.claim(CITY)

    assert (len(first), second) == (2, [])


def test_a_lease_that_ran_out_is_claimed_again(clock):
    ring()
    first = deliveries.claim(CITY)
    clock.shift(deliveries.LEASE + timedelta(seconds=1))

    second = deliveries.claim(CITY)

    assert {i for i, _ in first} == {i for i, _ in second}
    assert {attempt for _, attempt in second} == {2}


def test_the_heartbeat_keeps_what_is_claimed(clock):
    ring()
    claimed = [delivery_id for delivery_id, _attempt in deliveries.claim(CITY)]
    clock.shift(deliveries.LEASE * 0.9)
    deliveries.renew(CITY, claimed)
    clock.shift(deliveries.LEASE * 0.9)

    assert deliveries.claim(CITY) == []


def test_the_heartbeat_does_not_lease_what_is_done(clock):
    ring()
    worker().run_until_idle()

    deliveries.renew(CITY, [row().id])

    assert row().lease_until is None


def test_who_lost_the_lease_does_nothing(clock):
    ring()
    late = deliveries.claim(CITY)
    clock.shift(deliveries.LEASE + timedelta(seconds=1))
    for delivery_id, attempt in deliveries.claim(CITY):
        deliveries.deliver(CITY, delivery_id, attempt)
    paid = list(facts.done)

    for delivery_id, attempt in late:
        deliveries.deliver(CITY, delivery_id, attempt)

    assert facts.done == paid
    assert len(paid) == 2


def test_a_fault_of_who_lost_the_lease_does_not_put_the_duty_back(clock):
    ring()
    late = deliveries.claim(CITY)
    clock.shift(deliveries.LEASE + timedelta(seconds=1))
    for delivery_id, attempt in deliveries.claim(CITY):
        deliveries.deliver(CITY, delivery_id, attempt)

    for delivery_id, attempt in late:
        deliveries._put_back(CITY, delivery_id, attempt, ValueError("late"))

    assert (row().state, row().last_error) == (DONE, "")


def test_a_duty_whose_handler_is_gone_waits_with_a_sentence(clock):
    ring()
    with scope(CITY):
        Delivery.objects.of(CITY).filter(id=row().id).update(handler="kernel.tests.gone")

    worker().run_until_idle()

    with scope(CITY):
        waiting = Delivery.objects.of(CITY).get(handler="kernel.tests.gone")
    assert waiting.last_error == (
        "LookupError: no handler kernel.tests.gone for test.bell_rung is installed"
    )


def test_a_batch_is_bounded_and_the_rest_follows(clock):
    subjects = {ring() for _n in range(deliveries.BATCH)}

    assert len(deliveries.claim(CITY)) == deliveries.BATCH
    worker().run_until_idle()
    assert len(facts.done) == deliveries.BATCH
    assert {subject for _what, subject, _key in facts.done} <= subjects
