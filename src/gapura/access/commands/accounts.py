"""Accounts come into being: by the first code that was right, or by an invitation."""

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from gapura.access.models import Account
from gapura.kernel.errors import Refused


def ensure_account(email: str, *, name: str = "", language: str = "id") -> Account:
    """The account of this address, made when there is none; two at once make one."""
    address = clean_email(email)
    account = Account.objects.filter(email=address).first()
    if account is None:
        try:
            with transaction.atomic():
                return Account.objects.create_user(address, name=name, language=language)
        except IntegrityError:
            account = Account.objects.get(email=address)
    if name and not account.name:
        account.name = name
        account.save(update_fields=["name"])
    return account


def clean_email(typed: str) -> str:
    email = typed.strip().lower()
    try:
        validate_email(email)
    except ValidationError as error:
        raise Refused(
            _(
                "Alamat e-mail “%(email)s” belum lengkap. Alamat e-mail ditulis seperti "
                "nama@contoh.id, dengan satu tanda @ dan tanpa spasi."
            )
            % {"email": typed.strip()[:80]},
            code="email-mistyped",
        ) from error
    return email
