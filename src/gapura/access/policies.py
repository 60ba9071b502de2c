"""Who may add, move and excuse officers: administrators, within their part of the office tree."""

from uuid import UUID

from django.utils.translation import gettext as _

from gapura.jurisdictions.policies import administered_offices
from gapura.jurisdictions.queries import office_ids_beneath
from gapura.kernel.actors import Actor
from gapura.kernel.errors import Forbidden


def administered_office_ids(actor: Actor) -> set[UUID]:
    """The offices whose officers this actor looks after; empty for everybody else."""
    tops = administered_offices(actor)
    return office_ids_beneath(actor.jurisdiction, tops) if tops else set()


def require_administrator(actor: Actor, office_ids: set[UUID]) -> None:
    """Administrator of at least one of the offices; the loader of the demo is `system`."""
    if actor.kind == "system" or administered_office_ids(actor) & office_ids:
        return
    raise Forbidden(
        _(
            "Anda bukan pengelola kantor ini, jadi tidak dapat mengubah petugasnya. "
            "Mintalah pengelola kantor ini atau kantor di atasnya."
        ),
        code="not-administrator",
    )
