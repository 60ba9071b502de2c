"""Provinces, regencies, districts and villages by code; names collide, codes do not."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import BooleanField, ExpressionWrapper, Q, QuerySet
from django.utils.translation import gettext as _

from gapura.jurisdictions.models import Area
from gapura.kernel.compiled import compiled
from gapura.kernel.errors import NotFound

HITS = 20


@dataclass(frozen=True)
class AreaHit:
    """A found area with what lies above it, nearest first, because two may share a name."""

    code: str
    level: str
    name: str
    above: tuple[str, ...]

    @property
    def label(self) -> str:
        return ", ".join((self.name, *self.above))


def get_area(code: str) -> Area:
    area = Area.objects.filter(code=code).first()
    if area is None:
        raise _unknown(code)
    return area


def get_area_path(code: str) -> list[Area]:
    """From the province down to the area itself."""
    path = _path.all(*four_levels(code))
    if not path or path[-1].code != code:
        raise _unknown(code)
    return path


@compiled
def _path(province: str, regency: str, district: str, village: str) -> QuerySet[Area]:
    levels = (province, regency, district, village)
    return Area.objects.filter(code__in=levels).order_by("code")


def list_areas(parent: str = "") -> list[Area]:
    """The areas of today directly in `parent`, by name; no parent = the provinces."""
    return list(Area.objects.filter(parent_code=parent, valid_to=None).order_by("name", "code"))


def search_areas(
    words: str, *, within: Sequence[str] = (), level: str = "village", limit: int = HITS
) -> list[AreaHit]:
    """Areas whose name holds the words, those that begin with them first."""
    words = " ".join(words.replace("\0", " ").split())
    if not words:
        return []
    found = Area.objects.filter(name__icontains=words, level=level, valid_to=None)
    if within:
        found = found.filter(_beneath(within))
    begins = ExpressionWrapper(Q(name__istartswith=words), output_field=BooleanField())
    found = found.annotate(begins=begins).order_by("-begins", "name", "code")
    return _hits(list(found[:limit]))


def path_codes(code: str) -> list[str]:
    """`31.71.03.1001` lies in 31, 31.71, 31.71.03 and itself."""
    parts = code.split(".")
    return [".".join(parts[:length]) for length in range(1, len(parts) + 1)]


def four_levels(code: str) -> tuple[str, str, str, str]:
    """The same codes, the last one again where the area is large."""
    path = path_codes(code)
    return path[0], path[:2][-1], path[:3][-1], path[-1]


def _beneath(codes: Iterable[str]) -> Q:
    condition = Q()
    for code in codes:
        condition |= Q(code=code) | Q(code__startswith=f"{code}.")
    return condition


def _hits(rows: list[Area]) -> list[AreaHit]:
    above = {code for row in rows for code in path_codes(row.code)[:-1]}
    names = dict(Area.objects.filter(code__in=above).order_by("code").values_list("code", "name"))
    return [
        AreaHit(
            code=row.code,
            level=row.level,
            name=row.name,
            above=tuple(names[code] for code in reversed(path_codes(row.code)[1:-1])),
        )
        for row in rows
    ]


def _unknown(code: str) -> NotFound:
    return NotFound(
        _("Tidak ada wilayah berkode “%(code)s”. Pilih wilayah dari daftar.") % {"code": code},
        code="unknown-area",
    )
