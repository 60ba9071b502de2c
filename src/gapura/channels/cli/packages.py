"""`gapura services check` and `scenarios`: no database, every finding with file, line and remedy."""

import os
from argparse import Namespace
from collections.abc import Iterator
from pathlib import Path

from gapura.channels.cli.findings import Checked, Found, as_json, as_sarif, lines
from gapura.channels.cli.house import ROOT, SetupError
from gapura.channels.cli.speech import in_words, tell, told, write
from gapura.engines.definitions import scenarios
from gapura.engines.definitions.calendars import working_calendar
from gapura.engines.definitions.jurisdiction import JurisdictionDefinition
from gapura.engines.definitions.loading import (
    LoadedPackage,
    find_packages,
    load_jurisdiction,
    load_package,
)


def services_folder() -> Path:
    return Path(os.environ.get("GAPURA_SERVICES") or ROOT / "services")


def check(asked: Namespace) -> int:
    """Exit code 1 when anything would be refused at publishing; warnings alone are 0."""
    checked = _checked(_folder(asked))
    if asked.json:
        write(as_json(checked))
    elif asked.sarif:
        write(as_sarif(checked))
    else:
        _say(checked)
    return 1 if checked.errors else 0


def _checked(folder: Path) -> Checked:
    found = [*_city_findings(folder)]
    packages = list(loaded_packages(folder))
    for loaded in packages:
        found += [Found(loaded.folder, finding) for finding in loaded.findings]
    played = sum(len(loaded.scenarios) for loaded in packages)
    return Checked(len(packages), played, tuple(_once(found)))


def _once(found: list[Found]) -> Iterator[Found]:
    """What is wrong in a shared part is said once, not for every service that uses it."""
    told_already: set[tuple[str, int, int, str, str]] = set()
    for each in found:
        finding = each.finding
        key = (each.path, finding.line, finding.column, finding.code, finding.sentence["id"])
        if key not in told_already:
            told_already.add(key)
            yield each


def _say(checked: Checked) -> None:
    for found in checked.found:
        for line in lines(found):
            write(line)
    tell(
        f"{checked.services} layanan diperiksa, {checked.scenarios} contoh dimainkan: "
        f"{checked.errors} kesalahan, {checked.warnings} catatan.",
        f"{checked.services} services checked, {checked.scenarios} scenarios played: "
        f"{checked.errors} errors, {checked.warnings} notes.",
    )


def play(asked: Namespace) -> int:
    """Each worked situation and how it ended; exit code 1 when one differs from what it expects."""
    failed = 0
    for loaded in loaded_packages(_folder(asked)):
        city = city_of(loaded.folder)
        if loaded.package is None or city is None:
            tell(
                f"{_short(loaded.folder)} tidak dapat dimainkan; jalankan `gapura services check`.",
                f"{_short(loaded.folder)} cannot be played; run `gapura services check`.",
            )
            failed += 1
            continue
        write(f"{_short(loaded.folder)}")
        for scenario in loaded.scenarios:
            year = scenario.submitted_at.year
            calendar = working_calendar(city, years=(year, year + 1))
            result = scenarios.run(loaded.package, scenario, calendar)
            failed += not result.ok
            ending = " → ".join(result.path) or told("tidak dikirim", "not sent")
            write(f"  {'✓' if result.ok else '✗'} {in_words(scenario.title)}: {ending}")
            for difference in result.differences:
                write(f"      {in_words(difference)}")
    return 1 if failed else 0


def loaded_packages(folder: Path) -> Iterator[LoadedPackage]:
    packages = find_packages(folder)
    if not packages:
        raise SetupError(
            told(
                f"Tidak ada layanan di {folder}. Sebutkan folder yang berisi service.yaml.",
                f"There is no service in {folder}. Name a folder that holds a service.yaml.",
            )
        )
    for package in packages:
        yield load_package(package, jurisdiction=city_of(package))


def city_of(package: Path) -> JurisdictionDefinition | None:
    """The city whose folder the package lies in; None when it stands alone or cannot be read."""
    folder = package.resolve().parent
    return load_jurisdiction(folder)[0] if (folder / "jurisdiction.yaml").is_file() else None


def _city_findings(folder: Path) -> Iterator[Found]:
    for file in sorted(folder.rglob("jurisdiction.yaml")):
        for finding in load_jurisdiction(file.parent)[1]:
            yield Found(file.parent, finding)


def _folder(asked: Namespace) -> Path:
    return Path(asked.path).resolve() if asked.path else services_folder()


def _short(folder: Path) -> str:
    return os.path.relpath(folder)
