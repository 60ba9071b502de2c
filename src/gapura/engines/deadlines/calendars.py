"""When an office works: weekdays and hours, days off, and days with other hours."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from gapura.engines.deadlines.errors import HoursError
from gapura.engines.rules.text import say

Opening = tuple[datetime, datetime]  # from, to, in UTC
Interval = tuple[time, time]
"""Opening and closing in local time; a closing of 00:00 is midnight at the end of the day."""

LONGEST_CLOSURE = timedelta(days=400)
"""An office that does not open for longer than this is taken to be closed for good."""

MOST_KNOWN = 2000  # days that one calendar remembers

MIDNIGHT = time(0)
_SPAN = re.compile(r"((?:[01]\d|2[0-3]):[0-5]\d)-((?:[01]\d|2[0-3]):[0-5]\d|24:00)", re.ASCII)
DAY = timedelta(days=1)


@dataclass(frozen=True)
class WorkingCalendar:
    timezone: str  # "Asia/Jakarta"
    weekly: Mapping[int, tuple[Interval, ...]]  # 0 = Monday; missing or () = closed
    days_off: frozenset[date]  # national holidays, joint leave, local closures
    special: Mapping[date, tuple[Interval, ...]]  # other hours, also on a day off
    _known: dict[date, tuple[Opening, ...]] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )

    def __post_init__(self) -> None:
        for hours in (*self.weekly.values(), *self.special.values()):
            check_hours(hours)

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.timezone)

    def hours_on(self, day: date) -> tuple[Interval, ...]:
        if day in self.special:
            return self.special[day]
        if day in self.days_off:
            return ()
        return self.weekly.get(day.weekday(), ())

    def is_working_day(self, day: date) -> bool:
        return bool(self.hours_on(day))

    def is_open_at(self, moment: datetime) -> bool:
        moment = as_utc(moment)
        spans = self.spans_on(self.local_day(moment))
        return any(opens <= moment < closes for opens, closes in spans)

    def next_opening(self, moment: datetime) -> datetime | None:
        """The first opening at or after `moment`, in UTC; None when the office never opens again.

        While the office is open this is its following opening: ask `is_open_at` first.
        """
        moment = as_utc(moment)
        day = self.local_day(moment)
        for offset in range(LONGEST_CLOSURE.days):
            for opens, _closes in self.spans_on(day + offset * DAY):
                if opens >= moment:
                    return opens
        return None

    def spans_on(self, day: date) -> tuple[Opening, ...]:
        """The open hours of one day as moments in UTC; a queue asks for the same days all along."""
        known = self._known.get(day)
        if known is None:
            known = tuple(
                (self.moment(day, opens), self.moment(day + DAY * (closes == MIDNIGHT), closes))
                for opens, closes in self.hours_on(day)
            )
            if len(self._known) >= MOST_KNOWN:
                self._known.clear()
            self._known[day] = known
        return known

    def local_day(self, moment: datetime) -> date:
        return as_utc(moment).astimezone(self.zone).date()

    def moment(self, day: date, at: time = MIDNIGHT) -> datetime:
        return datetime.combine(day, at, tzinfo=self.zone).astimezone(UTC)


def parse_hours(text: str) -> tuple[Interval, ...]:
    """Read "08:00-12:00,13:00-16:00"; 24:00 is midnight at the end of the day."""
    hours = tuple(_parse_span(span.strip()) for span in text.split(","))
    check_hours(hours)
    return hours


def _parse_span(text: str) -> Interval:
    match = _SPAN.fullmatch(text)
    if match is None:
        raise HoursError(
            say(
                f"Jam “{text}” tidak terbaca. Tulis misalnya 08:00-12:00,13:00-16:00.",
                f"The hours “{text}” cannot be read. Write for instance 08:00-12:00,13:00-16:00.",
            )
        )
    opens, closes = time.fromisoformat(match[1]), match[2]
    return opens, MIDNIGHT if closes == "24:00" else time.fromisoformat(closes)


def check_hours(hours: tuple[Interval, ...]) -> None:
    """Opening before closing, in order, without overlap; else a sentence."""
    free_from = MIDNIGHT
    for position, (opens, closes) in enumerate(hours):
        after_midnight_close = position > 0 and free_from == MIDNIGHT
        if opens < free_from or after_midnight_close:
            raise HoursError(
                say(
                    f"Jam {_span(opens, closes)} bertumpuk dengan jam sebelumnya; "
                    "tulis jam buka berurutan tanpa bertumpuk.",
                    f"The hours {_span(opens, closes)} overlap the ones before; "
                    "write opening hours in order and without overlap.",
                )
            )
        if closes <= opens and closes != MIDNIGHT:
            raise HoursError(
                say(
                    f"Jam {_span(opens, closes)} tutup sebelum buka; "
                    "tulis jam buka lebih dulu, lalu jam tutup pada hari yang sama.",
                    f"The hours {_span(opens, closes)} close before they open; "
                    "write the opening first, then the closing on the same day.",
                )
            )
        free_from = closes


def as_utc(moment: datetime) -> datetime:
    if moment.tzinfo is None:
        raise ValueError(f"{moment.isoformat()} has no time zone; deadlines need aware moments.")
    return moment.astimezone(UTC)


def _span(opens: time, closes: time) -> str:
    return f"{opens:%H:%M}-{closes:%H:%M}"
