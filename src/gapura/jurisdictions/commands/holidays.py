"""National holidays and joint leave as the seed of a city's calendar; corrections stay."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from importlib.metadata import version

import holidays as library

from gapura.engines.rules.text import Text, say
from gapura.jurisdictions.commands.freshness import announce_calendar_change
from gapura.jurisdictions.models import NATIONAL_KINDS, CalendarDay
from gapura.kernel.actors import Actor, system
from gapura.kernel.commands import command
from gapura.kernel.ids import uuid7

CATEGORIES = (("holiday", "public"), ("joint_leave", "government"))
SEED = "holidays "  # begins the source of every seeded day; others were entered by people
ESTIMATED = "(perkiraan)"


@dataclass(frozen=True)
class HolidaysSeeded:
    added: int
    changed: int
    removed: int
    unverified_years: tuple[int, ...]  # the government has not yet published their joint leave


def seed_holidays(jurisdiction: str, years: Iterable[int]) -> HolidaysSeeded:
    """Bring the national days of these years in line with the `holidays` library."""
    return _seed(sorted(set(years)), by=system(jurisdiction))


@command
def _seed(years: list[int], *, by: Actor) -> HolidaysSeeded:
    ours = CalendarDay.objects.of(by.jurisdiction).filter(kind__in=NATIONAL_KINDS)
    known = {day.date: day for day in ours.filter(date__year__in=years).order_by("date")}
    unverified = tuple(year for year in years if not _named(year, "government", "id"))
    wanted = {day.date: day for year in years for day in _days(by, year, year in unverified)}

    seeded = {on: day for on, day in known.items() if day.source.startswith(SEED)}
    added = [day for on, day in wanted.items() if on not in known]
    changed = [day for on, day in seeded.items() if on in wanted and _adopt(day, wanted[on])]
    removed = [day.id for on, day in seeded.items() if on not in wanted]
    CalendarDay.objects.bulk_create(added)
    CalendarDay.objects.bulk_update(changed, ["kind", "names", "source", "needs_verification"])
    CalendarDay.objects.of(by.jurisdiction).filter(id__in=removed).delete()
    if added or changed or removed:
        announce_calendar_change(office_id=None, on=None, by=by)
    return HolidaysSeeded(len(added), len(changed), len(removed), unverified)


def _days(by: Actor, year: int, unverified: bool) -> Iterable[CalendarDay]:  # noqa: FBT001 - a fact about the year, not a switch
    """One row a date: a holiday that is also joint leave is a holiday."""
    dates: set[date] = set()
    for kind, category in CATEGORIES:
        english = _named(year, category, "en_US")
        for on, name in sorted(_named(year, category, "id").items()):
            if on in dates:
                continue
            dates.add(on)
            yield CalendarDay(
                id=uuid7(),
                jurisdiction_id=by.jurisdiction,
                date=on,
                kind=kind,
                names=_names(name, english.get(on, name)),
                source=f"{SEED}{version('holidays')}",
                needs_verification=unverified or ESTIMATED in name,
            )


def _named(year: int, category: str, language: str) -> dict[date, str]:
    found = library.country_holidays(
        "ID",
        years=year,
        language=language,
        categories=(category,),
        islamic_show_estimated=False,
    )
    return {on: str(name) for on, name in found.items()}


def _names(indonesian: str, english: str) -> Text:
    return say(
        indonesian.replace(ESTIMATED, "").strip(), english.replace("(estimated)", "").strip()
    )


def _adopt(day: CalendarDay, wanted: CalendarDay) -> bool:
    """Take over what the library says now; True when that changed anything."""
    fields = ("kind", "names", "needs_verification")
    if all(getattr(day, field) == getattr(wanted, field) for field in fields):
        return False
    for field in (*fields, "source"):
        setattr(day, field, getattr(wanted, field))
    return True
