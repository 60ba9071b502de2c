"""The shape of one mistake in an SOP."""

from dataclasses import dataclass

from gapura.engines.rules.text import Text

Path = tuple[str | int, ...]


@dataclass(frozen=True)
class WorkflowFinding:
    path: Path  # inside workflow.yaml: ("steps", "verify", "actions", "complete", "to")
    sentence: Text
    remedy: Text
