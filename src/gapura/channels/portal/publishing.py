"""A service of this city as open metadata."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from gapura.catalogue.queries import OfferedService
from gapura.engines.definitions import jurisdiction as definitions
from gapura.engines.definitions.cpsv import cpsv_jsonld
from gapura.jurisdictions.queries import City

if TYPE_CHECKING:
    from gapura.jurisdictions.models import Agency


@dataclass(frozen=True)
class PublishedCity:
    """A city with its agencies, as the metadata names them."""

    id: str
    areas: tuple[str, ...]
    languages: tuple[str, ...]
    contact: definitions.Contact
    life_events: tuple[definitions.LifeEvent, ...]
    agencies: dict[str, definitions.Agency]

    def agency(self, code: str) -> definitions.Agency | None:
        return self.agencies.get(code)


def cpsv_of(service: OfferedService, city: City, agencies: Iterable["Agency"]) -> dict[str, Any]:
    published = PublishedCity(
        id=city.id,
        areas=city.area_codes,
        languages=city.languages,
        contact=city.contact,
        life_events=city.life_events,
        agencies={
            agency.code: definitions.Agency(code=agency.code, name=agency.names, kind=agency.kind)
            for agency in agencies
        },
    )
    return cpsv_jsonld(service.package, published)
