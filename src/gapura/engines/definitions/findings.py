"""What is wrong in a package, said with file, line, reason and remedy."""

from dataclasses import dataclass
from typing import Literal

from gapura.engines.rules.text import Text, in_language

Severity = Literal["error", "warning"]
Path = tuple[str | int, ...]
"""Where in a file: keys and list positions, `("steps", "verify", "actor")`."""


@dataclass(frozen=True)
class Place:
    """Where a part begins; of a key also where the text of its value does."""

    file: str
    line: int
    column: int
    text_line: int | None = None
    text_column: int = 1


@dataclass(frozen=True)
class Finding:
    file: str
    line: int
    column: int
    code: str  # stable and short, listed in codes.py: "duplicate_key"
    sentence: Text
    remedy: Text
    severity: Severity = "error"

    def __str__(self) -> str:
        return self.said_in("id")

    def said_in(self, language: str) -> str:
        """`form.yaml:12:3: sentence remedy`, as editors and terminals like it."""
        where = f"{self.file}:{self.line}:{self.column}"
        return (
            f"{where}: {in_language(self.sentence, language)} {in_language(self.remedy, language)}"
        )


class Places:
    """Where each value of each file of a package was written."""

    def __init__(self, by_file: dict[str, dict[Path, Place]] | None = None) -> None:
        self._by_file = by_file or {}

    def find(self, file: str, path: Path) -> Place:
        """The place of the value, else of the nearest thing around it."""
        known = self._by_file.get(file, {})
        for length in range(len(path), -1, -1):
            place = known.get(path[:length])
            if place is not None:
                return place
        return Place(file, 1, 1)

    def finding(
        self,
        file: str,
        path: Path,
        code: str,
        sentence: Text,
        remedy: Text,
        *,
        severity: Severity = "error",
    ) -> Finding:
        place = self.find(file, path)
        return Finding(place.file, place.line, place.column, code, sentence, remedy, severity)

    def finding_inside(
        self,
        file: str,
        path: Path,
        code: str,
        sentence: Text,
        remedy: Text,
        *,
        within: tuple[int, int],
        severity: Severity = "error",
    ) -> Finding:
        """The same about a line and column, counted from 1, inside the text that stands there."""
        place = self.find(file, path)
        line, column = place.line, place.column
        if place.text_line is not None:
            line = place.text_line + within[0] - 1
            column = place.text_column + within[1] - 1 if within[0] == 1 else within[1]
        return Finding(place.file, line, column, code, sentence, remedy, severity)


def ended(sentence: str) -> str:
    """With its full stop, unless it asks."""
    return sentence if sentence.endswith(("?", ".")) else f"{sentence}."


def in_order(findings: list[Finding]) -> tuple[Finding, ...]:
    """Errors before warnings, then as the files are read; each thing said once."""
    unique = {_order(finding): finding for finding in reversed(findings)}
    return tuple(unique[key] for key in sorted(unique))


def _order(finding: Finding) -> tuple[bool, str, int, int, str, str]:
    place = (finding.file, finding.line, finding.column)
    return (finding.severity != "error", *place, finding.code, finding.sentence["id"])
