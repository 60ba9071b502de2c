"""A city's definition must hold together before any service can rely on it."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping

from gapura.engines.deadlines.errors import HoursError
from gapura.engines.definitions.calendars import working_calendar
from gapura.engines.definitions.findings import Finding, Path, Places
from gapura.engines.definitions.jurisdiction import (
    AREA_CODE,
    HOURS,
    JurisdictionDefinition,
    Weekday,
)
from gapura.engines.definitions.texts import texts_of
from gapura.engines.rules.text import say

FILE = "jurisdiction.yaml"
PATTERN_NAMES = {"code", "name", "district", "regency", "province"}
_PLACEHOLDER = re.compile(r"\{([^}]*)\}")


def check_jurisdiction(definition: JurisdictionDefinition, places: Places) -> list[Finding]:
    return [
        *_texts(definition, places),
        *_areas(definition, places),
        *_unique_codes(definition, places),
        *_agencies(definition, places),
        *_patterns(definition, places),
        *_hours(definition, places),
    ]


def _texts(definition: JurisdictionDefinition, places: Places) -> Iterator[Finding]:
    for path, text in texts_of(definition):
        if path[-1] in {"weekly", "hours"}:
            continue
        for language in definition.languages:
            if not text.get(language, "").strip():
                yield places.finding(
                    FILE,
                    path,
                    "missing_language",
                    say(
                        f"Teks ini belum ada dalam bahasa `{language}`.",
                        f"This text is missing in `{language}`.",
                    ),
                    say(f"Tambahkan `{language}: …`.", f"Add `{language}: …`."),
                )


def _areas(definition: JurisdictionDefinition, places: Places) -> Iterator[Finding]:
    written: list[tuple[Path, str]] = [
        (("areas", i), area) for i, area in enumerate(definition.areas)
    ]
    for path, area in written:
        if not re.fullmatch(AREA_CODE, area):
            yield places.finding(
                FILE,
                path,
                "area_code",
                say(f"`{area}` bukan kode wilayah.", f"`{area}` is not an area code."),
                say('Tulis seperti "31" atau "32.76".', 'Write it like "31" or "32.76".'),
            )


def _unique_codes(definition: JurisdictionDefinition, places: Places) -> Iterator[Finding]:
    for name in ("agencies", "offices", "life_events", "roles"):
        codes = [item.code for item in getattr(definition, name)]
        counted = Counter(codes)
        for position, code in enumerate(codes):
            if counted[code] > 1 and codes.index(code) < position:
                yield places.finding(
                    FILE,
                    (name, position, "code"),
                    "duplicate_code",
                    say(f"Kode `{code}` dipakai dua kali.", f"The code `{code}` is used twice."),
                    say("Beri kode lain.", "Give it another code."),
                )


def _agencies(definition: JurisdictionDefinition, places: Places) -> Iterator[Finding]:
    agencies = {agency.code for agency in definition.agencies}
    offices = {office.code for office in definition.offices}
    named: list[tuple[Path, str | None, set[str]]] = []
    for i, agency in enumerate(definition.agencies):
        named.append((("agencies", i, "parent"), agency.parent, agencies))
    for i, office in enumerate(definition.offices):
        named.append((("offices", i, "agency"), office.agency, agencies))
        named.append((("offices", i, "parent"), office.parent, offices))
    for i, rule in enumerate(definition.office_rules):
        named.append((("office_rules", i, "agency"), rule.agency, agencies))
        if rule.parent and "{" not in rule.parent:
            named.append((("office_rules", i, "parent"), rule.parent, offices))
    for path, code, known in named:
        if code is not None and code not in known:
            yield places.finding(
                FILE,
                path,
                "unknown_code",
                say(
                    f"`{code}` tidak ada di jurisdiction.yaml.",
                    f"jurisdiction.yaml has no `{code}`.",
                ),
                say(
                    f"Pilih salah satu: {', '.join(sorted(known))}.",
                    f"Choose one of: {', '.join(sorted(known))}.",
                ),
            )


def _patterns(definition: JurisdictionDefinition, places: Places) -> Iterator[Finding]:
    for i, rule in enumerate(definition.office_rules):
        for key in ("code", "name", "parent"):
            for name in _PLACEHOLDER.findall(getattr(rule, key) or ""):
                if name not in PATTERN_NAMES:
                    yield places.finding(
                        FILE,
                        ("office_rules", i, key),
                        "unknown_placeholder",
                        say(
                            f"`{{{name}}}` tidak dikenal di sini.",
                            f"`{{{name}}}` is not known here.",
                        ),
                        say(
                            "Yang dikenal: {code} {name} {district} {regency} {province}.",
                            "Known: {code} {name} {district} {regency} {province}.",
                        ),
                    )
        if "{code}" not in rule.code:
            yield places.finding(
                FILE,
                ("office_rules", i, "code"),
                "code_not_unique",
                say(
                    "Pola kode tanpa {code} memberi semua kantor kode yang sama.",
                    "A code pattern without {code} gives every office the same code.",
                ),
                say("Tambahkan {code}.", "Add {code}."),
            )


def _hours(definition: JurisdictionDefinition, places: Places) -> Iterator[Finding]:
    weeks: list[tuple[Path, Mapping[Weekday, str]]] = [
        (("calendar", "weekly"), definition.calendar.weekly)
    ]
    for i, office in enumerate(definition.offices):
        weeks.append((("offices", i, "hours"), office.hours or {}))
    for i, rule in enumerate(definition.office_rules):
        weeks.append((("office_rules", i, "hours"), rule.hours or {}))
    readable = True
    for path, week in weeks:
        for day, hours in week.items():
            if not re.fullmatch(HOURS, hours):
                readable = False
                yield _unreadable(
                    (*path, day),
                    f"“{hours}” tidak terbaca sebagai jam.",
                    f"“{hours}” cannot be read as hours.",
                    places,
                )
    if not readable:
        return
    try:
        working_calendar(definition, years=())
    except HoursError as error:
        said = error.sentence
        yield _unreadable(("calendar",), said["id"], said["en"], places)


def _unreadable(path: Path, indonesian: str, english: str, places: Places) -> Finding:
    return places.finding(
        FILE,
        path,
        "hours",
        say(indonesian, english),
        say(
            'Tulis seperti "07:30-16:00" atau "08:00-12:00,13:00-16:00".',
            'Write it like "07:30-16:00" or "08:00-12:00,13:00-16:00".',
        ),
    )
