"""What the checker found, for people with the place underlined, and for machines as JSON and SARIF 2.1.0."""

import json
import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any
from urllib.parse import quote

from gapura.channels.cli.speech import in_words, language, told
from gapura.engines.definitions.codes import CODES
from gapura.engines.definitions.findings import Finding
from gapura.engines.rules.text import say

SCHEMA = 1
"""Of the JSON; a key is never renamed or removed without a new number."""

SARIF = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
WIDEST = 120


@dataclass(frozen=True)
class Found:
    """A finding and the folder of the package or city that it was found in."""

    folder: Path
    finding: Finding

    @property
    def file(self) -> Path:
        """A shared part lies beside the cities: `common/pages/identity.yaml`, or a message nobody wrote anew."""
        own = self.folder / self.finding.file
        house = self.folder.parent.parent
        shared = (house / self.finding.file, house / "common" / self.finding.file)
        return next((file for file in (own, *shared) if file.exists()), own)

    @property
    def path(self) -> str:
        return Path(os.path.relpath(self.file)).as_posix()


@dataclass(frozen=True)
class Checked:
    services: int
    scenarios: int
    found: tuple[Found, ...]

    @property
    def errors(self) -> int:
        return sum(each.finding.severity == "error" for each in self.found)

    @property
    def warnings(self) -> int:
        return len(self.found) - self.errors


def lines(found: Found) -> Iterable[str]:
    """`form.yaml:12:18: sentence remedy [error: unknown_name]`, then the line with the place underlined."""
    finding = found.finding
    mark = told("kesalahan", "error") if finding.severity == "error" else told("catatan", "note")
    where = f"{found.path}:{finding.line}:{finding.column}"
    yield f"{where}: {in_words(finding.sentence)} {in_words(finding.remedy)} [{mark}: {finding.code}]"
    yield from _underlined(found.file, finding.line, finding.column)


def as_json(checked: Checked) -> str:
    return _written(
        {
            "schema": SCHEMA,
            "services": checked.services,
            "scenarios": checked.scenarios,
            "errors": checked.errors,
            "warnings": checked.warnings,
            "findings": [_as_entry(each) for each in checked.found],
        }
    )


def as_sarif(checked: Checked) -> str:
    codes = sorted({each.finding.code for each in checked.found})
    driver = {
        "name": "gapura services check",
        "version": version("gapura"),
        "language": language(),
        "rules": [_as_rule(code) for code in codes],
    }
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": [_as_result(each, codes) for each in checked.found],
    }
    return _written({"$schema": SARIF, "version": "2.1.0", "runs": [run]})


def _as_entry(found: Found) -> dict[str, Any]:
    finding = found.finding
    return {
        "file": found.path,
        "line": finding.line,
        "column": finding.column,
        "code": finding.code,
        "severity": finding.severity,
        "sentence": finding.sentence,
        "remedy": finding.remedy,
    }


def _as_rule(code: str) -> dict[str, Any]:
    return {"id": code, "shortDescription": {"text": in_words(CODES.get(code, say(code, code)))}}


def _as_result(found: Found, codes: Sequence[str]) -> dict[str, Any]:
    finding = found.finding
    return {
        "ruleId": finding.code,
        "ruleIndex": codes.index(finding.code),
        "level": finding.severity,
        "message": {"text": f"{in_words(finding.sentence)} {in_words(finding.remedy)}"},
        "locations": [
            {
                "physicalLocation": {
                    "artifactLocation": {"uri": quote(found.path)},
                    "region": {"startLine": finding.line, "startColumn": finding.column},
                }
            }
        ],
    }


def _written(value: dict[str, Any]) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2)


def _underlined(file: Path, line: int, column: int) -> Iterable[str]:
    """The line as it stands; nothing when the file or line is not there."""
    try:
        written = file.read_text(encoding="utf-8").splitlines()[line - 1]
    except (OSError, UnicodeDecodeError, IndexError):
        return
    begin = max(0, column - WIDEST // 2)
    shown = written[begin : begin + WIDEST].replace("\t", " ")
    if shown.strip() and column - begin <= len(shown) + 1:
        yield f"    {shown}"
        yield f"    {' ' * (column - begin - 1)}^"
