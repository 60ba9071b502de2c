"""What must be mended on a page, as the summary on top lists it."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Problem:
    sentence: str
    anchor: str = ""  # id of the input to go to; empty: the page as a whole
