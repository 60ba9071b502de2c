"""Offices: found by code, by name, and by who serves an area."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q, QuerySet
from django.db.models.functions import Length
from django.utils.translation import gettext as _

from gapura.jurisdictions.models import Agency, Office
from gapura.jurisdictions.queries.areas import four_levels, path_codes
from gapura.kernel.compiled import compiled
from gapura.kernel.errors import NotFound
from gapura.kernel.keys import JurisdictionQuerySet

PAGE = 50
MOST = 200


@dataclass(frozen=True)
class OfficePage:
    """One page by name; `after` opens the next one and is empty on the last."""

    offices: tuple[Office, ...]
    after: str


def get_office(jurisdiction: str, code: str) -> Office:
    return _found(_offices(jurisdiction).filter(code=code).first())


def get_office_by_id(jurisdiction: str, office_id: UUID) -> Office:
    return _found(_offices(jurisdiction).filter(id=office_id).first())


def list_offices(
    jurisdiction: str,
    *,
    kind: str = "",
    search: str = "",
    area: str = "",
    after: str = "",
    limit: int = PAGE,
) -> OfficePage:
    """Open offices by name; `area` keeps those in an area and those that serve it from above."""
    offices = _offices(jurisdiction).filter(is_open=True)
    if kind:
        offices = offices.filter(kind=kind)
    for word in search.replace("\0", " ").split():
        offices = offices.filter(Q(name__icontains=word) | Q(address__icontains=word))
    if area:
        offices = offices.filter(
            Q(area_code__in=path_codes(area)) | Q(area_code__startswith=f"{area}.")
        )
    if after:
        code, _bar, name = after.partition("|")
        offices = offices.filter(Q(name__gt=name) | Q(name=name, code__gt=code))
    limit = min(limit, MOST)
    rows = list(offices.order_by("name", "code")[: limit + 1])
    more = len(rows) > limit
    return OfficePage(tuple(rows[:limit]), _cursor(rows[limit - 1]) if more else "")


def list_offices_serving(jurisdiction: str, area_code: str, *, kind: str = "") -> list[Office]:
    """Open offices of the area and of those it lies in, the nearest first."""
    offices = _offices(jurisdiction).filter(is_open=True, area_code__in=path_codes(area_code))
    if kind:
        offices = offices.filter(kind=kind)
    rows = offices.order_by("name", "code")
    return sorted(rows, key=lambda office: -len(office.area_code))


def office_for(jurisdiction: str, kind: str, area_code: str) -> Office:
    """The nearest office of that kind: of the village, else its district, regency, province."""
    nearest = _nearest.first(jurisdiction, kind, *four_levels(area_code))
    if nearest is None:
        raise NotFound(
            _(
                "Belum ada kantor jenis “%(kind)s” yang melayani wilayah %(area)s di kota ini. "
                "Periksa alamatnya, atau pilih kota tempat alamat itu berada."
            )
            % {"kind": kind, "area": area_code},
            code="no-office-for-area",
        )
    return nearest


@compiled
def _nearest(  # noqa: PLR0917 - the four levels of an area
    jurisdiction: str, kind: str, province: str, regency: str, district: str, village: str
) -> QuerySet[Office]:
    levels = (province, regency, district, village)
    serving = _all(jurisdiction).filter(is_open=True, kind=kind, area_code__in=levels)
    return serving.order_by(Length("area_code").desc(), "name", "code")[:1]


def list_office_kinds(jurisdiction: str) -> list[str]:
    kinds = _all(jurisdiction).filter(is_open=True).order_by("kind").values_list("kind", flat=True)
    return list(kinds.distinct())


def list_agencies(jurisdiction: str) -> list[Agency]:
    return list(Agency.objects.of(jurisdiction).order_by("code"))


def office_ids_beneath(jurisdiction: str, tops: Iterable[UUID]) -> set[UUID]:
    """The offices given and all below them in the tree."""
    pairs = _all(jurisdiction).order_by("code").values_list("id", "parent_id")
    children: dict[UUID | None, list[UUID]] = {}
    for office_id, parent_id in pairs:
        children.setdefault(parent_id, []).append(office_id)
    waiting, found = list(tops), set[UUID]()
    while waiting:
        office_id = waiting.pop()
        if office_id not in found:
            found.add(office_id)
            waiting.extend(children.get(office_id, ()))
    return found


def all_office_ids(jurisdiction: str) -> set[UUID]:
    return set(_all(jurisdiction).order_by("code").values_list("id", flat=True))


def office_ids_above(jurisdiction: str, office_id: UUID) -> set[UUID]:
    """The office itself and all above it in the tree."""
    parents = dict(_all(jurisdiction).order_by("code").values_list("id", "parent_id"))
    found = set[UUID]()
    here: UUID | None = office_id
    while here is not None and here not in found:
        found.add(here)
        here = parents.get(here)
    return found


def _all(jurisdiction: str) -> JurisdictionQuerySet[Office]:
    return Office.objects.of(jurisdiction)


def _offices(jurisdiction: str) -> JurisdictionQuerySet[Office]:
    return _all(jurisdiction).select_related("agency")


def _cursor(office: Office) -> str:
    return f"{office.code}|{office.name}"


def _found(office: Office | None) -> Office:
    if office is None:
        raise NotFound(
            _("Kantor ini tidak ada di kota ini. Cari kantornya di daftar kantor."),
            code="unknown-office",
        )
    return office
