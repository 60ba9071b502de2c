"""A service of this city as open metadata."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from gapura.catalogue.queries import OfferedService
from gapura.engines.definitions import jurisdiction as definitions
from gapura.engines.definitions.cpsv import cpsv_jsonld
from gapura.jurisdictions.queries import City

if TYPE_CHECKING:
    from gapura.jurisdictions.models import Agency


def cpsv_of(service: OfferedService, city: City, agencies: Iterable["Agency"]) -> dict[str, Any]:
    return cpsv_jsonld(service.package, _published(city, agencies))


def _published(city: City, agencies: Iterable["Agency"]) -> definitions.JurisdictionDefinition:
    """What of the city goes into the metadata; it was checked when it was loaded."""
    return definitions.JurisdictionDefinition.model_construct(
        id=city.id,
        short=city.short,
        name=city.names,
        areas=city.area_codes,
        languages=city.languages,
        contact=city.contact,
        life_events=city.life_events,
        agencies=tuple(
            definitions.Agency(code=agency.code, name=agency.names, kind=agency.kind)
            for agency in agencies
        ),
    )
