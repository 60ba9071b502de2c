"""Choosing a kelurahan without JavaScript: from the city down by steps, or by a few letters."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from gapura.engines.forms.kinds.places import area_code
from gapura.jurisdictions.queries import City, get_area_path, list_areas, search_areas
from gapura.kernel.errors import NotFound

Posted = Mapping[str, Sequence[str]]

LEVELS = {
    "regency": _("kota atau kabupaten"),
    "district": _("kecamatan"),
    "village": _("kelurahan atau desa"),
}


@dataclass(frozen=True)
class AreaChoice:
    code: str
    label: str


@dataclass(frozen=True)
class AreaPicker:
    """One of three states: chosen; a list of the next level; what a search found above the list."""

    name: str  # of the field that is posted with the code
    chosen: AreaChoice | None = None
    trail: str = ""  # where the list is: "Jakarta Pusat, Kemayoran"
    at: str = ""
    above: str = ""
    may_go_up: bool = False
    level: str | Promise = ""
    choices: list[AreaChoice] = field(default_factory=list)
    is_last_level: bool = False
    words: str = ""
    hits: list[AreaChoice] = field(default_factory=list)


PickerFor = Callable[[str, Any, bool], AreaPicker]
"""Field name, the code so far, whether only places of the city count; gives its picker."""


def picking(posted: Posted, city: City) -> PickerFor:
    """For `render_page`: what was posted says how far down each picker is."""
    lists: dict[str, AreaPicker] = {}  # several questions start at the same list

    def pick(name: str, value: Any, only_here: bool) -> AreaPicker:  # noqa: FBT001 - PickerFor
        chosen = _chosen(value)
        if chosen is not None:
            return AreaPicker(name, chosen=chosen)
        at = _one(posted, f"{name}__at")
        if at not in lists:
            lists[at] = _list_at(at, city)
        words = " ".join(_one(posted, f"{name}__words").split())
        within = city.area_codes if only_here else ()
        hits = search_areas(words, within=within) if words else []
        return _named(lists[at], name, words, [AreaChoice(hit.code, hit.label) for hit in hits])

    return pick


def _named(below: AreaPicker, name: str, words: str, hits: list[AreaChoice]) -> AreaPicker:
    return AreaPicker(
        name,
        trail=below.trail,
        at=below.at,
        above=below.above,
        may_go_up=below.may_go_up,
        level=below.level,
        choices=below.choices,
        is_last_level=below.is_last_level,
        words=words,
        hits=hits,
    )


def _chosen(value: Any) -> AreaChoice | None:
    code = area_code(value) if isinstance(value, str) else None
    if code is None:
        return None
    try:
        path = get_area_path(code)
    except NotFound:
        return None
    return AreaChoice(code, ", ".join(area.name for area in reversed(path[1:])))


def _list_at(at: str, city: City) -> AreaPicker:
    start = city.area_codes[0] if len(city.area_codes) == 1 else ""
    try:
        path = get_area_path(at) if at else []
    except NotFound:
        path = []
    if not path:
        return _start(start, city)
    children = list_areas(path[-1].code)
    above = path[-2].code if len(path) > 1 else ""
    return AreaPicker(
        "",
        trail=", ".join(area.name for area in path[1:]),
        at=path[-1].code,
        above="" if above == start else above,
        may_go_up=path[-1].code not in city.area_codes,
        level=LEVELS[children[0].level] if children else "",
        choices=[AreaChoice(area.code, area.name) for area in children],
        is_last_level=bool(children) and children[0].level == "village",
    )


def _start(start: str, city: City) -> AreaPicker:
    areas = list_areas(start) if start else [get_area_path(code)[-1] for code in city.area_codes]
    return AreaPicker(
        "",
        at=start,
        level=LEVELS.get(areas[0].level, "") if areas else "",
        choices=[AreaChoice(area.code, area.name) for area in areas],
        is_last_level=bool(areas) and areas[0].level == "village",
    )


def _one(posted: Posted, name: str) -> str:
    values = posted.get(name) or [""]
    return values[-1][:100]
