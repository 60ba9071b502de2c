"""Mail by SMTP, through Django's mail settings, over a line that is kept from letter to letter."""

import smtplib
import threading
from contextlib import suppress
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.mail import EmailMessage, get_connection
from django.core.validators import validate_email
from django.utils.translation import gettext as _

from gapura.notifications.providers.base import AddressRefused, Letter


class _Kept(threading.local):
    """To greet a server anew takes longer than to hand it a letter."""

    line: Any = None


kept = _Kept()


class Smtp:
    def send(self, letter: Letter) -> None:
        try:
            validate_email(letter.to)
        except ValidationError as error:
            raise AddressRefused(f"not an e-mail address: {error.code}") from error
        message = EmailMessage(
            subject=letter.subject,
            body=letter.body,
            to=[letter.to],
            headers={"Message-ID": letter.message_id, "Auto-Submitted": "auto-generated"},
        )
        try:
            _line().send_messages([message])
        except smtplib.SMTPRecipientsRefused as error:
            code, answer = next(iter(error.recipients.values()))
            self._for_good(code, answer, error)
        except smtplib.SMTPDataError as error:
            self._for_good(error.smtp_code, error.smtp_error, error)

    def check(self) -> str | None:
        try:
            connection = get_connection(fail_silently=False)
            connection.open()
            connection.close()
        except OSError as error:  # smtplib's errors are OSErrors
            return _(
                "Server surel %(host)s:%(port)s tidak menjawab (%(error)s). "
                "Periksa GAPURA_MAIL_URL; surel menunggu dan dikirim setelah server hidup."
            ) % {"host": settings.EMAIL_HOST, "port": settings.EMAIL_PORT, "error": error}
        return None

    @staticmethod
    def _for_good(code: int, answer: bytes | str, error: Exception) -> None:
        if code < 500:  # 4xx: busy, greylisted, full today
            raise error
        text = answer.decode(errors="replace") if isinstance(answer, bytes) else answer
        raise AddressRefused(f"{code} {text}") from error


def _line() -> Any:
    """The line that is open, when the server still answers on it; else a new one."""
    if not _answers(kept.line):
        with suppress(OSError):  # smtplib's errors are OSErrors
            if kept.line is not None:
                kept.line.close()
        kept.line = None
        line = get_connection()
        line.open()
        kept.line = line
    return kept.line


def _answers(line: Any) -> bool:
    server = getattr(line, "connection", None)
    if server is None or (line.host, line.port) != (settings.EMAIL_HOST, settings.EMAIL_PORT):
        return False
    try:
        return bool(server.noop()[0] == 250)
    except OSError:
        return False
