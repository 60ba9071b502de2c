"""A city as data: its names, agencies, offices, calendar and the languages it promises."""

from datetime import date
from typing import Literal

from pydantic import Field

from gapura.engines.rules.strict import Strict
from gapura.engines.rules.text import Text, WrittenText

CODE = r"^[a-z][a-z0-9_-]*$"
AREA_CODE = r"^\d{2}(\.\d{2}){0,2}(\.\d{4})?$"
HOURS = r"^([01]\d|2[0-3]):[0-5]\d-([01]\d|2[0-4]):[0-5]\d(,([01]\d|2[0-3]):[0-5]\d-([01]\d|2[0-4]):[0-5]\d)*$"

Weekday = Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
WEEKDAYS: tuple[Weekday, ...] = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


class DayException(Strict):
    """A day that differs from the weekly pattern; no hours means closed."""

    on: date
    hours: str | None = Field(default=None, pattern=HOURS)
    reason: WrittenText


class Calendar(Strict):
    """Working time: a weekly pattern, national holidays off, joint leave off or not, exceptions."""

    weekly: dict[Weekday, str]  # "07:30-16:00", or "08:00-12:00,13:00-16:00"
    joint_leave_off: bool = True
    overrides: tuple[DayException, ...] = ()


class Contact(Strict):
    """The public lines of a city; a line that is not established is left out."""

    phone: str | None = None
    whatsapp: str | None = None
    email: str | None = None
    emergency: str | None = None
    address: str | None = None


class Theme(Strict):
    """A look is tokens, never a fork of templates."""

    primary: str | None = Field(default=None, pattern=r"^#[0-9a-fA-F]{6}$")
    accent: str | None = Field(default=None, pattern=r"^#[0-9a-fA-F]{6}$")
    mark: str | None = None  # name of an SVG in the theme folder


class Agency(Strict):
    code: str = Field(pattern=CODE)
    name: WrittenText
    kind: str = Field(pattern=CODE)  # government, dinas, badan, inspektorat …
    parent: str | None = None


class Office(Strict):
    """One office by name: a dinas, a one-stop hall."""

    code: str = Field(pattern=CODE)
    kind: str = Field(pattern=CODE)
    name: str
    agency: str
    area: str = Field(pattern=AREA_CODE)
    parent: str | None = None
    address: str | None = None
    phone: str | None = None
    hours: dict[Weekday, str] | None = None  # else the calendar of the jurisdiction


class OfficeRule(Strict):
    """One office in each area of a level. Patterns know {code} and {name} of that area, and the
    codes {district}, {regency} and {province} above it."""

    each: Literal["village", "district", "regency"]
    kind: str = Field(pattern=CODE)
    code: str  # "kel-{code}"
    name: str  # "Kelurahan {name}"
    agency: str
    parent: str | None = None  # "kec-{district}"
    hours: dict[Weekday, str] | None = None


class LifeEvent(Strict):
    code: str = Field(pattern=CODE)
    title: WrittenText
    summary: WrittenText
    icon: str | None = None


class Signature(Strict):
    """How a paper names a post at one kind of office, in Indonesian: "Lurah {place}"."""

    office_kind: str = "*"
    words: str


class Role(Strict):
    """What an officer may be at an office; workflows name roles by code."""

    code: str = Field(pattern=CODE)
    title: WrittenText
    signs_as: tuple[Signature, ...] = ()

    def signature(self, *, office_kind: str, office: str, place: str) -> str:
        """The words below a signature; without a pattern, title and office."""
        for pattern in self.signs_as:
            if pattern.office_kind in {office_kind, "*"}:
                return pattern.words.replace("{place}", place).replace("{office}", office)
        return f"{self.title['id']} {office}"


class JurisdictionDefinition(Strict):
    schema_: Literal[1] = Field(alias="schema")
    id: str = Field(pattern=r"^[a-z][a-z0-9-]*$", max_length=40)
    short: str = Field(pattern=r"^[A-Z]{3}$")  # opens every case number
    name: WrittenText
    government: WrittenText  # "Pemerintah Kota Depok": who signs letters and answers for the site
    tagline: WrittenText
    areas: tuple[str, ...] = Field(min_length=1)
    languages: tuple[str, ...] = ("id", "en")  # promised: every text a resident reads has these
    timezone: str = "Asia/Jakarta"
    contact: Contact
    theme: Theme = Theme()
    agencies: tuple[Agency, ...] = Field(min_length=1)
    offices: tuple[Office, ...] = ()
    office_rules: tuple[OfficeRule, ...] = ()
    calendar: Calendar
    life_events: tuple[LifeEvent, ...] = ()
    roles: tuple[Role, ...] = Field(min_length=1)
    needs_verification: tuple[Text, ...] = ()  # for officers and designers, never as a fact

    model_config = Strict.model_config | {"populate_by_name": True, "serialize_by_alias": True}

    def office_kinds(self) -> frozenset[str]:
        explicit = {office.kind for office in self.offices}
        return frozenset(explicit | {rule.kind for rule in self.office_rules})

    def agency(self, code: str) -> Agency | None:
        return next((agency for agency in self.agencies if agency.code == code), None)
