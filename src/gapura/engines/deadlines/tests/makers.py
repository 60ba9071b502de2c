"""The calendar of facts.md's test vectors, and strategies around it."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from hypothesis import strategies as st

from gapura.engines.deadlines.calendars import WorkingCalendar
from gapura.engines.deadlines.clocks import Clock
from gapura.engines.deadlines.limits import parse_limit

JAKARTA = ZoneInfo("Asia/Jakarta")
OFFICE_WEEK = {
    **{day: ((time(8), time(12)), (time(13), time(16))) for day in range(4)},
    4: ((time(8), time(11, 30)), (time(13), time(16))),
}
NATIONAL = {date(2026, 3, 19), date(2026, 3, 21), date(2026, 3, 22), date(2026, 4, 3)} | {
    date(2026, 12, 25),
    date(2027, 1, 1),
}
JOINT_LEAVE = {date(2026, 3, day) for day in (18, 20, 23, 24)} | {date(2026, 12, 24)}


def a_calendar(*, joint_leave_off=True, **changes):
    values = {
        "timezone": "Asia/Jakarta",
        "weekly": OFFICE_WEEK,
        "days_off": frozenset(NATIONAL | (JOINT_LEAVE if joint_leave_off else set())),
        "special": {},
    }
    return WorkingCalendar(**(values | changes))


def local(*parts):
    """A moment in Jakarta."""
    return datetime(*parts, tzinfo=JAKARTA)


def a_clock(limit="P5WD", started_at=None):
    return Clock(parse_limit(limit), started_at or local(2026, 11, 20, 9))


moments = st.datetimes(
    min_value=datetime(2026, 1, 1), max_value=datetime(2027, 6, 30), timezones=st.just(UTC)
).map(lambda moment: moment.replace(microsecond=0))
stretches = st.timedeltas(min_value=timedelta(0), max_value=timedelta(days=30))
limits = st.sampled_from(
    ["P1WD", "P5WD", "P14WD", "PT30M", "PT4H", "PT40H", "P10D", "P3X24H", "P1M", "P1Y"]
).map(parse_limit)
calendars = st.sampled_from(
    [
        a_calendar(),
        a_calendar(joint_leave_off=False),
        a_calendar(weekly={day: ((time(0), time(0)),) for day in range(7)}, days_off=frozenset()),
        a_calendar(weekly={5: ((time(9), time(12)),)}),
    ]
)
