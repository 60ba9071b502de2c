"""Where a date stands in its week, month and year."""

from calendar import monthrange
from datetime import date
from decimal import Decimal

from gapura.engines.rules.functions.registry import feel

# The names are those of the DMN standard, in English whatever the language of the page.
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


@feel("day of year(date: date|date and time)")
def day_of_year(day: date) -> Decimal:
    return Decimal(day.timetuple().tm_yday)


@feel("day of week(date: date|date and time)")
def day_of_week(day: date) -> str:
    return _DAYS[day.weekday()]


@feel("month of year(date: date|date and time)")
def month_of_year(day: date) -> str:
    return _MONTHS[day.month - 1]


@feel("week of year(date: date|date and time)")
def week_of_year(day: date) -> Decimal:
    """The week of ISO 8601."""
    return Decimal(day.isocalendar().week)


@feel("last day of month(date: date|date and time)")
def last_day_of_month(day: date) -> Decimal:
    return Decimal(monthrange(day.year, day.month)[1])
