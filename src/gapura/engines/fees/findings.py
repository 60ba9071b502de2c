"""What a check of fees.yaml found: where, why it matters, and the cure."""

from dataclasses import dataclass

from gapura.engines.fees.schema import Path
from gapura.engines.rules.text import Text


@dataclass(frozen=True)
class FeeFinding:
    path: Path  # inside fees.yaml: ("tariffs", 1, "valid_from")
    sentence: Text
    remedy: Text
