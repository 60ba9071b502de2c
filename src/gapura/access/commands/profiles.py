"""How an account is called, and in which language it is written to."""

from django.conf import settings
from django.utils.translation import gettext as _

from gapura.access.models import Account
from gapura.kernel.actors import Actor
from gapura.kernel.errors import Forbidden, Refused


def set_profile(*, by: Actor, name: str, language: str) -> None:
    """One's own account only."""
    if language not in dict(settings.LANGUAGES):
        raise Refused(_("Bahasa ini belum tersedia. Pilih dari daftar."), code="no-such-language")
    rows = Account.objects.filter(id=by.account_id, is_active=True) if by.account_id else None
    if rows is None or not rows.update(name=" ".join(name.split())[:120], language=language):
        raise Forbidden(_("Masuklah lebih dulu untuk mengubah akun Anda."), code="sign-in")
