"""The shape of one mistake in an SOP."""

from dataclasses import dataclass

from gapura.engines.rules.text import Text


@dataclass(frozen=True)
class WorkflowFinding:
    path: tuple[str, ...]  # inside workflow.yaml: ("steps", "verify", "actions", "complete", "to")
    sentence: Text
    remedy: Text
