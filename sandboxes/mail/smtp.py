"""The SMTP side: takes everything, except while it is down and for addresses that bounce."""

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from sandboxes.mail.box import Box

LATER = ("nanti", "later")  # told to come back, as a greylisting server does
BOUNCES = ("tolak", "bounce")  # tolak@…, bounce+…@…: refused for good, to try what happens then


class Keeper:
    def __init__(self, box: Box) -> None:
        self._box = box

    async def handle_RCPT(  # noqa: N802 - the name aiosmtpd calls
        self,
        _server: SMTP,
        _session: Session,
        envelope: Envelope,
        address: str,
        _options: list[str],
    ) -> str:
        if address.lower().startswith(BOUNCES):
            return "550 5.1.1 Kotak surat tidak ada / no such mailbox"
        if address.lower().startswith(LATER):
            return "451 4.7.1 Coba lagi nanti / try again later"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, _server: SMTP, _session: Session, envelope: Envelope) -> str:  # noqa: N802
        content = envelope.content or b""
        self._box.receive(
            content if isinstance(content, bytes) else content.encode(), list(envelope.rcpt_tos)
        )
        return "250 OK"


class Post:
    """The SMTP server, which can be taken down and brought up again."""

    def __init__(self, box: Box, port: int) -> None:
        self._box, self._port = box, port
        self._controller: Controller | None = None

    @property
    def is_up(self) -> bool:
        return self._controller is not None

    def up(self) -> None:
        if self._controller is None:
            controller = Controller(Keeper(self._box), hostname="127.0.0.1", port=self._port)
            controller.start()
            self._controller = controller

    def down(self) -> None:
        """Nobody listens: the sender's connection is refused."""
        if self._controller is not None:
            self._controller.stop()
            self._controller = None
