"""The smallest public service there can be, to be varied by a test."""

from datetime import date
from pathlib import Path

from gapura.engines.definitions.loading import LoadedPackage, find_packages, load_package
from gapura.engines.definitions.schema import ServicePackage

SERVICES = Path(__file__).resolve().parents[4] / "services"


def make_package(code="bicycle-permit", **changes):
    """A package as it comes from a folder, with `changes` in its service.yaml."""
    base = _real().model_dump(mode="json", by_alias=True)
    base["service"] |= {
        "code": code,
        "title": {"id": "Izin sepeda hias", "en": "Permit for a decorated bicycle"},
        "summary": {"id": "Surat untuk pawai.", "en": "A letter for the parade."},
        "keywords": {"id": ["sepeda", "karnaval"], "en": ["bike", "parade"]},
        "authority": "dukcapil",
        "life_events": [],
        "valid_from": "2020-01-01",
    }
    base["service"] |= {
        key: value.isoformat() if isinstance(value, date) else value
        for key, value in changes.items()
    }
    package = ServicePackage.model_validate(base)
    return LoadedPackage(package=package, findings=(), scenarios=(), folder=Path(code))


def load_real(city, code):
    from gapura.engines.definitions.loading import load_jurisdiction

    folder = SERVICES / f"id.{city}"
    definition, _findings = load_jurisdiction(folder)
    return load_package(folder / code, jurisdiction=definition)


def _real():
    folder = find_packages(SERVICES / "id.jakarta")[0]
    return load_package(folder, jurisdiction=None).package
