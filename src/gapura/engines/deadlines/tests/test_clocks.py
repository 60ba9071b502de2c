from datetime import UTC, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gapura.engines.deadlines.clocks import Clock, Pause
from gapura.engines.deadlines.errors import ClockError
from gapura.engines.deadlines.limits import due_at, parse_limit
from gapura.engines.deadlines.tests.makers import (
    a_calendar,
    a_clock,
    calendars,
    limits,
    local,
    moments,
    stretches,
)

HOUR = timedelta(hours=1)
REASON = "Menunggu perbaikan dari pemohon"


def test_a_clock_without_pause_is_due_as_its_limit_says():
    clock = a_clock("P5WD", local(2026, 11, 20, 9))

    assert clock.due_at(a_calendar()) == local(2026, 11, 28)


def test_working_days_that_begin_during_a_pause_do_not_count():
    clock = a_clock("P5WD", local(2026, 11, 20, 9))

    paused = clock.pause(local(2026, 11, 23, 15), REASON).resume(local(2026, 11, 25, 10))

    assert paused.due_at(a_calendar()) == local(2026, 12, 2)


def test_a_pause_over_the_weekend_costs_no_working_day():
    clock = a_clock("P5WD", local(2026, 11, 18, 9))

    paused = clock.pause(local(2026, 11, 20, 17), REASON).resume(local(2026, 11, 22, 20))

    assert paused.due_at(a_calendar()) == clock.due_at(a_calendar())


def test_a_pause_while_the_office_is_closed_costs_no_working_time():
    clock = a_clock("PT10H", local(2026, 11, 18, 9))

    paused = clock.pause(local(2026, 11, 18, 16), REASON).resume(local(2026, 11, 19, 8))

    assert paused.due_at(a_calendar()) == clock.due_at(a_calendar())


def test_working_time_stands_still_for_the_open_hours_of_a_pause():
    clock = a_clock("PT4H", local(2026, 11, 18, 8))

    paused = clock.pause(local(2026, 11, 18, 9), REASON).resume(local(2026, 11, 18, 10, 30))

    assert paused.due_at(a_calendar()) == local(2026, 11, 18, 14, 30)


def test_hours_by_the_clock_stand_still_at_night_too():
    clock = a_clock("P3X24H", local(2026, 11, 20, 9))

    paused = clock.pause(local(2026, 11, 20, 22), REASON).resume(local(2026, 11, 21, 4))

    assert paused.due_at(a_calendar()) == local(2026, 11, 23, 15)


def test_calendar_days_that_begin_during_a_pause_do_not_count():
    clock = a_clock("P10D", local(2026, 11, 20, 9))

    paused = clock.pause(local(2026, 11, 21, 9), REASON).resume(local(2026, 11, 24, 9))

    assert paused.due_at(a_calendar()) == local(2026, 12, 4)


def test_while_paused_nothing_is_used_and_nothing_becomes_overdue():
    clock = a_clock("PT4H", local(2026, 11, 18, 8)).pause(local(2026, 11, 18, 9), REASON)
    calendar = a_calendar()
    a_month_later = local(2026, 12, 18, 9)

    assert clock.is_paused
    assert clock.left(a_month_later, calendar) == 3 * HOUR
    assert clock.share_used(a_month_later, calendar) == 0.25
    assert not clock.is_overdue(a_month_later, calendar)


def test_complete_receipt_starts_the_clock_anew_without_pauses():
    clock = a_clock("P5WD", local(2026, 11, 16, 9)).pause(local(2026, 11, 17, 9), REASON)

    anew = clock.restart(local(2026, 11, 20, 9))

    assert anew == a_clock("P5WD", local(2026, 11, 20, 9))


def test_late_by_two_working_hours_leaves_minus_two_hours():
    clock = a_clock("PT4H", local(2026, 11, 18, 8))

    assert clock.left(local(2026, 11, 18, 15), a_calendar()) == -2 * HOUR
    assert clock.share_used(local(2026, 11, 18, 15), a_calendar()) == 1.5


def test_after_closing_on_the_last_day_no_time_is_left_but_it_is_not_late_before_midnight():
    clock, calendar = a_clock("P5WD", local(2026, 11, 20, 9)), a_calendar()

    evening, midnight = local(2026, 11, 27, 20), local(2026, 11, 28)

    assert clock.left(evening, calendar) == timedelta(0)
    assert not clock.is_overdue(evening, calendar)
    assert clock.is_overdue(midnight, calendar)


def test_eighty_percent_of_ten_working_hours_is_eight_working_hours_later():
    clock = a_clock("PT10H", local(2026, 11, 18, 8))

    assert clock.moment_of_share(0.8, a_calendar()) == local(2026, 11, 19, 9)
    assert clock.moment_of_share(1.0, a_calendar()) == clock.due_at(a_calendar())
    assert clock.moment_of_share(1.2, a_calendar()) == local(2026, 11, 19, 14)


def test_eighty_percent_of_a_clock_on_calendar_days_may_fall_on_a_weekend():
    clock = a_clock("P10D", local(2026, 11, 20))

    moment = clock.moment_of_share(0.8, a_calendar())

    assert moment == local(2026, 11, 20) + 0.8 * timedelta(days=11)


def test_a_limit_whose_last_day_was_spent_paused_is_used_up_only_when_due():
    clock = a_clock("P1WD", local(2026, 11, 20, 17))
    calendar = a_calendar()

    paused = clock.pause(local(2026, 11, 23, 0, 1), REASON).resume(local(2026, 11, 23, 23))

    assert paused.share_used(local(2026, 11, 23, 23, 30), calendar) == 0.0
    assert paused.share_used(local(2026, 11, 24), calendar) == 1.0
    assert paused.moment_of_share(0.8, calendar) <= paused.due_at(calendar)


@pytest.mark.parametrize(
    ("mistake", "words"),
    [
        (lambda clock, at: clock.pause(at, REASON).pause(at, REASON), "already stands still"),
        (lambda clock, at: clock.pause(at, "  "), "only for a recorded reason"),
        (lambda clock, at: clock.resume(at), "is running"),
        (lambda clock, at: clock.pause(at - 9 * HOUR, REASON), "is before the clock's previous"),
        (lambda clock, at: clock.pause(at, REASON).resume(at - HOUR), "is before the clock's prev"),
        (lambda clock, at: clock.restart(at - 9 * HOUR), "is before the clock's previous change"),
    ],
)
def test_what_a_clock_cannot_do_is_refused_in_a_sentence(mistake, words):
    clock = a_clock("P5WD", local(2026, 11, 20, 9))

    with pytest.raises(ClockError, match=words) as refusal:
        mistake(clock, local(2026, 11, 20, 12))

    assert refusal.value.sentence["id"].endswith(".")


@given(limits, moments, stretches, stretches, calendars)
def test_pause_and_resume_never_shorten_the_time(limit, start, run, rest, calendar):
    clock = Clock(limit, start)

    paused = clock.pause(start + run, REASON).resume(start + run + rest)

    assert paused.due_at(calendar) >= clock.due_at(calendar)


@given(limits, moments, st.tuples(stretches, stretches, stretches), calendars)
def test_a_longer_pause_never_shortens_the_time(limit, start, lengths, calendar):
    run, rest, more = lengths
    paused = Clock(limit, start).pause(start + run, REASON)

    shorter, longer = paused.resume(start + run + rest), paused.resume(start + run + rest + more)

    assert shorter.due_at(calendar) <= longer.due_at(calendar)


@given(limits, moments, stretches, calendars)
def test_resuming_right_after_pausing_changes_nothing(limit, start, run, calendar):
    clock, at = Clock(limit, start), start + run

    touched = clock.pause(at, REASON).resume(at)
    now = at + HOUR

    assert touched.due_at(calendar) == clock.due_at(calendar)
    assert touched.left(now, calendar) == clock.left(now, calendar)
    assert touched.share_used(now, calendar) == clock.share_used(now, calendar)


@given(limits, moments, stretches, calendars)
def test_a_pause_after_the_due_moment_changes_nothing(limit, start, rest, calendar):
    clock = Clock(limit, start)
    due = clock.due_at(calendar)

    paused = clock.pause(due, REASON).resume(due + rest)

    assert paused.due_at(calendar) == due


@given(limits, moments, moments, moments, calendars)
def test_the_share_used_never_falls(limit, start, one, other, calendar):
    clock = Clock(limit, start)
    earlier, later = sorted([one, other])

    assert 0 <= clock.share_used(earlier, calendar) <= clock.share_used(later, calendar)


@given(limits, moments, st.tuples(stretches, stretches), st.floats(0.01, 0.99), calendars)
def test_the_moment_of_a_share_lies_between_start_and_due(limit, start, lengths, share, calendar):
    run, rest = lengths
    clock = Clock(limit, start, (Pause(start + run, start + run + rest, REASON),))

    moment = clock.moment_of_share(share, calendar)

    assert start <= moment <= clock.due_at(calendar)


@given(limits, moments, st.integers(1, 9), calendars)
def test_at_the_moment_of_a_share_that_share_is_used(limit, start, tenths, calendar):
    clock = Clock(limit, start)

    moment = clock.moment_of_share(tenths / 10, calendar)

    assert abs(clock.share_used(moment, calendar) - tenths / 10) < 1e-6


def test_a_clock_in_a_zone_with_summer_time_still_ends_at_local_midnight():
    calendar = a_calendar(
        timezone="Europe/Berlin", weekly={d: ((time(8), time(16)),) for d in range(7)}
    )

    end = due_at(parse_limit("P2WD"), datetime(2026, 3, 28, 12, tzinfo=UTC), calendar)

    assert end.isoformat() == "2026-03-30T22:00:00+00:00"
