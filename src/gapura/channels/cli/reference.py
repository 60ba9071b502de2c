"""Reference data: areas, cities with their offices and holidays, and every public service."""

from collections.abc import Callable
from pathlib import Path

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _

from gapura.catalogue import commands as catalogue
from gapura.engines.definitions.findings import Finding
from gapura.engines.definitions.jurisdiction import JurisdictionDefinition
from gapura.engines.definitions.loading import find_packages, load_jurisdiction, load_package
from gapura.jurisdictions import commands as jurisdictions
from gapura.kernel.actors import system
from gapura.kernel.errors import Refused

HOLIDAYS = range(2024, 2028)

Say = Callable[[str], object]


def load_reference(say: Say) -> list[str]:
    """Bring the database in line with the files; again and again, as the owner.

    A package with errors holds up nobody else's: the sentences of those refused are returned.
    """
    refused: list[str] = []
    areas = jurisdictions.load_areas(as_of=timezone.localdate())
    say(_("%(count)s wilayah dimuat.") % {"count": areas})
    for folder in city_folders(Path(settings.GAPURA_SERVICES)):
        definition = read_city(folder)
        jurisdictions.load_jurisdiction(definition)
        jurisdictions.seed_holidays(definition.id, HOLIDAYS)
        say(_("%(city)s: kantor dan hari libur dimuat.") % {"city": definition.name["id"]})
        for package in find_packages(folder):
            try:
                publish(package, definition, say)
            except Refused as error:
                refused.append(str(error))
    return refused


def city_folders(root: Path) -> list[Path]:
    return sorted(file.parent for file in root.glob("*/jurisdiction.yaml"))


def read_city(folder: Path) -> JurisdictionDefinition:
    definition, findings = load_jurisdiction(folder)
    if definition is None:
        raise Refused(
            _("Kota di %(folder)s tidak dapat dibaca. %(why)s")
            % {"folder": folder, "why": first_error(findings)},
            code="city-has-errors",
        )
    return definition


def city_of(package: Path) -> JurisdictionDefinition | None:
    """The city whose folder a package lies in; None for a package that stands alone."""
    folder = package.resolve().parent
    return read_city(folder) if (folder / "jurisdiction.yaml").is_file() else None


def publish(folder: Path, city: JurisdictionDefinition, say: Say) -> None:
    loaded = load_package(folder, jurisdiction=city)
    catalogue.publish(loaded, by=system(city.id))
    say(_("%(city)s: %(service)s terbit.") % {"city": city.name["id"], "service": folder.name})


def first_error(findings: tuple[Finding, ...]) -> str:
    return next((str(finding) for finding in findings if finding.severity == "error"), "")
