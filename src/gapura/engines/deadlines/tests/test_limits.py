from datetime import UTC, time, timedelta

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from gapura.engines.deadlines.limits import (
    Limit,
    LimitError,
    describe,
    due_at,
    parse_limit,
    working_time_between,
)
from gapura.engines.deadlines.tests.makers import a_calendar, calendars, limits, local, moments


def due(text, start, calendar=None):
    return due_at(parse_limit(text), start, calendar or a_calendar())


def midnight_after(*parts):
    return local(*parts) + timedelta(days=1)


@pytest.mark.parametrize(
    ("text", "limit", "indonesian", "english"),
    [
        ("P5WD", Limit("working_days", 5), "5 hari kerja", "5 working days"),
        ("P1WD", Limit("working_days", 1), "1 hari kerja", "1 working day"),
        ("PT4H", Limit("working_time", 14_400), "4 jam kerja", "4 working hours"),
        ("PT30M", Limit("working_time", 1_800), "30 menit kerja", "30 working minutes"),
        ("PT1H30M", Limit("working_time", 5_400), "1 jam 30 menit kerja",
         "1 hour 30 minutes of working time"),
        ("P10D", Limit("calendar_days", 10), "10 hari kalender", "10 calendar days"),
        ("P3X24H", Limit("clock_hours", 72), "3×24 jam", "3×24 hours"),
        ("P1X6H", Limit("clock_hours", 6), "6 jam", "6 hours"),
        ("P3M", Limit("months", 3), "3 bulan", "3 months"),
        ("P1Y", Limit("months", 12), "1 tahun", "1 year"),
        ("P1Y6M", Limit("months", 18), "18 bulan", "18 months"),
    ],
)  # fmt: skip
def test_a_limit_is_read_and_said_in_words(text, limit, indonesian, english):
    assert parse_limit(text) == limit
    assert describe(limit) == {"id": indonesian, "en": english}


@pytest.mark.parametrize(
    "text", ["", "P", "PT", "5 hari", "P0WD", "PT0H0M", "P-5D", "P5", "p5wd", "P5WDT4H", "P٥D"]
)
def test_what_is_no_limit_is_refused_with_examples(text):
    with pytest.raises(LimitError, match=r"cannot be read\. Write for instance P5WD") as refusal:
        parse_limit(text)

    assert "Tulis misalnya P5WD (5 hari kerja)" in refusal.value.sentence["id"]


def test_a_limit_longer_than_any_law_is_refused():
    with pytest.raises(LimitError, match="too long"):
        parse_limit("P999999999D")


@pytest.mark.parametrize(
    ("start", "last_day"),
    [
        ((2026, 3, 13), (2026, 3, 27)),
        ((2026, 3, 16), (2026, 3, 30)),
        ((2026, 11, 20), (2026, 11, 27)),
    ],
)
def test_five_working_days_leave_out_holidays_and_joint_leave(start, last_day):
    assert due("P5WD", local(*start, 10)) == midnight_after(*last_day)


def test_five_working_days_end_sooner_where_joint_leave_is_worked():
    calendar = a_calendar(joint_leave_off=False)

    assert due("P5WD", local(2026, 3, 16, 10), calendar) == midnight_after(2026, 3, 24)


def test_the_legal_moment_is_midnight_in_local_time_told_in_utc():
    moment = due("P5WD", local(2026, 11, 20, 23, 59))

    assert moment.tzinfo is UTC
    assert moment.isoformat() == "2026-11-27T17:00:00+00:00"


def test_a_clock_over_new_year_leaves_out_christmas_and_new_years_day():
    assert due("P5WD", local(2026, 12, 23, 9)) == midnight_after(2027, 1, 4)


def test_started_on_a_weekend_counting_begins_on_monday():
    assert due("P1WD", local(2026, 11, 21, 9)) == midnight_after(2026, 11, 23)


def test_working_time_runs_over_the_lunch_break_and_the_weekend():
    assert due("PT4H", local(2026, 11, 20, 15)) == local(2026, 11, 23, 11)
    assert due("PT4H", local(2026, 11, 20, 8)) == local(2026, 11, 20, 13, 30)


def test_working_time_that_ends_at_closing_time_is_due_at_closing_time():
    assert due("PT1H", local(2026, 11, 20, 15)) == local(2026, 11, 20, 16)


def test_calendar_days_count_weekends_and_end_at_midnight():
    assert due("P10D", local(2026, 11, 20, 9)) == midnight_after(2026, 11, 30)


def test_three_times_24_hours_are_72_hours_by_the_clock():
    assert due("P3X24H", local(2026, 11, 20, 9, 30)) == local(2026, 11, 23, 9, 30)


def test_a_month_from_31_january_ends_with_february():
    assert due("P1M", local(2026, 1, 31, 9)) == midnight_after(2026, 2, 28)


def test_a_year_from_leap_day_ends_on_28_february():
    assert due("P1Y", local(2028, 2, 29, 9)) == midnight_after(2029, 2, 28)


def test_a_calendar_without_a_working_day_is_refused_instead_of_searched_for_ever():
    for text in ("P5WD", "PT4H"):
        with pytest.raises(LimitError, match="no working day within 400 days") as refusal:
            due(text, local(2026, 11, 20, 9), a_calendar(weekly={}))

        assert refusal.value.sentence["id"].endswith("Isi jam buka kantor ini.")


def test_calendar_limits_need_no_working_day():
    assert due("P10D", local(2026, 11, 20), a_calendar(weekly={})) == midnight_after(2026, 11, 30)


def test_an_ordinary_week_has_thirty_four_and_a_half_working_hours():
    week = working_time_between(local(2026, 11, 16), local(2026, 11, 23), a_calendar())

    assert week == timedelta(hours=34, minutes=30)


def test_working_time_backwards_is_negative():
    calendar = a_calendar()

    assert working_time_between(
        local(2026, 11, 18, 10), local(2026, 11, 18, 9), calendar
    ) == timedelta(hours=-1)


@given(limits, moments, moments, calendars)
def test_a_later_start_never_ends_earlier(limit, one, other, calendar):
    earlier, later = sorted([one, other])

    assert due_at(limit, earlier, calendar) <= due_at(limit, later, calendar)


@given(limits, st.integers(1, 5), moments, calendars)
def test_a_larger_limit_never_ends_earlier(limit, more, start, calendar):
    larger = Limit(limit.unit, limit.amount + more)

    assert due_at(limit, start, calendar) <= due_at(larger, start, calendar)


@given(limits, moments, calendars)
def test_a_limit_ends_after_it_starts(limit, start, calendar):
    assert due_at(limit, start, calendar) > start


@given(st.integers(1, 200), moments, calendars)
def test_working_time_is_used_up_exactly_when_due(quarters, start, calendar):
    limit = Limit("working_time", quarters * 900)

    used = working_time_between(start, due_at(limit, start, calendar), calendar)

    assert used == timedelta(seconds=limit.amount)


@given(st.integers(1, 20), moments, calendars)
def test_between_start_and_due_lie_as_many_working_days_as_the_limit_says(amount, start, calendar):
    end = due_at(Limit("working_days", amount), start, calendar)

    first, last = calendar.local_day(start), calendar.local_day(end)
    days = [first + timedelta(days=n) for n in range(1, (last - first).days)]

    assert sum(calendar.is_working_day(day) for day in days) == amount
    assert end.astimezone(calendar.zone).time() == time(0)


@given(moments, moments, moments, calendars)
def test_working_time_is_additive(a, b, c, calendar):
    whole = working_time_between(a, c, calendar)

    assert whole == working_time_between(a, b, calendar) + working_time_between(b, c, calendar)


@given(moments, moments, calendars)
def test_working_time_is_never_more_than_time(a, b, calendar):
    assume(a <= b)

    assert timedelta(0) <= working_time_between(a, b, calendar) <= b - a
