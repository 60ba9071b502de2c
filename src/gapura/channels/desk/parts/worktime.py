"""Working time in words: “sisa 1 hari 3 jam kerja”, “lewat 25 mnt kerja”, “berhenti sejak 25 Nov”."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Literal

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from gapura.engines.deadlines.calendars import WorkingCalendar
from gapura.engines.deadlines.clocks import Clock

State = Literal["ok", "bad", "now", "wait", ""]
WARN_FROM = 0.8
PLAIN_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Remaining:
    """`used` is 0 to 100 for the meter; `state` says shape and colour, `words` says it."""

    words: str
    state: State
    used: int

    @property
    def meter(self) -> str:
        return {"bad": "over", "now": "warn"}.get(self.state, "")


def remaining(clock: Clock, calendar: WorkingCalendar, now: datetime) -> Remaining:
    share = clock.share_used(now, calendar)
    used = max(0, min(100, round(share * 100)))
    if clock.is_paused:
        since = date_format(timezone.localtime(clock.pauses[-1].started_at), "j M")
        return Remaining(_("berhenti sejak %(day)s") % {"day": since}, "wait", used)
    left = clock.left(now, calendar)
    length = working_words(abs(left), clock, calendar)
    if clock.is_overdue(now, calendar):
        words = _("lewat %(time)s") % {"time": length} if length else _("baru lewat")
        return Remaining(words, "bad", 100)
    words = _("sisa %(time)s") % {"time": length} if length else _("batasnya malam ini")
    return Remaining(words, "now" if share >= WARN_FROM else "", used)


def working_words(length: timedelta, clock: Clock, calendar: WorkingCalendar) -> str:
    """Days of this office's usual length, for limits that run in office time; else plain time."""
    in_office = clock.limit.unit in {"working_days", "working_time"}
    words = span_words(length, day_length(calendar) if in_office else PLAIN_DAY)
    if not words:
        return ""
    return _("%(time)s kerja") % {"time": words} if in_office else words


def span_words(length: timedelta, day: timedelta) -> str:
    """Two units at most: an officer reads it at a glance."""
    days, rest = divmod(length, day)
    hours, seconds = divmod(int(rest.total_seconds()), 3600)
    minutes = seconds // 60
    parts = []
    if days:
        parts.append(ngettext("%(n)s hari", "%(n)s hari", days) % {"n": days})
    if hours:
        parts.append(ngettext("%(n)s jam", "%(n)s jam", hours) % {"n": hours})
    if minutes and not days:
        parts.append(_("%(n)s mnt") % {"n": minutes})
    return " ".join(parts)


def day_length(calendar: WorkingCalendar) -> timedelta:
    """How long this office is open on a usual day."""
    lengths = [
        sum((_minutes(closes) or 1440) - _minutes(opens) for opens, closes in hours)
        for hours in calendar.weekly.values()
        if hours
    ]
    return timedelta(minutes=sum(lengths) / len(lengths)) if lengths else PLAIN_DAY


def due_words(moment: datetime | None) -> str:
    """Full date; a limit of days ends at 24.00, which belongs to the day before."""
    if moment is None:
        return ""
    local = timezone.localtime(moment)
    if local.hour == local.minute == local.second == 0:
        day = date_format(local - PLAIN_DAY, "D j M Y")
        return f"{day}, 24.00 {local.tzname()}"
    return date_format(local, "D j M Y, H.i T")


def short_due(moment: datetime, now: datetime) -> str:
    """As `short_moment`, for a limit: 24.00 belongs to the day before."""
    local = timezone.localtime(moment)
    if local.hour == local.minute == local.second == 0:
        return date_format(local - PLAIN_DAY, "D j M") + " 24.00"
    return short_moment(moment, now)


def short_moment(moment: datetime | None, now: datetime) -> str:
    """Today the hour is enough; else the day."""
    if moment is None:
        return ""
    local = timezone.localtime(moment)
    same_day = local.date() == timezone.localtime(now).date()
    return date_format(local, "H.i") if same_day else date_format(local, "D j M")


def full_moment(moment: datetime | None) -> str:
    return date_format(timezone.localtime(moment), "D j M Y, H.i T") if moment else ""


def _minutes(at: time) -> int:
    return at.hour * 60 + at.minute
