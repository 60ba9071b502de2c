"""Days before the year 1 and after 9999 behave as those between."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gapura.engines.rules.expressions import compile_expression
from gapura.engines.rules.far import FarDate, FarMoment, combined, day_at, day_of

TODAY = date(2026, 8, 17)
CYCLE = 146_097
"""Days in 400 years."""


def answer(source, **values):
    return compile_expression(source).evaluate(values, today=TODAY)


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ('@"-2021-01-31" + @"P1M"', "-2021-02-28"),
        ('@"9999-12-31" + @"P1D"', "10000-01-01"),
        ('@"10000-01-01" - @"P1D"', "9999-12-31"),
        ('@"0001-01-01" - @"P1D"', "0000-12-31"),
        ('@"0000-02-29" + @"P4Y"', "0004-02-29"),
        ('@"-0001-12-31T23:30:00Z" + @"PT1H"', "0000-01-01T00:30:00Z"),
        ('@"123456-07-08T10:00:00@Asia/Jakarta" - @"P1Y"', "123455-07-08T10:00:00@Asia/Jakarta"),
        ('@"9999-12-31T23:00:00" + @"PT2H"', "10000-01-01T01:00:00"),
        ('@"0001-01-01T01:00:00+07:00" - @"PT2H"', "0000-12-31T23:00:00+07:00"),
        ('@"10000-01-02" - @"9999-12-31"', "P2D"),
        ('@"9999-12-31" - @"10000-01-02"', "-P2D"),
        ('@"10000-01-01T00:00:00Z" - @"9999-12-31T23:00:00Z"', "PT1H"),
        ('years and months duration(@"-0001-01-01", @"0001-03-01")', "P2Y2M"),
        ('@"10000-01-01" > @"9999-12-31" and @"9999-12-31" < @"10000-01-01"', "true"),
        ('@"-0005-01-01" in [@"-0006-01-01"..@"0001-01-01"]', "true"),
        ('@"10000-01-01" = date(10000, 1, 1)', "true"),
        ('@"10000-01-01" = @"9600-01-01"', "false"),
        ('@"10000-01-01T00:00:00Z" = @"9600-01-01T00:00:00Z"', "false"),
        ('day of week(@"10000-01-01")', "Saturday"),
        ('last day of month(@"-0004-02-01")', "29"),
        ('@"-2021-01-01".year', "-2021"),
        ('count(for d in @"9999-12-30"..@"10000-01-02" return d)', "4"),
        (
            'date and time(@"10000-01-01T10:00:00Z", "Asia/Jakarta")',
            "10000-01-01T17:00:00@Asia/Jakarta",
        ),
    ],
)
def test_far_days_are_counted_compared_and_written(source, text):
    result = answer(f"string({source})")

    assert (result.value, result.problem) == (text, None)


@pytest.mark.parametrize(
    "source",
    [
        'date("1000000000-01-01")',
        'date("-0001-02-29")',
        "date(10 ** 9, 1, 1)",
        '@"999999999-12-31" + @"P1D"',
        '@"999999999-12-31" + @"P1M"',
        '@"999999999-12-31" - @"-999999999-12-31"',
        'date and time("999999999-12-31T23:59:59Z") + @"PT1S"',
        'date("10000-01-01") < @"P1D"',
    ],
)
def test_beyond_the_last_year_there_is_a_sentence(source):
    result = answer(source)

    assert result.value is None
    assert result.problem["id"]


@given(st.dates(min_value=date(401, 1, 1), max_value=date(9599, 1, 1)), st.integers(-9, 9))
def test_a_far_day_is_the_near_one_so_many_cycles_away(day, cycles):
    far = day_at(day.toordinal() + cycles * CYCLE)

    assert (far.year, far.month, far.day) == (day.year + 400 * cycles, day.month, day.day)
    assert far.toordinal() == day.toordinal() + cycles * CYCLE
    assert far.weekday() == day.weekday()
    assert far == day_of(far.year, far.month, far.day)


@given(
    st.datetimes(timezones=st.just(UTC)),
    st.timedeltas(min_value=timedelta(days=-800_000), max_value=timedelta(days=800_000)),
)
def test_moving_a_far_moment_there_and_back_changes_nothing(moment, length):
    day = day_of(moment.year + 20_000, moment.month, 1)
    far = combined(day, moment.timetz())

    assert (far + length) - length == far
    assert (far + length) - far == length
    assert isinstance(far, FarMoment)


def test_far_days_are_never_mistaken_for_near_ones():
    far = day_of(12_026, 8, 17)

    assert isinstance(far, FarDate)
    assert far != day_of(2026, 8, 17)
    assert far > date.max
    assert combined(far, datetime.min.time()) > datetime.max
    assert str(far) == "12026-08-17"
    assert len({far, day_of(12_026, 8, 17)}) == 1
