"""From a folder to a typed package, with file and line in every complaint."""

import hashlib
import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from gapura.engines.decisions.written import DecisionsFile
from gapura.engines.definitions.checking import check_scenarios, check_with_places
from gapura.engines.definitions.eligibility import EligibilityFile
from gapura.engines.definitions.findings import Finding, Places, in_order
from gapura.engines.definitions.jurisdiction import JurisdictionDefinition
from gapura.engines.definitions.jurisdiction_checks import check_jurisdiction
from gapura.engines.definitions.messages import MESSAGE_FILE
from gapura.engines.definitions.outputs import places_of_fields
from gapura.engines.definitions.scenario_schema import Scenario
from gapura.engines.definitions.schema import (
    Evidence,
    Output,
    Service,
    ServicePackage,
)
from gapura.engines.definitions.sharing import with_shared_parts
from gapura.engines.definitions.source import MAX_BYTES, Source, read_yaml
from gapura.engines.definitions.wording import findings_of
from gapura.engines.fees.schema import Fees
from gapura.engines.forms.schema import FormFile
from gapura.engines.rules.text import say
from gapura.engines.workflow.schema import Workflow

__all__ = [
    "Finding",
    "LoadedPackage",
    "content_hash",
    "dump",
    "find_packages",
    "load_jurisdiction",
    "load_package",
    "restore",
]

PARTS: dict[str, type[BaseModel]] = {
    "service": Service,
    "form": FormFile,
    "evidence": Evidence,
    "decisions": DecisionsFile,
    "eligibility": EligibilityFile,
    "fees": Fees,
    "workflow": Workflow,
    "output": Output,
}
REQUIRED = ("service", "form", "fees", "workflow")

_IMPORT = re.compile(r'^#import "(?:\.\./)+common/([a-z_]+\.typ)".*$', re.MULTILINE)
_Model = TypeVar("_Model", bound=BaseModel)


@dataclass(frozen=True)
class LoadedPackage:
    package: ServicePackage | None
    findings: tuple[Finding, ...]
    scenarios: tuple[Scenario, ...]
    folder: Path

    @property
    def ok(self) -> bool:
        """May be published: warnings are allowed, errors are not."""
        return self.package is not None and all(f.severity != "error" for f in self.findings)


def load_package(folder: Path, *, jurisdiction: JurisdictionDefinition | None) -> LoadedPackage:
    reading = _Reading(folder)
    parts = {name: reading.part(name, model) for name, model in PARTS.items()}
    scenarios = reading.scenarios()
    package = reading.package(parts)
    if package is None:
        return LoadedPackage(None, in_order(reading.findings), tuple(scenarios.values()), folder)
    places = Places(reading.places)
    findings = reading.findings + check_with_places(package, jurisdiction, places)
    if jurisdiction is not None and not any(f.severity == "error" for f in findings):
        findings += check_scenarios(package, scenarios, jurisdiction, places)
    return LoadedPackage(package, in_order(findings), tuple(scenarios.values()), folder)


def load_jurisdiction(folder: Path) -> tuple[JurisdictionDefinition | None, tuple[Finding, ...]]:
    reading = _Reading(folder)
    definition = reading.part("jurisdiction", JurisdictionDefinition)
    if definition is None:
        reading.require("jurisdiction")
        return None, in_order(reading.findings)
    findings = reading.findings + check_jurisdiction(definition, Places(reading.places))
    usable = all(f.severity != "error" for f in findings)
    return (definition if usable else None), in_order(findings)


def find_packages(root: Path) -> list[Path]:
    """Every service folder at or below `root`; works on one package, one city, or all."""
    return sorted(file.parent for file in root.rglob("service.yaml"))


def content_hash(package: ServicePackage) -> str:
    """The same meaning has the same hash, whatever the order of keys in the files."""
    canonical = json.dumps(dump(package), sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(canonical.encode()).hexdigest()


def dump(package: ServicePackage) -> dict[str, Any]:
    return package.model_dump(mode="json", by_alias=True, exclude_none=True)


def restore(dumped: dict[str, Any]) -> ServicePackage:
    return ServicePackage.model_validate(dumped)


class _Reading:
    """One folder being read: findings and places collect on the way."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.common = folder.parent.parent / "common"
        self.findings: list[Finding] = []
        self.places: dict[str, Any] = {}

    def part(self, name: str, model: type[_Model]) -> _Model | None:
        file = self.folder / f"{name}.yaml"
        if not file.is_file():
            return None
        source = with_shared_parts(read_yaml(file, name=file.name), self.common)
        return self._parse(source, file.name, model)

    def _parse(self, source: Source, name: str, model: type[_Model]) -> _Model | None:
        self.places[name] = source.places
        self.findings += source.findings
        if source.value is None:
            return None
        try:
            return model.model_validate(source.value)
        except ValidationError as error:
            self.findings += findings_of(error, model, file=name, places=Places(self.places))
            return None

    def require(self, name: str) -> None:
        if not (self.folder / f"{name}.yaml").is_file():
            self.findings.append(
                Finding(
                    f"{name}.yaml",
                    1,
                    1,
                    "missing_file",
                    say(f"Berkas {name}.yaml belum ada.", f"The file {name}.yaml is missing."),
                    say(
                        "Buat berkasnya; contoh di services/README.md.",
                        "Create it; services/README.md has an example.",
                    ),
                )
            )

    def package(self, parts: dict[str, Any]) -> ServicePackage | None:
        """None unless every file that is there was understood."""
        for name in REQUIRED:
            self.require(name)
        template = self._template()
        messages = self._messages()
        known = {f"{name}.yaml" for name in PARTS}
        for file in sorted(self.folder.glob("*.yaml")):
            if file.name not in known:
                self._refuse(file.name, "unknown_file")
        broken = any(
            parts[name] is None for name in PARTS if (self.folder / f"{name}.yaml").is_file()
        )
        if broken or any(parts[name] is None for name in REQUIRED):
            return None
        decisions, eligibility = self._with_models(parts["decisions"]), parts["eligibility"]
        return ServicePackage(
            service=parts["service"],
            form=parts["form"],
            evidence=parts["evidence"],
            decisions=decisions.decisions if decisions else (),
            eligibility=eligibility.conditions if eligibility else (),
            eligibility_tables=eligibility.tables if eligibility else (),
            fees=parts["fees"],
            workflow=parts["workflow"],
            output=parts["output"],
            template=template,
            messages=messages,
        )

    def scenarios(self) -> dict[str, Scenario]:
        """By file name: `scenarios/granted.yaml`."""
        found: dict[str, Scenario] = {}
        for file in sorted((self.folder / "scenarios").glob("*.yaml")):
            name = f"scenarios/{file.name}"
            source = read_yaml(file, name=name)
            scenario = self._parse(source, name, Scenario)
            if scenario is not None:
                found[name] = scenario
        return found

    def _with_models(self, decisions: DecisionsFile | None) -> DecisionsFile | None:
        """The text of each DMN file written in, so that a version stands alone."""
        if decisions is None:
            return None
        whole = []
        for position, decision in enumerate(decisions.decisions):
            if decision.dmn is not None:
                file = self.folder / decision.dmn.file
                if not file.is_file():
                    places, path = Places(self.places), ("decisions", position, "dmn", "file")
                    self.findings.append(
                        places.finding("decisions.yaml", path, "missing_dmn", *_NO_DMN)
                    )
                source = self._text(file) if file.is_file() else ""
                model = decision.dmn.model_copy(update={"source": source})
                decision = decision.model_copy(update={"dmn": model})  # noqa: PLW2901 - with its file
            whole.append(decision)
        return decisions.model_copy(update={"decisions": tuple(whole)})

    def _template(self) -> str | None:
        """The document's source with shared letters written in, so that a version stands alone."""
        file = self.folder / "output.typ"
        if not file.is_file():
            return None
        written = self._text(file)
        self.places[file.name] = places_of_fields(written, file.name)
        return _IMPORT.sub(self._shared_letter, written)

    def _shared_letter(self, found: re.Match[str]) -> str:
        file = self.common / found[1]
        if file.is_file():
            return self._text(file)
        self._refuse("output.typ", "unknown_shared_part")
        return ""

    def _messages(self) -> dict[str, dict[str, str]]:
        """The package's own messages; a missing one is taken from `services/common/messages/`."""
        messages: dict[str, dict[str, str]] = {}
        for folder in (self.common / "messages", self.folder / "messages"):
            for file in sorted(folder.glob("*")):
                name = MESSAGE_FILE.fullmatch(file.name)
                if name is None:
                    self._refuse(f"messages/{file.name}", "unknown_file")
                    continue
                text = self._text(file).strip()
                messages.setdefault(name["event"], {})[name["language"]] = text
        return messages

    def _text(self, file: Path) -> str:
        content = file.read_bytes()[: MAX_BYTES + 1]
        try:
            if len(content) <= MAX_BYTES:
                return content.decode("utf-8")
        except UnicodeDecodeError:
            pass
        self._refuse(file.name, "unreadable_file")
        return ""

    def _refuse(self, file: str, code: str) -> None:
        self.findings.append(Finding(file, 1, 1, code, *_REFUSALS[code]))


_NO_DMN = (
    say("Berkas DMN ini tidak ada di folder layanan.", "This DMN file is not in the folder."),
    say("Taruh berkasnya di sini, atau betulkan namanya.", "Put it there, or correct its name."),
)

_REFUSALS = {
    "unknown_file": (
        say("Nama berkas ini tidak dikenal.", "This file name is not known."),
        say(
            "Lihat daftar berkas di services/README.md, atau hapus berkas ini.",
            "See the list of files in services/README.md, or delete this one.",
        ),
    ),
    "unreadable_file": (
        say(
            "Berkas ini terlalu besar atau bukan teks UTF-8.",
            "This file is too large or not UTF-8.",
        ),
        say("Simpan ulang sebagai teks UTF-8.", "Save it again as UTF-8 text."),
    ),
    "unknown_shared_part": (
        say(
            "Berkas bersama yang diimpor tidak ada di services/common/.",
            "The imported shared file is not in services/common/.",
        ),
        say("Periksa nama berkas pada `#import`.", "Check the file name in `#import`."),
    ),
}
