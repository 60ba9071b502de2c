"""What every page knows: the city, the reader's language and letters, and where the doors are."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import get_language, get_language_info, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from gapura.jurisdictions.queries import City
from gapura.kernel.actors import Actor

TEXT_COOKIE = "gapura_huruf"
TEXT_SIZES = {"": _("Huruf biasa"), "l": _("Huruf besar"), "xl": _("Huruf sangat besar")}

# Paths behind /<city>/; `portal/urls.py` answers them and a test follows each.
DOORS = (
    ("layanan/", pgettext_lazy("many", "Layanan")),
    ("lapor/", _("Lapor")),
    ("lacak/", _("Lacak")),
    ("urusan/", _("Urusan saya")),
)
PERSONAL = "urusan/"  # where the number of unread notices is shown
MORE_DOORS = (("kantor/", pgettext_lazy("many", "Kantor")), ("periksa/", _("Periksa surat")))


@dataclass(frozen=True)
class Door:
    address: str
    label: str
    is_here: bool
    is_personal: bool = False


@dataclass(frozen=True)
class Choice:
    value: str
    label: str
    is_chosen: bool


def page(request: HttpRequest) -> dict[str, Any]:
    """The context processor; asks the database nothing, so error pages may use it too."""
    city: City | None = getattr(request, "city", None)
    actor: Actor | None = getattr(request, "actor", None)
    language = get_language() or "id"
    text_size = request.COOKIES.get(TEXT_COOKIE, "")
    return {
        "city": city,
        "city_name": city.name(language) if city else "",
        "home": f"/{city.id}/" if city else "/",
        "actor": actor,
        "language": language,
        "languages": _languages(city, language),
        "text_size": text_size if text_size in TEXT_SIZES else "",
        "text_sizes": [
            Choice(size, str(name), size == text_size) for size, name in TEXT_SIZES.items()
        ],
        "doors": _doors(city, request.path, DOORS),
        "more_doors": _doors(city, request.path, MORE_DOORS),
        "unread": getattr(request, "unread", 0),  # set on personal pages only
        "is_demo": settings.DEMO,
        "mail_sandbox": settings.GAPURA_MAIL_SANDBOX,
        "problems": [],
        "uses_htmx": False,
    }


def _languages(city: City | None, current: str) -> list[Choice]:
    known = [code for code, _name in settings.LANGUAGES]
    promised = [code for code in city.languages if code in known] if city else known
    return [
        Choice(code, get_language_info(code)["name_local"], code == current) for code in promised
    ]


def _doors(city: City | None, path: str, doors: tuple[tuple[str, Any], ...]) -> list[Door]:
    if city is None:
        return []
    home = f"/{city.id}/"
    return [
        Door(home + way, str(label), path.startswith(home + way), way == PERSONAL)
        for way, label in doors
    ]
