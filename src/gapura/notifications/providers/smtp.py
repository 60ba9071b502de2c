"""Mail by SMTP, through Django's mail settings."""

import smtplib

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.mail import EmailMessage, get_connection
from django.core.validators import validate_email
from django.utils.translation import gettext as _

from gapura.notifications.providers.base import AddressRefused, Letter


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
            message.send()
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
