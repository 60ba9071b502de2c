"""A guesser waits longer and longer; the owner is never shut out."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine

from gapura.access import limits
from gapura.access.models import RateMark
from gapura.kernel.errors import TooMany
from gapura.kernel.scope import scope

NOON = datetime(2026, 11, 23, 5, tzinfo=UTC)
GUESSER, OWNER = "203.0.113.9", "198.51.100.7"


@pytest.fixture
def clock(db):
    with time_machine.travel(NOON, tick=False) as travelled:
        yield travelled


def wait(address=GUESSER, subject="JKT-1"):
    """Seconds to wait before the next try, as the refusal says them."""
    try:
        limits.check("pin", subject, address)
    except TooMany as refusal:
        return refusal.seconds
    return 0


def miss(clock, times=1, address=GUESSER, subject="JKT-1"):
    for _each in range(times):
        seconds = wait(address, subject)
        if seconds:
            clock.shift(timedelta(seconds=seconds))
            limits.check("pin", subject, address)
        limits.failed("pin", subject, address)


def test_the_pause_grows_and_stops_growing(clock):
    pauses = []
    for _each in range(13):
        miss(clock)
        pauses.append(wait())
        clock.shift(timedelta(seconds=pauses[-1]))

    assert pauses == [0, 0, 1, 2, 4, 8, 16, 32, 64, 128, 256, 300, 300]


def test_the_refusal_says_how_long_and_that_nothing_is_locked(clock):
    miss(clock, 5)

    with pytest.raises(TooMany, match=r"Tunggu 4 detik.*tidak dikunci"):
        limits.check("pin", "JKT-1", GUESSER)


def test_after_the_pause_the_right_secret_is_looked_at(clock):
    miss(clock, 12)
    clock.shift(timedelta(seconds=300))

    limits.check("pin", "JKT-1", GUESSER)
    limits.succeeded("pin", "JKT-1", GUESSER)

    assert wait() == 0


def test_looking_at_the_clock_does_not_lengthen_the_pause(clock):
    miss(clock, 6)

    waits = [wait() for _each in range(20)]

    assert set(waits) == {8}


def test_the_owner_does_not_wait_for_a_strangers_misses(clock):
    limits.check("pin", "JKT-1", OWNER)
    limits.succeeded("pin", "JKT-1", OWNER)

    miss(clock, 40)

    assert wait(OWNER) == 0


def test_an_owner_at_a_new_address_never_waits_longer_than_a_minute(clock):
    miss(clock, 40)

    assert 0 < wait("198.51.100.8") <= 60


def test_many_addresses_guessing_one_subject_are_slowed_together(clock):
    for n in range(12):
        miss(clock, address=f"203.0.113.{n}")

    assert wait("203.0.113.200") == 2


def test_one_address_guessing_many_subjects_is_slowed(clock):
    for n in range(33):
        miss(clock, subject=f"JKT-{n}")

    assert wait(subject="JKT-NEW") == 4


def test_a_household_with_many_ipv6_addresses_is_one(clock):
    for n in range(5):
        miss(clock, address=f"2001:db8:1:2::{n + 1:x}")

    assert wait("2001:db8:1:2:ffff::1") == 4
    assert wait("2001:db8:1:3::1") == 0


def test_tries_at_the_same_moment_do_not_all_get_in(clock):
    miss(clock, 4)
    clock.shift(timedelta(seconds=2))

    limits.check("pin", "JKT-1", GUESSER)

    assert wait() == 4


def test_misses_fade(clock):
    miss(clock, 8)

    clock.shift(timedelta(hours=4))
    miss(clock)

    assert wait() == 0


def test_the_scopes_do_not_touch_each_other(clock):
    miss(clock, 12)

    limits.check("password", "JKT-1", GUESSER)


def test_a_miss_that_would_be_taken_back_is_a_programming_error(clock):
    with scope("jakarta"), pytest.raises(RuntimeError, match="after the command"):
        limits.failed("pin", "JKT-1", GUESSER)


def test_marks_hold_no_address_and_are_forgotten(clock):
    miss(clock, 3)
    limits.check("pin", "JKT-1", OWNER)
    limits.succeeded("pin", "JKT-1", OWNER)
    keys = list(RateMark.objects.order_by("key").values_list("key", flat=True))

    limits.forget(before=NOON + timedelta(days=2))

    assert not any(GUESSER in key or "JKT" in key for key in keys)
    assert RateMark.objects.filter(trusted_until=None).count() == 0
    assert RateMark.objects.count() == 1


def test_two_right_tries_at_one_moment_do_not_wait_for_each_other(clock):
    limits.check("pin", "JKT-1", OWNER)
    limits.succeeded("pin", "JKT-1", OWNER)

    clock.shift(timedelta(milliseconds=-5))  # its clock was read before it waited for the lock

    assert wait(OWNER, "JKT-2") == 0
