from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given

from gapura.engines.deadlines.calendars import WorkingCalendar, parse_hours
from gapura.engines.deadlines.errors import HoursError
from gapura.engines.deadlines.tests.makers import a_calendar, calendars, local, moments

WEDNESDAY = date(2026, 11, 18)


def test_an_office_is_open_within_its_hours_and_closed_at_closing_time():
    calendar = a_calendar()

    open_at = [calendar.is_open_at(local(2026, 11, 18, h, m)) for h, m in
               [(7, 59), (8, 0), (11, 59), (12, 0), (13, 0), (16, 0)]]  # fmt: skip

    assert open_at == [False, True, True, False, True, False]


def test_opening_hours_are_local_whatever_zone_the_question_is_asked_in():
    calendar = a_calendar()

    assert calendar.is_open_at(datetime(2026, 11, 18, 1, 0, tzinfo=UTC))
    assert not calendar.is_open_at(datetime(2026, 11, 18, 0, 59, tzinfo=UTC))


def test_a_moment_without_zone_is_refused():
    with pytest.raises(ValueError, match="no time zone"):
        a_calendar().is_open_at(datetime(2026, 11, 18, 9))


def test_a_holiday_and_a_weekend_are_no_working_days():
    calendar = a_calendar()

    assert not calendar.is_working_day(date(2026, 12, 25))
    assert not calendar.is_working_day(date(2026, 11, 21))
    assert calendar.is_working_day(WEDNESDAY)


def test_special_hours_open_a_day_off_and_shorten_an_ordinary_day():
    short = ((time(8), time(10)),)
    calendar = a_calendar(special={date(2026, 12, 25): short, WEDNESDAY: short})

    assert calendar.hours_on(date(2026, 12, 25)) == short
    assert calendar.hours_on(WEDNESDAY) == short


def test_special_hours_of_nothing_close_the_day():
    calendar = a_calendar(special={WEDNESDAY: ()})

    assert not calendar.is_working_day(WEDNESDAY)


def test_after_closing_on_friday_the_next_opening_is_monday_morning():
    assert a_calendar().next_opening(local(2026, 11, 20, 16)) == local(2026, 11, 23, 8)


def test_during_the_lunch_break_the_next_opening_is_after_lunch():
    assert a_calendar().next_opening(local(2026, 11, 18, 12, 30)) == local(2026, 11, 18, 13)


def test_an_office_that_never_opens_has_no_next_opening():
    assert a_calendar(weekly={}).next_opening(local(2026, 11, 18, 9)) is None


def test_an_office_open_around_the_clock_closes_at_midnight_and_is_open_again():
    calendar = a_calendar(weekly={day: ((time(0), time(0)),) for day in range(7)})

    assert calendar.is_open_at(local(2026, 11, 18, 23, 59))
    assert calendar.is_open_at(local(2026, 11, 19, 0, 0))


@pytest.mark.parametrize(
    ("hours", "words"),
    [
        (((time(16), time(8)),), "16:00-08:00 close before they open"),
        (((time(8), time(8)),), "08:00-08:00 close before they open"),
        (((time(8), time(12)), (time(11), time(16))), "11:00-16:00 overlap the ones before"),
        (((time(8), time(0)), (time(9), time(16))), "09:00-16:00 overlap the ones before"),
    ],
)
def test_hours_that_contradict_themselves_are_refused_in_a_sentence(hours, words):
    with pytest.raises(HoursError, match=words) as refusal:
        a_calendar(special={WEDNESDAY: hours})

    assert set(refusal.value.sentence) == {"id", "en"}


def test_hours_are_read_from_text_and_24_00_is_midnight():
    assert parse_hours("08:00-12:00, 13:00-16:30") == (
        (time(8), time(12)),
        (time(13), time(16, 30)),
    )
    assert parse_hours("00:00-24:00") == ((time(0), time(0)),)


@pytest.mark.parametrize("text", ["", "8-16", "08:00-25:00", "08.00-16.00", "08:00-24:30", "tutup"])
def test_hours_that_cannot_be_read_are_refused_with_an_example(text):
    with pytest.raises(HoursError, match=r"Write for instance 08:00-12:00,13:00-16:00"):
        parse_hours(text)


def test_in_a_zone_with_summer_time_an_hour_that_does_not_exist_is_not_worked():
    berlin = WorkingCalendar("Europe/Berlin", {6: ((time(1), time(4)),)}, frozenset(), {})

    ((opens, closes),) = berlin.spans_on(date(2026, 3, 29))

    assert closes - opens == timedelta(hours=2)


@given(moments, calendars)
def test_at_its_next_opening_an_office_is_open(moment, calendar):
    opening = calendar.next_opening(moment)

    assert opening >= moment
    assert calendar.is_open_at(opening)
