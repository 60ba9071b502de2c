"""Dates, times and durations as FEEL writes them: reading, writing and counting with them."""

import re
from calendar import monthrange
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from decimal import Decimal
from functools import lru_cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from gapura.engines.rules.far import LAST_YEAR, combined, day_of
from gapura.engines.rules.problems import Fault
from gapura.engines.rules.text import say
from gapura.engines.rules.values import YearsMonths

_DATE = re.compile(r"(-?(?:\d{4}|[1-9]\d{4,8}))-(\d\d)-(\d\d)", re.ASCII)
_TIME = re.compile(
    r"(\d\d):(\d\d):(\d\d)(?:\.(\d+))?(Z|[+-]\d\d:\d\d(?::\d\d)?|@[\w+/-]+)?", re.ASCII
)
_YEARS_MONTHS = re.compile(r"(-)?P(?=\d)(?:(\d+)Y)?(?:(\d+)M)?", re.ASCII)
_DAYS_TIME = re.compile(
    r"(-)?P(?=\d|T\d)(?:(\d+)D)?(?:T(?=\d)(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)(?:\.(\d*))?S)?)?", re.ASCII
)
_LONGEST_DIGITS = 12
_SECOND = timedelta(seconds=1)
_MICROSECOND = timedelta(microseconds=1)


def read_temporal(text: str) -> date | time | timedelta | YearsMonths:
    """The value of an at-literal: `@"2026-08-17"`, `@"P60Y"`, `@"08:00:00"`."""
    if "P" in text[:2]:
        return read_duration(text)
    if _TIME.fullmatch(text):
        return read_time(text)
    return read_datetime(text) if "T" in text else read_date(text)


def read_date(text: str) -> date:
    match = _DATE.fullmatch(text)
    if match is None:
        raise _unreadable(text, "tanggal (contoh: 2026-08-17)", "a date (example: 2026-08-17)")
    return make_date(*(int(part) for part in match.groups()))


def make_date(year: int, month: int, day: int) -> date:
    try:
        return day_of(year, month, day)
    except (ValueError, OverflowError):
        written = f"{year:04}-{month:02}-{day:02}"
        raise _unreadable(written, "tanggal yang ada", "a date that exists") from None


def read_time(text: str) -> time:
    match = _TIME.fullmatch(text)
    if match is None:
        raise _unreadable(text, "jam (contoh: 08:30:00)", "a time (example: 08:30:00)")
    hour, minute, second, fraction, zone = match.groups()
    microsecond = int((fraction or "0")[:6].ljust(6, "0"))
    try:
        return time(int(hour), int(minute), int(second), microsecond, tzinfo=read_zone(zone))
    except ValueError:
        raise _unreadable(text, "jam yang ada", "a time that exists") from None


def read_datetime(text: str) -> datetime:
    """A date alone is its midnight."""
    day, letter, hours = text.partition("T")
    if hours.startswith("24:00:00"):
        return combined(read_date(day), read_time("00" + hours[2:])) + timedelta(days=1)
    return combined(read_date(day), read_time(hours) if letter else time())


@lru_cache(maxsize=256)
def read_zone(text: str | None) -> tzinfo | None:
    """`Z`, `+07:00` or `@Asia/Jakarta`."""
    if not text:
        return None
    if text == "Z":
        return UTC
    if text.startswith("@"):
        try:
            return ZoneInfo(text[1:])
        except (ZoneInfoNotFoundError, ValueError, OSError):
            raise _unreadable(text[1:], "zona waktu", "a time zone") from None
    hours, minutes, *seconds = (int(part) for part in text[1:].split(":"))
    offset = timedelta(hours=hours, minutes=minutes, seconds=seconds[0] if seconds else 0)
    if hours > 14 or minutes > 59:
        raise _unreadable(text, "selisih zona waktu", "a time offset")
    return timezone(-offset if text[0] == "-" else offset)


def read_duration(text: str) -> timedelta | YearsMonths:
    if any(len(digits) > _LONGEST_DIGITS for digits in re.findall(r"\d+", text.partition(".")[0])):
        raise _unreadable(text, "lama waktu yang wajar", "a duration in reach")
    if match := _YEARS_MONTHS.fullmatch(text):
        sign, years, months = match.groups()
        total = int(years or 0) * 12 + int(months or 0)
        if total >= 10**_LONGEST_DIGITS:
            raise _unreadable(text, "lama waktu yang wajar", "a duration in reach")
        return YearsMonths(-total if sign else total)
    if match := _DAYS_TIME.fullmatch(text):
        sign, days, hours, minutes, seconds, fraction = match.groups()
        length = timedelta(
            days=int(days or 0),
            hours=int(hours or 0),
            minutes=int(minutes or 0),
            seconds=int(seconds or 0),
            microseconds=int((fraction or "0")[:6].ljust(6, "0")),
        )
        return -length if sign else length
    raise _unreadable(
        text, "lama waktu (contoh: P60Y, P14D, PT4H)", "a duration (example: P60Y, P14D, PT4H)"
    )


def add_months(moment: date, months: int) -> date:
    """The same day so many months later, or the last day of that month when it is shorter."""
    whole = moment.year * 12 + moment.month - 1 + months
    year, month = whole // 12, whole % 12 + 1
    if abs(year) > LAST_YEAR:
        raise Fault(say("tanggalnya terlalu jauh", "the date is too far away"))
    day = day_of(year, month, min(moment.day, monthrange(year, month)[1]))
    return combined(day, moment.timetz()) if isinstance(moment, datetime) else day


def months_between(start: date, end: date) -> int:
    """Whole months from start to end; negative when end is earlier."""
    if end < start:
        return -months_between(end, start)
    months = (end.year - start.year) * 12 + end.month - start.month
    return months if end.day >= start.day else months - 1


def write_temporal(value: date | time | timedelta | YearsMonths) -> str:
    if isinstance(value, YearsMonths):
        return _write_months(value)
    if isinstance(value, timedelta):
        return _write_timedelta(value)
    if isinstance(value, time):
        return _write_clock(value) + _write_zone(value.tzinfo, value.utcoffset())
    if isinstance(value, datetime):
        clock = _write_clock(value.timetz())
        zone = _write_zone(value.tzinfo, value.utcoffset())
        return f"{value.date().isoformat()}T{clock}{zone}"
    return value.isoformat()


def zone_name(zone: tzinfo | None) -> str | None:
    return zone.key if isinstance(zone, ZoneInfo) else None


def seconds_of(length: timedelta) -> Decimal:
    return Decimal(length // _MICROSECOND) / 1_000_000


def length_of_seconds(seconds: Decimal) -> timedelta:
    return timedelta(microseconds=int(seconds * 1_000_000))


def _write_months(value: YearsMonths) -> str:
    sign = "-" if value.total_months < 0 else ""
    years, months = divmod(abs(value.total_months), 12)
    if not years:
        return f"{sign}P{months}M"
    return f"{sign}P{years}Y{months}M" if months else f"{sign}P{years}Y"


def _write_timedelta(value: timedelta) -> str:
    if not value:
        return "PT0S"
    sign, value = ("-", -value) if value < timedelta() else ("", value)
    hours, rest = divmod(value.seconds, 3600)
    minutes, seconds = divmod(rest, 60)
    fraction = f".{value.microseconds:06}".rstrip("0") if value.microseconds else ""
    days = f"{value.days}D" if value.days else ""
    clock = (f"{hours}H" if hours else "") + (f"{minutes}M" if minutes else "")
    clock += f"{seconds}{fraction}S" if seconds or fraction else ""
    return f"{sign}P{days}T{clock}" if clock else f"{sign}P{days}"


def _write_clock(value: time) -> str:
    fraction = f".{value.microsecond:06}".rstrip("0") if value.microsecond else ""
    return f"{value.hour:02}:{value.minute:02}:{value.second:02}{fraction}"


def _write_zone(zone: tzinfo | None, offset: timedelta | None) -> str:
    if isinstance(zone, ZoneInfo):
        return f"@{zone.key}"
    if offset is None:
        return ""
    if not offset:
        return "Z"
    sign, offset = ("-", -offset) if offset < timedelta() else ("+", offset)
    minutes, seconds = divmod(offset // _SECOND, 60)
    tail = f":{seconds:02}" if seconds else ""
    return f"{sign}{minutes // 60:02}:{minutes % 60:02}{tail}"


def _unreadable(text: str, indonesian: str, english: str) -> Fault:
    shown = text if len(text) <= 40 else text[:40] + "…"
    return Fault(say(f"“{shown}” bukan {indonesian}", f"“{shown}” is not {english}"))
