"""The bar on top of every desk page: doors of this officer's roles, search, notices, who it is."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from gapura.access.queries import (
    ADMINISTRATOR,
    DESIGNER,
    HEAD,
    INSPECTORATE,
    SUPERVISOR,
    role_title,
)
from gapura.channels.ui.entering import CityRequest
from gapura.kernel.actors import Actor
from gapura.notifications import queries as notifications

WATCHING = frozenset({SUPERVISOR, HEAD, INSPECTORATE})


@dataclass(frozen=True)
class Door:
    address: str
    label: str
    is_here: bool
    count: int = 0


@dataclass(frozen=True)
class Bar:
    doors: tuple[Door, ...]
    unread: int
    name: str
    posts: tuple[str, ...]


def bar_of(request: CityRequest) -> Bar | None:
    """None before somebody has come in."""
    actor = request.actor
    if not actor.posts or actor.account_id is None:
        return None
    unread = notifications.count_unread(actor.account_id, actor.jurisdiction)
    return Bar(
        doors=_doors(request, unread),
        unread=unread,
        name=actor.name,
        posts=tuple(_post_words(actor)),
    )


def _doors(request: CityRequest, unread: int) -> tuple[Door, ...]:
    roles = request.actor.roles()
    watching, administering = bool(roles & WATCHING), ADMINISTRATOR in roles
    names = [
        ("queue", _("Antrean"), True),
        ("counter", _("Loket"), True),
        ("board", _("Pengawasan"), watching),
        ("trail", _("Jejak"), watching),
        ("manage", _("Kelola"), administering),
        ("rules", _("Aturan"), DESIGNER in roles and not administering),
        ("notices", _("Kabar"), True),
    ]
    return tuple(
        _door(request, name, label, unread if name == "notices" else 0)
        for name, label, wanted in names
        if wanted
    )


def _door(request: CityRequest, name: str, label: str, count: int) -> Door:
    address = reverse(f"desk:{name}", args=[request.city.id])
    here = request.path.startswith(address)
    if name == "queue":
        here = request.path == address or request.path.startswith(f"{address}urusan/")
    return Door(address, label, here, count)


def _post_words(actor: Actor) -> list[str]:
    language = get_language() or "id"
    return [
        f"{role_title(actor.jurisdiction, post.role, language)} · {post.office_name}"
        for post in actor.posts
    ]
