"""Passwords of officers: set by a mailed link, never sent, never seen."""

from datetime import timedelta

from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from gapura.access import limits
from gapura.access.commands.accounts import clean_email, ensure_account
from gapura.access.events import PasswordSet
from gapura.access.models import Account, OfficerPost
from gapura.access.queries import links
from gapura.kernel.actors import Actor, visitor
from gapura.kernel.commands import command
from gapura.kernel.errors import Forbidden, Refused
from gapura.kernel.events import publish
from gapura.kernel.ids import uuid7
from gapura.notifications.commands import send_mail

ASKING = "password-reset"


def request_password_reset(email: str, *, jurisdiction: str, address: str) -> None:
    """Mail a link to an officer of this city. The answer is the same for every address."""
    to = clean_email(email)
    limits.spend(ASKING, to, address)
    _send_reset(to, by=visitor(jurisdiction))


@command
def _send_reset(to: str, *, by: Actor) -> None:
    account = Account.objects.filter(email=to, is_active=True).first()
    if account is None:
        return
    if not OfficerPost.objects.of(by.jurisdiction).filter(account_id=account.id).exists():
        return
    with override(account.language):
        mail_link(
            account,
            subject=_("Kata sandi baru untuk meja petugas Gapura"),
            text=_(
                "Seseorang meminta kata sandi baru untuk akun ini. Bila itu Anda, buka tautan ini:"
                "\n\n%(link)s\n\n"
                "Tautan berlaku 3 hari dan sekali pakai. Bila bukan Anda, abaikan surel ini; kata "
                "sandi Anda tidak berubah.\n"
            ),
            by=by,
        )


def mail_link(account: Account, *, subject: str, text: str, by: Actor) -> None:
    """Mail a link that sets the password; `text` says where it goes with %(link)s."""
    send_mail(
        to=account.email,
        subject=subject,
        body=text % {"link": links.password_link(account, by.jurisdiction), "name": account.name},
        key=f"password-link:{uuid7()}",
        by=by,
        useless_after=timezone.now() + timedelta(seconds=settings.PASSWORD_RESET_TIMEOUT),
    )


def set_password(token: str, password: str, *, jurisdiction: str) -> Account:
    """By the link of an invitation or a reset; every other session of the account ends."""
    account = links.account_of_password_link(token)
    if account is None:
        raise Refused(
            _(
                "Tautan ini sudah dipakai atau lebih dari 3 hari umurnya. "
                "Minta tautan baru di halaman “Lupa kata sandi”."
            ),
            code="link-over",
        )
    _require_strong(password, account)
    _set(account, password, by=visitor(jurisdiction))
    return account


@command
def _set(account: Account, password: str, *, by: Actor) -> None:
    account.set_password(password)
    account.save(update_fields=["password"])
    fact = publish(PasswordSet(subject_id=account.id), by=by)
    with override(account.language):
        send_mail(
            to=account.email,
            subject=_("Kata sandi Anda sudah diganti"),
            body=_(
                "Kata sandi akun Gapura Anda baru saja diganti.\n\n"
                "Bila bukan Anda yang menggantinya, segera minta kata sandi baru di halaman "
                "“Lupa kata sandi” dan beri tahu pengelola kantor Anda.\n"
            ),
            key=f"password-set:{fact.id}",
            by=by,
        )


@command
def give_password(email: str, password: str, *, by: Actor) -> None:
    """For the demo and the first administrator, from the command line only."""
    if by.kind != "system":
        raise Forbidden(
            _("Kata sandi hanya dipasang oleh pemiliknya, lewat tautan di surel."),
            code="system-only",
        )
    account = ensure_account(email)
    known = account.has_usable_password() and account.check_password(password)
    if not known:
        account.set_password(password)
        account.save(update_fields=["password"])


def _require_strong(password: str, account: Account) -> None:
    try:
        validate_password(password, account)
    except ValidationError as error:
        raise Refused(" ".join(error.messages), code="weak-password") from error
