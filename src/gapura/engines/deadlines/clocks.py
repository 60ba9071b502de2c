"""A clock that runs towards a limit, stands still for a recorded reason, and can start anew."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from gapura.engines.deadlines.calendars import WorkingCalendar, as_utc
from gapura.engines.deadlines.errors import ClockError
from gapura.engines.deadlines.limits import Limit, due_at
from gapura.engines.deadlines.spans import (
    ZERO,
    Span,
    add_plain_time,
    add_working_time,
    merged,
    open_time,
    plain_time,
)
from gapura.engines.rules.text import say


@dataclass(frozen=True)
class Pause:
    started_at: datetime
    ended_at: datetime | None
    reason: str


@dataclass(frozen=True)
class Clock:
    """While a pause is open, every answer is the one of the moment it began.

    Time is measured in office time for limits of working days and working time, and in plain time
    for calendar days, clock hours and months, which run on weekends too.
    """

    limit: Limit
    started_at: datetime
    pauses: tuple[Pause, ...] = ()

    @property
    def is_paused(self) -> bool:
        return bool(self.pauses) and self.pauses[-1].ended_at is None

    def pause(self, at: datetime, reason: str) -> "Clock":
        if self.is_paused:
            raise ClockError(
                say(
                    "Jam ini sudah berhenti; lanjutkan dulu sebelum menghentikannya lagi.",
                    "This clock already stands still; resume it before pausing it again.",
                )
            )
        if not reason.strip():
            raise ClockError(
                say(
                    "Jam hanya boleh berhenti dengan alasan yang dicatat; tulis alasannya.",
                    "A clock may stop only for a recorded reason; write the reason.",
                )
            )
        _require_order(self._last_change(), at)
        return replace(self, pauses=(*self.pauses, Pause(at, None, reason)))

    def resume(self, at: datetime) -> "Clock":
        if not self.is_paused:
            raise ClockError(
                say(
                    "Jam ini sedang berjalan, jadi tidak perlu dilanjutkan.",
                    "This clock is running, so there is nothing to resume.",
                )
            )
        _require_order(self._last_change(), at)
        return replace(self, pauses=(*self.pauses[:-1], replace(self.pauses[-1], ended_at=at)))

    def restart(self, at: datetime) -> "Clock":
        """Received complete again: the whole limit counts anew, without pauses."""
        _require_order(self.started_at, at)
        return Clock(self.limit, at)

    def due_at(self, calendar: WorkingCalendar) -> datetime:
        return due_at(self.limit, self.started_at, calendar, stopped=self._stopped())

    def is_overdue(self, now: datetime, calendar: WorkingCalendar) -> bool:
        """A clock that stands still since before its due date does not become overdue."""
        return self._running_until(now) >= self.due_at(calendar)

    def left(self, now: datetime, calendar: WorkingCalendar) -> timedelta:
        """Time until due; negative by the time that passed since. Zero can be either side of due
        (Friday after closing, the weekend after it): `is_overdue` says which."""
        now, due = self._running_until(now), self.due_at(calendar)
        if now <= due:
            return self._measure(now, due, calendar)
        return -self._measure(due, now, calendar)

    def share_used(self, now: datetime, calendar: WorkingCalendar) -> float:
        """0.0 at the start, 1.0 when due, above it when late."""
        now, due = self._running_until(now), self.due_at(calendar)
        if now <= self.started_at:
            return 0.0
        total = self._measure(self.started_at, due, calendar)
        if not total:
            return 1.0 if now >= due else 0.0
        return self._measure(self.started_at, now, calendar) / total

    def moment_of_share(self, share: float, calendar: WorkingCalendar) -> datetime:
        """When that share of the limit is used up; 1.0 is the legal moment itself."""
        due = self.due_at(calendar)
        if share == 1:
            return due
        total = self._measure(self.started_at, due, calendar)
        if share > 1:
            return self._advance(due, (share - 1) * total, calendar)
        return min(due, self._advance(self.started_at, share * total, calendar))

    def _measure(self, a: datetime, b: datetime, calendar: WorkingCalendar) -> timedelta:
        if self._runs_in_office_time:
            return open_time(a, b, calendar, self._stopped())
        return plain_time(a, b, self._stopped())

    def _advance(self, start: datetime, by: timedelta, calendar: WorkingCalendar) -> datetime:
        if by <= ZERO:
            return as_utc(start)
        if self._runs_in_office_time:
            return add_working_time(as_utc(start), by, calendar, self._stopped())
        return add_plain_time(as_utc(start), by, self._stopped())

    @property
    def _runs_in_office_time(self) -> bool:
        return self.limit.unit in {"working_days", "working_time"}

    def _stopped(self) -> tuple[Span, ...]:
        return merged([(p.started_at, p.ended_at) for p in self.pauses if p.ended_at is not None])

    def _running_until(self, now: datetime) -> datetime:
        return (
            min(as_utc(now), as_utc(self.pauses[-1].started_at)) if self.is_paused else as_utc(now)
        )

    def _last_change(self) -> datetime:
        if not self.pauses:
            return self.started_at
        return self.pauses[-1].ended_at or self.pauses[-1].started_at


def _require_order(before: datetime, at: datetime) -> None:
    if as_utc(at) < as_utc(before):
        raise ClockError(
            say(
                f"Waktu {at.isoformat()} lebih awal daripada perubahan jam sebelumnya "
                f"({before.isoformat()}); catat perubahan menurut urutan kejadian.",
                f"{at.isoformat()} is before the clock's previous change "
                f"({before.isoformat()}); record changes in the order in which they happened.",
            )
        )
