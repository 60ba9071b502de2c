"""Moments to come: set, moved, cancelled, fired once; repeating ones come again."""

from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
import time_machine

from gapura.kernel import timers
from gapura.kernel.models import Timer
from gapura.kernel.scope import scope
from gapura.kernel.tests import facts
from gapura.kernel.worker import moments
from gapura.kernel.worker.loop import Worker

NOW = datetime(2026, 12, 31, 16, 59, tzinfo=UTC)  # a minute before the new year in Jakarta
CITY = "testville"
MINUTE = timedelta(minutes=1)


@pytest.fixture(autouse=True)
def clean():
    facts.done.clear()
    facts.faults.clear()


@pytest.fixture
def clock(db):
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


def set_alarm(key="a", due_in=MINUTE, subject=None, kind="test.alarm"):
    with scope(CITY):
        timers.set_timer(CITY, kind=kind, key=key, due_at=NOW + due_in, subject_id=subject)


def work():
    Worker(lambda: [CITY]).run_until_idle()


def rung():
    return [key for _what, _subject, key in facts.done]


def test_a_timer_fires_when_its_moment_has_come_and_only_once(clock):
    set_alarm()
    work()
    before = rung()
    clock.shift(MINUTE)
    work()
    work()

    assert (before, rung()) == ([], ["a"])


def test_a_timer_that_is_moved_while_it_waits_for_its_turn_fires_at_its_new_moment(clock):
    set_alarm()
    clock.shift(MINUTE)
    (claimed,) = moments.claim(CITY)
    set_alarm(due_in=5 * MINUTE)
    moments.fire(CITY, claimed)
    before = rung()
    clock.shift(5 * MINUTE)
    work()

    assert (before, rung()) == ([], ["a"])


def test_setting_a_timer_again_moves_it(clock):
    set_alarm(due_in=MINUTE)
    set_alarm(due_in=5 * MINUTE)
    clock.shift(2 * MINUTE)
    work()
    early = rung()
    clock.shift(4 * MINUTE)
    work()

    assert (early, rung()) == ([], ["a"])


def test_a_fired_timer_that_is_set_again_fires_again(clock):
    set_alarm()
    clock.shift(MINUTE)
    work()
    set_alarm(due_in=2 * MINUTE)
    clock.shift(2 * MINUTE)
    work()

    assert rung() == ["a", "a"]


def test_cancelling_stops_the_subjects_timers_of_these_kinds(clock):
    subject = uuid4()
    set_alarm("a", subject=subject)
    set_alarm("b", subject=subject, kind="test.lazy")
    set_alarm("c", subject=uuid4())
    with scope(CITY):
        timers.cancel_timers(CITY, subject_id=subject, kinds=("test.alarm",))
    clock.shift(MINUTE)
    work()

    assert sorted(rung()) == ["b", "c"]


def test_cancelling_without_kinds_stops_all_of_the_subject(clock):
    subject = uuid4()
    set_alarm("a", subject=subject)
    set_alarm("b", subject=subject, kind="test.lazy")
    with scope(CITY):
        timers.cancel_timers(CITY, subject_id=subject)
    clock.shift(MINUTE)
    work()

    assert rung() == []


def test_due_timers_of_a_subject_come_oldest_first(clock):
    subject = uuid4()
    set_alarm("late", due_in=2 * MINUTE, subject=subject)
    set_alarm("early", due_in=MINUTE, subject=subject)
    set_alarm("future", due_in=9 * MINUTE, subject=subject)
    clock.shift(3 * MINUTE)

    with scope(CITY):
        due = timers.due_timers(CITY, subject)

    assert [timer.key for timer in due] == ["early", "late"]
    assert due[0].due_at == NOW + MINUTE


def test_a_timer_can_be_taken_once(clock):
    subject = uuid4()
    set_alarm(subject=subject)
    clock.shift(MINUTE)

    with scope(CITY):
        timer = timers.due_timers(CITY, subject)[0]
        taken = [timers.take(timer), timers.take(timer)]
    work()

    assert (taken, rung()) == ([True, False], [])


def test_a_timer_that_was_moved_cannot_be_taken_at_its_old_moment(clock):
    subject = uuid4()
    set_alarm(subject=subject)
    clock.shift(MINUTE)
    with scope(CITY):
        old = timers.due_timers(CITY, subject)[0]
    set_alarm(due_in=9 * MINUTE, subject=subject)

    with scope(CITY):
        assert timers.take(old) is False


def test_a_timer_whose_handler_does_not_take_it_has_fired_all_the_same(clock):
    set_alarm(kind="test.lazy")
    clock.shift(MINUTE)
    work()
    work()

    assert rung() == ["a"]


def test_a_failing_timer_waits_and_is_tried_again(clock):
    facts.faults["ring"] = ValueError("no clapper")
    set_alarm()
    clock.shift(MINUTE)
    work()
    with scope(CITY):
        failed = Timer.objects.of(CITY).get(key="a")
    facts.faults.clear()
    clock.shift(timedelta(seconds=3))
    work()

    assert (failed.last_error, failed.fired_at) == ("ValueError: no clapper", None)
    assert rung() == ["a"]


def test_a_claimed_timer_is_not_claimed_by_another_until_its_lease_ends(clock):
    set_alarm()
    clock.shift(MINUTE)

    first, second = moments.claim(CITY), moments.claim(CITY)
    clock.shift(moments.LEASE + timedelta(seconds=1))

    assert (len(first), second, moments.claim(CITY)) == (1, [], first)


def test_a_repeating_timer_comes_again_after_its_interval(clock, monkeypatch):
    monkeypatch.setattr(timers, "_periodic", {})
    monkeypatch.setattr(timers, "_handlers", {})
    seen = []

    @timers.every(timedelta(hours=1))
    def sweep(timer):
        seen.append(timer.jurisdiction)

    with scope(CITY):
        timers.ensure_periodic(CITY)
        timers.ensure_periodic(CITY)
    work()
    work()
    clock.shift(timedelta(hours=1))
    work()

    assert seen == [CITY, CITY]
