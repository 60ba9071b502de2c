"""Residents come in by a code sent to their e-mail address; no password to lose."""

import secrets
from datetime import timedelta
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.translation import gettext as _
from django.utils.translation import override

from gapura.access import limits
from gapura.access.commands.accounts import clean_email, ensure_account
from gapura.access.models import Account, PendingCode
from gapura.jurisdictions.queries import get_jurisdiction
from gapura.kernel.actors import Actor, visitor
from gapura.kernel.commands import command
from gapura.kernel.errors import Refused
from gapura.notifications.commands import send_mail

LIFETIME = timedelta(minutes=10)
MOST_TRIES = 5
ASKING, TRYING = "code-request", "code"


def request_code(email: str, *, jurisdiction: str, address: str, language: str = "id") -> UUID:
    """Mail a code. The id is kept in the asker's session: elsewhere the code is of no use, so a
    stranger can neither guess it nor use up its tries. Says nothing of whether the address is
    known; TooMany when asked again and again."""
    to = clean_email(email)
    limits.spend(ASKING, to, address)
    return _send(to, by=visitor(jurisdiction), language=language)


@command
def _send(to: str, *, by: Actor, language: str) -> UUID:
    code = f"{secrets.randbelow(1_000_000):06d}"
    pending = PendingCode(email=to, language=language, expires_at=timezone.now() + LIFETIME)
    pending.digest = _digest(pending.id, code)
    pending.save(force_insert=True)
    with override(language):
        city = get_jurisdiction(by.jurisdiction).name(language)
        send_mail(
            to=to,
            subject=_("%(code)s adalah kode masuk Anda") % {"code": code},
            body=_(
                "Kode masuk Gapura %(city)s: %(code)s\n\n"
                "Ketik kode ini di halaman tempat Anda memintanya. Kode berlaku 10 menit dan hanya "
                "sekali pakai.\n\n"
                "Jangan berikan kode ini kepada siapa pun. Petugas tidak pernah memintanya.\n"
                "Bila Anda tidak meminta kode ini, abaikan e-mail ini; tidak ada yang berubah.\n"
            )
            % {"city": city, "code": code},
            key=f"sign-in-code:{pending.id}",
            by=by,
            useless_after=pending.expires_at,
        )
    return UUID(str(pending.id))


def confirm_code(challenge: UUID, code: str, *, address: str) -> Account:
    """The account of the address that got the code; made by the first code that is right."""
    pending = PendingCode.objects.filter(id=challenge).first()
    if pending is None:
        raise _over()
    limits.check(TRYING, pending.email, address)
    if not _use(challenge, code):
        limits.failed(TRYING, pending.email, address)
        raise Refused(
            _(
                "Kode ini tidak cocok dengan yang kami kirim. Periksa enam angka di e-mail terbaru "
                "dari kami, atau minta kode baru."
            ),
            code="wrong-code",
        )
    limits.succeeded(TRYING, pending.email, address)
    account = ensure_account(pending.email, language=pending.language)
    if not account.is_active:
        raise _over()
    return account


def _use(challenge: UUID, code: str) -> bool:
    """Right or wrong is kept in a transaction of its own: a wrong try stays counted."""
    with transaction.atomic():
        pending = PendingCode.objects.select_for_update().get(id=challenge)
        now = timezone.now()
        if pending.used_at or pending.expires_at <= now or pending.tries >= MOST_TRIES:
            raise _over()
        pending.tries += 1
        typed = "".join(character for character in code if character.isdigit())
        right = constant_time_compare(pending.digest, _digest(challenge, typed))
        if right:
            pending.used_at = now
        pending.save(update_fields=["tries", "used_at"])
        return right


def _digest(challenge: UUID, code: str) -> str:
    return salted_hmac("gapura.access.code", f"{challenge}:{code}", algorithm="sha256").hexdigest()


def _over() -> Refused:
    return Refused(
        _(
            "Kode ini sudah tidak berlaku: sudah dipakai, lewat 10 menit, atau terlalu sering salah. "
            "Minta kode baru; kode lama boleh dibuang."
        ),
        code="code-over",
    )
