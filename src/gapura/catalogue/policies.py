"""Who may change what the city offers: those who answer for the agency that owns the service."""

from django.utils.translation import gettext as _

from gapura.jurisdictions import queries as jurisdictions
from gapura.kernel.actors import Actor
from gapura.kernel.errors import Forbidden

DESIGNER, ADMINISTRATOR = "designer", "administrator"


def may_close(actor: Actor, authority: str) -> bool:
    return actor.kind == "system" or _answers_for(actor, ADMINISTRATOR, authority)


def require_publisher(actor: Actor, authority: str) -> None:
    if actor.kind == "system" or _answers_for(actor, DESIGNER, authority):
        return
    raise Forbidden(
        _(
            "Hanya penyusun layanan di kantor pusat instansi pemilik layanan ini yang dapat "
            "menerbitkannya. Mintalah peran itu kepada pengelola akun kantor Anda."
        ),
        code="not-a-publisher",
    )


def require_closer(actor: Actor, authority: str) -> None:
    if not may_close(actor, authority):
        raise Forbidden(
            _(
                "Hanya pengelola di kantor pusat instansi pemilik layanan ini yang dapat menutup "
                "atau membukanya. Hubungi pengelola akun kantor Anda."
            ),
            code="not-a-closer",
        )


def _answers_for(actor: Actor, role: str, authority: str) -> bool:
    """Holds the role at the city's highest office, or where the agency has its head."""
    for post in actor.posts:
        if post.role != role:
            continue
        office = jurisdictions.get_office_by_id(actor.jurisdiction, post.office_id)
        if office.parent_id is None:
            return True
        above = jurisdictions.get_office_by_id(actor.jurisdiction, office.parent_id)
        if office.agency.code == authority and above.agency_id != office.agency_id:
            return True
    return False
