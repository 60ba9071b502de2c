"""Who may see a sealed value."""

from django.utils.translation import gettext as _

from gapura.kernel.actors import Actor
from gapura.kernel.errors import Forbidden


def require_officer(actor: Actor) -> None:
    if not actor.is_officer or not actor.posts:
        raise Forbidden(
            _(
                "NIK hanya dapat dibuka oleh petugas yang sedang bertugas. "
                "Masuklah sebagai petugas, atau mintalah kepada petugas kantor Anda."
            ),
            code="officers-only",
        )
