"""What a deadline cannot be, said to a person."""

from gapura.engines.rules.text import Text


class DeadlineError(ValueError):
    """Base of every refusal here; `sentence` is what a person reads, by language."""

    def __init__(self, sentence: Text) -> None:
        super().__init__(sentence.get("en") or sentence["id"])
        self.sentence = sentence


class HoursError(DeadlineError):
    """Office hours that contradict themselves."""


class LimitError(DeadlineError):
    """A time limit that cannot be read, or that no calendar day can satisfy."""


class ClockError(DeadlineError):
    """A clock asked to do what it cannot: paused twice, resumed while running."""
