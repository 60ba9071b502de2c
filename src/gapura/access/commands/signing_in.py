"""Open and close a session. django-allauth's adapter does it, so that passkeys, TOTP and other
log-ins can join at the same place."""

from uuid import UUID

from allauth.account.adapter import get_adapter
from django.http import HttpRequest
from django.utils.translation import gettext as _

from gapura.access import limits
from gapura.access.commands.codes import confirm_code
from gapura.access.models import Account
from gapura.access.queries.actors import actor_for
from gapura.kernel.errors import Forbidden, Refused
from gapura.kernel.scope import scope

TRYING = "password"


def sign_in_officer(
    request: HttpRequest, email: str, password: str, *, jurisdiction: str, address: str
) -> Account:
    """Open a session for an officer with a post in this city today."""
    subject = email.strip().lower()
    limits.check(TRYING, subject, address)
    account = get_adapter(request).authenticate(request, email=subject, password=password)
    if not isinstance(account, Account) or not account.is_active:
        limits.failed(TRYING, subject, address)
        raise Refused(
            _(
                "Surel dan kata sandi tidak cocok. Periksa keduanya, atau minta tautan kata sandi "
                "baru bila Anda lupa."
            ),
            code="wrong-password",
        )
    limits.succeeded(TRYING, subject, address)
    with scope(jurisdiction):
        actor = actor_for(account, jurisdiction)
    if not actor.is_officer:
        raise Forbidden(
            _(
                "Akun ini tidak memegang tugas di kota ini hari ini. Mintalah pengelola kantor "
                "Anda menambahkan tugas Anda, atau buka meja petugas kota Anda sendiri."
            ),
            code="no-post-here",
        )
    get_adapter(request).login(request, account)
    return account


def sign_in_resident(request: HttpRequest, challenge: UUID, code: str, *, address: str) -> Account:
    """Open a session for whoever typed the mailed code."""
    account = confirm_code(challenge, code, address=address)
    get_adapter(request).login(request, account)
    return account


def sign_out(request: HttpRequest) -> None:
    get_adapter(request).logout(request)
