"""What every way of sending mail does: deliver, refuse for good, or raise to be tried again."""

from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Letter:
    """A mail ready to go."""

    to: str
    subject: str
    body: str
    message_id: str


class AddressRefused(Exception):
    """The other side said for good that it will not take this mail."""


class MailProvider(Protocol):
    def send(self, letter: Letter) -> None:
        """Hand over; AddressRefused is final, any other exception means: try again later."""

    def check(self) -> str | None:
        """What is wrong with the set-up, in a sentence; None when a server answers."""
