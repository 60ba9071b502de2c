"""Who may change offices and their days: administrators, within their part of the office tree."""

from uuid import UUID

from django.utils.translation import gettext as _

from gapura.jurisdictions.models import Office
from gapura.kernel.actors import Actor
from gapura.kernel.errors import Forbidden

ADMINISTRATOR = "administrator"


def administered_offices(actor: Actor) -> set[UUID]:
    """Where the actor is administrator; what lies below belongs to it too."""
    if not actor.is_officer:
        return set()
    return {post.office_id for post in actor.posts if post.role == ADMINISTRATOR}


def require_administrator_of(actor: Actor, office: Office, *, beneath: set[UUID]) -> None:
    """`beneath` are the offices below those the actor administers."""
    if actor.kind == "system" or office.id in beneath:
        return
    raise Forbidden(
        _(
            "Anda bukan pengelola kantor ini, jadi tidak dapat mengubahnya. "
            "Mintalah pengelola kantor ini atau kantor di atasnya."
        ),
        code="not-administrator-of-office",
    )


def require_administrator_of_all(actor: Actor, *, top_offices: set[UUID]) -> None:
    """What holds for every office is decided at the top of the tree."""
    if actor.kind == "system" or administered_offices(actor) & top_offices:
        return
    raise Forbidden(
        _(
            "Hanya pengelola di kantor tertinggi kota ini yang dapat mengubah hari kerja semua "
            "kantor. Anda dapat mengubah hari kerja kantor Anda sendiri."
        ),
        code="not-administrator-of-all",
    )
