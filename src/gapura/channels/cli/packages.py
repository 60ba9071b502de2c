"""`gapura services check` and `scenarios`: no database, every finding with file, line and remedy."""

import os
from argparse import Namespace
from collections.abc import Iterator
from pathlib import Path

from gapura.channels.cli.house import ROOT, SetupError
from gapura.channels.cli.speech import in_words, language, tell, told, write
from gapura.engines.definitions import scenarios
from gapura.engines.definitions.calendars import working_calendar
from gapura.engines.definitions.findings import Finding
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
    """Exit code 1 when anything would be refused at publishing."""
    folder = _folder(asked)
    findings = [*_city_findings(folder)]
    packages = list(loaded_packages(folder))
    for loaded in packages:
        findings += [(loaded.folder, finding) for finding in loaded.findings]
    for where, finding in findings:
        mark = (
            told("kesalahan", "error") if finding.severity == "error" else told("catatan", "note")
        )
        write(f"{_short(where)}/{finding.said_in(language())} [{mark}: {finding.code}]")
    errors = sum(finding.severity == "error" for _where, finding in findings)
    played = sum(len(loaded.scenarios) for loaded in packages)
    tell(
        f"{len(packages)} layanan diperiksa, {played} contoh dimainkan: {errors} kesalahan, "
        f"{len(findings) - errors} catatan.",
        f"{len(packages)} services checked, {played} scenarios played: {errors} errors, "
        f"{len(findings) - errors} notes.",
    )
    return 1 if errors else 0


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


def _city_findings(folder: Path) -> Iterator[tuple[Path, Finding]]:
    for file in sorted(folder.rglob("jurisdiction.yaml")):
        for finding in load_jurisdiction(file.parent)[1]:
            yield file.parent, finding


def _folder(asked: Namespace) -> Path:
    return Path(asked.path).resolve() if asked.path else services_folder()


def _short(folder: Path) -> str:
    return os.path.relpath(folder)
