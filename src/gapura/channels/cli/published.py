"""`gapura services publish`, `list` and `show`: what the cities of this database offer."""

from argparse import Namespace
from pathlib import Path

from django.utils import timezone

from gapura.catalogue import queries as catalogue
from gapura.channels.cli.house import SetupError
from gapura.channels.cli.packages import services_folder
from gapura.channels.cli.reference import city_folders, publish_all, read_city
from gapura.channels.cli.speech import complain, in_words, language, tell, told, write
from gapura.jurisdictions import queries as jurisdictions
from gapura.kernel.errors import NotFound
from gapura.kernel.scope import scope


def publish(asked: Namespace) -> int:
    """Publish one package, one city's or all; exit code 1 when one was refused."""
    folder = Path(asked.path).resolve() if asked.path else services_folder()
    cities = city_folders(folder) or [_city_above(folder)]
    refused = []
    for city in cities:
        below = city if city.is_relative_to(folder) else folder
        refused += publish_all(below, read_city(city))
    for sentence in refused:
        complain(sentence)
    return 1 if refused else 0


def list_all(asked: Namespace) -> int:
    for city in jurisdictions.list_jurisdictions():
        with scope(city.id):
            services = catalogue.list_services(city.id, language=language())
        write(city.name(language()))
        for service in services:
            closed = "" if service.is_open else told(" (ditutup)", " (closed)")
            write(f"  {service.code:<32} {in_words(service.title)}{closed}")
    return 0


def show(asked: Namespace) -> int:
    """Every version of a service in each city that offers it."""
    found = False
    for city in jurisdictions.list_jurisdictions():
        with scope(city.id):
            try:
                service = catalogue.get_service(city.id, asked.code, on=timezone.localdate())
            except NotFound:
                continue
            versions = catalogue.list_versions(city.id, asked.code)
        found = True
        write(f"{city.name(language())}: {in_words(service.title)}")
        write(f"  {in_words(service.summary)}")
        if not service.is_open:
            tell(f"  Ditutup: {service.closed_reason}", f"  Closed: {service.closed_reason}")
        for version_id, digest, valid_from, _published_at in versions:
            mark = "→" if version_id == service.version_id else " "
            since = told(f"berlaku {valid_from}", f"valid from {valid_from}")
            write(f"  {mark} {digest[:12]} {since}")
    if not found:
        complain(
            told(
                f"Tidak ada layanan “{asked.code}”. Lihat kodenya dengan `gapura services list`.",
                f"There is no service “{asked.code}”. See the codes with `gapura services list`.",
            )
        )
    return 0 if found else 1


def _city_above(folder: Path) -> Path:
    for parent in (folder, *folder.parents):
        if (parent / "jurisdiction.yaml").is_file():
            return parent
    raise SetupError(
        told(
            f"{folder} tidak berada di folder sebuah kota (jurisdiction.yaml).",
            f"{folder} does not lie in the folder of a city (jurisdiction.yaml).",
        )
    )
