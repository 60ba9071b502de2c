"""The links that are mailed: made here, read here, and good for one use and a short time."""

from typing import Literal
from uuid import UUID

from django.conf import settings
from django.contrib.auth.tokens import PasswordResetTokenGenerator
from django.core import signing

from gapura.access.models import Account, EmailChange

PASSWORD_PATH = "/{city}/desk/kata-sandi/{token}/"  # noqa: S105 - an address, not a secret
EMAIL_PATH = "/{city}/desk/surel/{token}/"
EMAIL_SALT = "gapura.access.email-change"
EmailPurpose = Literal["confirm", "stop"]

_generator = PasswordResetTokenGenerator()  # ends with the first use, a new password or 3 days


def password_link(account: Account, jurisdiction: str) -> str:
    token = f"{account.id.hex}.{_generator.make_token(account)}"
    return settings.GAPURA_PUBLIC_URL + PASSWORD_PATH.format(city=jurisdiction, token=token)


def account_of_password_link(token: str) -> Account | None:
    """Whose link this is; None when it was used, is too old or was made up."""
    account_id, _dot, proof = token.partition(".")
    try:
        account = Account.objects.filter(id=UUID(hex=account_id), is_active=True).first()
    except ValueError:
        return None
    return account if account and _generator.check_token(account, proof) else None


def email_link(change: EmailChange, jurisdiction: str, purpose: EmailPurpose) -> str:
    token = signing.dumps([str(change.id), purpose], salt=EMAIL_SALT)
    return settings.GAPURA_PUBLIC_URL + EMAIL_PATH.format(city=jurisdiction, token=token)


def read_email_link(token: str) -> tuple[UUID, EmailPurpose] | None:
    try:
        change_id, purpose = signing.loads(token, salt=EMAIL_SALT)
    except signing.BadSignature:
        return None
    return UUID(change_id), purpose
