"""Days before the year 1 and after 9999, which Python's own dates leave out and the standard has.

The calendar repeats every 400 years, weekdays included. A far day is a day of the years 2000–2399 and the number
of such cycles it is away; everything but its distance is asked of Python.
"""

from datetime import date, datetime, time, timedelta, tzinfo
from typing import Any, Self

LAST_YEAR = 999_999_999
_CYCLE_YEARS = 400
_CYCLE = timedelta(days=146_097)
_NEAR = 2000
_BASE = date(_NEAR, 1, 1).toordinal()
_MICROSECOND = timedelta(microseconds=1)
_DAY = timedelta(days=1)
_MIDNIGHT = datetime(_NEAR, 1, 1)  # noqa: DTZ001 - only its hours count


def day_of(year: int, month: int, day: int) -> date:
    """The day, near or far; ValueError when there is none."""
    if 1 <= year <= 9999:
        return date(year, month, day)
    if abs(year) > LAST_YEAR:
        raise ValueError(year)
    return FarDate(year, month, day)


def combined(day: date, clock: time) -> datetime:
    """That time on that day."""
    if isinstance(day, FarDate):
        return FarMoment(day, clock)
    return datetime.combine(day, clock)


def moved(moment: datetime, length: timedelta) -> datetime:
    """The moment so much later, in another age if need be."""
    try:
        return moment + length
    except OverflowError:
        return _counted_from(moment, length)


def _counted_from(moment: datetime, length: timedelta) -> datetime:
    day, rest = divmod(_since_midnight(moment) + length, _DAY)
    clock = (_MIDNIGHT + rest).time()
    return combined(day_at(moment.date().toordinal() + day), clock.replace(tzinfo=moment.tzinfo))


class _Far:
    """What makes a near day or moment of Python a far one: it is measured with its cycles."""

    cycles: int

    def measured(self) -> Any:
        raise NotImplementedError

    def __eq__(self, other: object) -> bool:
        found = _measure(other, type(self))
        return found is not None and bool(self.measured() == found)

    def __ne__(self, other: object) -> bool:
        return not self == other

    def __lt__(self, other: Any) -> bool:
        return bool(self.measured() < _measure(other, type(self)))

    def __le__(self, other: Any) -> bool:
        return bool(self.measured() <= _measure(other, type(self)))

    def __gt__(self, other: Any) -> bool:
        return bool(self.measured() > _measure(other, type(self)))

    def __ge__(self, other: Any) -> bool:
        return bool(self.measured() >= _measure(other, type(self)))

    def __hash__(self) -> int:
        return hash(self.measured())

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self})"


class FarDate(_Far, date):
    """A date of another age."""

    def __new__(cls, year: int, month: int, day: int) -> Self:
        cycles, offset = divmod(year - _NEAR, _CYCLE_YEARS)
        self = super().__new__(cls, _NEAR + offset, month, day)
        self.cycles = cycles
        return self

    @property
    def year(self) -> int:
        return _near_year(self) + _CYCLE_YEARS * self.cycles

    def measured(self) -> int:
        return self.toordinal()

    def toordinal(self) -> int:
        return super().toordinal() + self.cycles * _CYCLE.days

    def isoformat(self) -> str:
        sign = "-" if self.year < 0 else ""
        return f"{sign}{abs(self.year):04}-{self.month:02}-{self.day:02}"

    __str__ = isoformat

    def __add__(self, length: timedelta) -> date:  # type: ignore[override] # may come near
        return day_at(self.toordinal() + length.days)

    __radd__ = __add__  # type: ignore[assignment] # may come near

    def __sub__(self, other: Any) -> Any:
        if isinstance(other, timedelta):
            return self + -other
        return timedelta(days=self.toordinal() - other.toordinal())

    def __rsub__(self, other: date) -> timedelta:
        return timedelta(days=other.toordinal() - self.toordinal())


class FarMoment(_Far, datetime):
    """A date and time of another age."""

    def __new__(cls, day: FarDate, clock: time) -> Self:
        self = super().__new__(
            cls,
            *(_near_year(day), day.month, day.day, clock.hour, clock.minute, clock.second),
            microsecond=clock.microsecond,
            tzinfo=clock.tzinfo,
            fold=clock.fold,
        )
        self.cycles = day.cycles
        return self

    @property
    def year(self) -> int:
        return _near_year(self) + _CYCLE_YEARS * self.cycles

    def measured(self) -> tuple[bool, int]:
        return _micros(self)

    def date(self) -> date:
        return FarDate(self.year, self.month, self.day)

    def isoformat(self, sep: str = "T", timespec: str = "auto") -> str:
        return f"{self.date().isoformat()}{sep}{self.timetz().isoformat(timespec)}"

    def astimezone(self, tz: tzinfo | None = None) -> datetime:  # type: ignore[override] # may come near
        near = date(_near_year(self), self.month, self.day)
        return _far_away(datetime.combine(near, self.timetz()).astimezone(tz), self.cycles)

    def __add__(self, length: timedelta) -> datetime:  # type: ignore[override] # may come near
        return _counted_from(self, length)

    __radd__ = __add__  # type: ignore[assignment] # may come near

    def __sub__(self, other: Any) -> Any:
        if isinstance(other, timedelta):
            return self + -other
        return (_micros(self)[1] - _micros(other)[1]) * _MICROSECOND

    def __rsub__(self, other: datetime) -> timedelta:
        return (_micros(other)[1] - _micros(self)[1]) * _MICROSECOND


def _near_year(day: date) -> int:
    """The year of the cycle that Python knows."""
    year: int = date.year.__get__(day)
    return year


def _far_away(near: datetime, cycles: int) -> datetime:
    year = near.year + cycles * _CYCLE_YEARS
    return combined(day_of(year, near.month, near.day), near.timetz())


def day_at(ordinal: int) -> date:
    """The day so many days after the last of the year 0."""
    if 1 <= ordinal <= date.max.toordinal():
        return date.fromordinal(ordinal)
    cycles, rest = divmod(ordinal - _BASE, _CYCLE.days)
    near = date.fromordinal(_BASE + rest)
    return day_of(near.year + cycles * _CYCLE_YEARS, near.month, near.day)


def _since_midnight(moment: datetime) -> timedelta:
    return timedelta(
        hours=moment.hour,
        minutes=moment.minute,
        seconds=moment.second,
        microseconds=moment.microsecond,
    )


def _micros(moment: datetime) -> tuple[bool, int]:
    """Whether it has a zone, and the microseconds since the year 0, in UTC when it has."""
    offset = moment.utcoffset()
    length = _since_midnight(moment) - (offset or timedelta())
    days = moment.date().toordinal()
    return offset is not None, days * (_DAY // _MICROSECOND) + length // _MICROSECOND


def _measure(value: object, like: type) -> Any:
    if issubclass(like, datetime):
        return _micros(value) if isinstance(value, datetime) else None
    is_day = isinstance(value, date) and not isinstance(value, datetime)
    return value.toordinal() if is_day and isinstance(value, date) else None
