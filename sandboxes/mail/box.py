"""The messages received, newest last; kept in memory and, if asked, as .eml files."""

import email
import email.policy
import threading
from dataclasses import dataclass
from datetime import UTC, datetime
from email.message import EmailMessage
from pathlib import Path

MOST = 2000  # older messages leave memory; files stay


@dataclass(frozen=True)
class Received:
    number: int
    at: datetime
    to: tuple[str, ...]
    message: EmailMessage

    @property
    def subject(self) -> str:
        return str(self.message["Subject"] or "")

    @property
    def message_id(self) -> str:
        return str(self.message["Message-ID"] or "")

    @property
    def text(self) -> str:
        part = self.message.get_body(("plain", "html"))
        return str(part.get_content()).replace("\r\n", "\n") if part is not None else ""

    def as_json(self) -> dict[str, object]:
        return {
            "number": self.number,
            "at": self.at.isoformat(),
            "to": list(self.to),
            "from": str(self.message["From"] or ""),
            "subject": self.subject,
            "message_id": self.message_id,
            "headers": {name: str(value) for name, value in self.message.items()},
            "text": self.text,
        }


class Box:
    def __init__(self, folder: Path | None = None) -> None:
        self._folder = folder
        self._lock = threading.Lock()
        self._received: list[Received] = []
        self._last = 0
        if folder is not None:
            folder.mkdir(parents=True, exist_ok=True)
            for path in sorted(folder.glob("*.eml")):
                content = path.read_bytes()
                at = datetime.fromtimestamp(path.stat().st_mtime, UTC)
                self._keep(content, (), at)

    def receive(self, content: bytes, to: list[str]) -> None:
        """Keep one message as it came; a repeat is kept too, its Message-ID tells."""
        with self._lock:
            kept = self._keep(content, tuple(to), datetime.now(UTC))  # noqa: TID251 - no Django here
            if self._folder is not None:
                (self._folder / f"{kept.number:06d}.eml").write_bytes(content)

    def _keep(self, content: bytes, to: tuple[str, ...], at: datetime) -> Received:
        message = email.message_from_bytes(content, policy=email.policy.default)
        assert isinstance(message, EmailMessage)  # noqa: S101 - what the default policy makes
        recipients = to or tuple(a.addr_spec for a in message["To"].addresses)
        self._last += 1
        kept = Received(self._last, at, recipients, message)
        self._received = [*self._received[-MOST + 1 :], kept]
        return kept

    def newest_first(self, to: str = "") -> list[Received]:
        """All messages, or those to an address that contains the words."""
        wanted = to.strip().casefold()
        return [
            received
            for received in reversed(self._received)
            if not wanted or any(wanted in address.casefold() for address in received.to)
        ]

    def find(self, number: int) -> Received | None:
        return next((r for r in self._received if r.number == number), None)
