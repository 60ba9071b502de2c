"""Who may issue a document and who may take it back."""

from uuid import UUID

from django.utils.translation import gettext as _

from gapura.kernel.actors import Actor
from gapura.kernel.errors import Forbidden


def require_issuer(actor: Actor) -> None:
    """Gapura itself, following a decision, or the officer who decides."""
    if actor.kind not in {"system", "officer"}:
        raise Forbidden(
            _("Surat diterbitkan oleh petugas setelah permohonan diputuskan."), code="not-an-issuer"
        )


def require_revoker(actor: Actor, *, role: str, office_id: UUID) -> None:
    """The post that signed it, at the office that issued it; Gapura when it replaces it."""
    if actor.kind == "system" or actor.holds(role, office_id):
        return
    raise Forbidden(
        _(
            "Surat ini hanya dapat dicabut oleh pejabat penanda tangan di kantor yang "
            "menerbitkannya. Sampaikan alasan Anda kepada kantor itu."
        ),
        code="not-the-issuer",
    )
