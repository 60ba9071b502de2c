"""The cities this Gapura serves, kept in the process: they change by a loader, not by residents."""

import time
from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from gapura.engines.definitions.jurisdiction import Contact, LifeEvent, Role, Theme
from gapura.engines.rules.text import Text, in_language
from gapura.jurisdictions.models import Jurisdiction
from gapura.kernel.errors import NotFound

FRESH_SECONDS = 30.0
"""So long another process may show a city as it was before the loader changed it."""


@dataclass(frozen=True)
class City:
    """A jurisdiction as read: its names, promises and look."""

    id: str
    short: str
    names: Text
    government: Text
    tagline: Text
    area_codes: tuple[str, ...]
    languages: tuple[str, ...]
    timezone: str
    contact: Contact
    theme: Theme
    life_events: tuple[LifeEvent, ...]
    roles: tuple[Role, ...]
    needs_verification: tuple[Text, ...]
    is_open: bool

    def name(self, language: str = "id") -> str:
        return in_language(self.names, language)

    def covers(self, area_code: str) -> bool:
        """Whether an area lies in this city."""
        return any(f"{area_code}.".startswith(f"{ours}.") for ours in self.area_codes)


class _Kept:
    """All cities and when they were read; replaced as a whole, so threads need no lock."""

    def __init__(self) -> None:
        self.cities: Mapping[str, City] = {}
        self.stale_at = 0.0


_kept = _Kept()


def get_jurisdiction(jurisdiction: str) -> City:
    city = find_jurisdiction(jurisdiction)
    if city is None:
        raise NotFound(
            _(
                "Tidak ada kota “%(id)s” di sini. Periksa alamat halaman, atau pilih kota dari "
                "halaman depan."
            )
            % {"id": jurisdiction},
            code="unknown-jurisdiction",
        )
    return city


def find_jurisdiction(jurisdiction: str) -> City | None:
    return _all().get(jurisdiction)


def list_jurisdictions() -> list[City]:
    """The open ones, by Indonesian name."""
    return sorted((city for city in _all().values() if city.is_open), key=lambda city: city.name())


def list_ids() -> list[str]:
    """Every jurisdiction, also a closed one: the worker finishes what was promised there."""
    return sorted(_all())


def forget() -> None:
    """Read the cities anew at the next question; the loader calls it."""
    _kept.stale_at = 0.0


def _all() -> Mapping[str, City]:
    if time.monotonic() >= _kept.stale_at or not _kept.cities:
        _kept.cities = {row.id: _city(row) for row in Jurisdiction.objects.order_by("id")}
        _kept.stale_at = time.monotonic() + FRESH_SECONDS
    return _kept.cities


def _city(row: Jurisdiction) -> City:
    settings = row.settings
    return City(
        id=row.id,
        short=row.short,
        names=row.names,
        government=settings["government"],
        tagline=settings["tagline"],
        area_codes=tuple(row.area_codes),
        languages=tuple(row.languages),
        timezone=row.timezone,
        contact=Contact.model_validate(row.contact),
        theme=Theme.model_validate(settings["theme"]),
        life_events=tuple(LifeEvent.model_validate(event) for event in settings["life_events"]),
        roles=tuple(Role.model_validate(role) for role in settings["roles"]),
        needs_verification=tuple(settings["needs_verification"]),
        is_open=row.is_open,
    )
