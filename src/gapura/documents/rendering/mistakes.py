"""A package's document cannot be made; said to its author as `gapura services check` says it."""

from gapura.engines.definitions.findings import Finding
from gapura.engines.rules.text import Text


class PackageMistake(ValueError):
    """Carries the finding: file, line, reason, remedy, in Indonesian and English."""

    def __init__(
        self, file: str, code: str, sentence: Text, remedy: Text, *, line: int = 1, column: int = 1
    ) -> None:
        self.finding = Finding(file, line, column, code, sentence, remedy)
        super().__init__(self.finding.said_in("en"))
