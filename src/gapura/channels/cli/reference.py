"""Reference data: areas, cities with their offices and holidays, and every public service."""

from pathlib import Path

from django.conf import settings
from django.utils import timezone

from gapura.catalogue import commands as catalogue
from gapura.channels.cli.speech import in_words, language, tell, told
from gapura.engines.definitions.findings import Finding
from gapura.engines.definitions.jurisdiction import JurisdictionDefinition
from gapura.engines.definitions.loading import find_packages, load_jurisdiction, load_package
from gapura.jurisdictions import commands as jurisdictions
from gapura.kernel.actors import system
from gapura.kernel.errors import Refused

HOLIDAYS = range(2024, 2028)


def load_reference() -> list[str]:
    """Bring the database in line with the files; again and again, as the owner.

    A package with errors holds up nobody else's: the sentences of those refused are returned.
    """
    areas = jurisdictions.load_areas(as_of=timezone.localdate())
    tell(f"{areas} wilayah dimuat.", f"{areas} areas loaded.")
    refused: list[str] = []
    for folder in city_folders(Path(settings.GAPURA_SERVICES)):
        definition = read_city(folder)
        jurisdictions.load_jurisdiction(definition)
        jurisdictions.seed_holidays(definition.id, HOLIDAYS)
        city = in_words(definition.name)
        tell(f"{city}: kantor dan hari libur dimuat.", f"{city}: offices and holidays loaded.")
        refused += publish_all(folder, definition)
    return refused


def publish_all(folder: Path, city: JurisdictionDefinition) -> list[str]:
    """Publish every package below the folder; the sentences of those refused are returned."""
    refused = []
    for package in find_packages(folder):
        loaded = load_package(package, jurisdiction=city)
        try:
            catalogue.publish(loaded, by=system(city.id))
        except Refused as error:
            refused.append(str(error))
        else:
            name = f"{city.id}/{package.name}"
            tell(f"{name} terbit.", f"{name} is published.")
    return refused


def city_folders(root: Path) -> list[Path]:
    return sorted(file.parent for file in root.glob("*/jurisdiction.yaml"))


def read_city(folder: Path) -> JurisdictionDefinition:
    definition, findings = load_jurisdiction(folder)
    if definition is None:
        why = _first_error(findings)
        raise Refused(
            told(
                f"Kota di {folder} tidak dapat dibaca. {why}",
                f"The city in {folder} cannot be read. {why}",
            ),
            code="city-has-errors",
        )
    return definition


def _first_error(findings: tuple[Finding, ...]) -> str:
    errors = (f.said_in(language()) for f in findings if f.severity == "error")
    return next(errors, "")
