"""Where: an area code, a home address, a place in the city."""

import re
from typing import Any

from gapura.engines.forms.kinds.normal import Normal, is_blank, not_understood, refuse, typed
from gapura.engines.forms.schema import Question

LONGEST_STREET = 200
ADDRESS_PARTS = ("street", "rt", "rw", "area")
LOCATION_TEXTS = ("area", "street", "landmark")
_DOTTED = re.compile(r"[0-9]{2}\.[0-9]{2}\.[0-9]{2}\.[0-9]{4}")
_UNDOTTED = re.compile(r"[0-9]{10}")
_MEMBER = re.compile(r"[0-9]{1,3}")  # RT and RW: three digits each, not part of the area code
_DEGREES = re.compile(r"-?[0-9]{1,3}(?:[.,][0-9]{1,18})?")


def read_area(question: Question, value: Any) -> Normal:
    """Form only; whether the code exists is asked where the areas are kept."""
    code = area_code(typed(value) or "")
    if code is None:
        return refuse(
            question, value,
            "{Label}: pilih kelurahan atau desa dari daftar.",
            "{Label}: choose the village or kelurahan from the list.",
        )  # fmt: skip
    return Normal(code)


def area_code(text: str) -> str | None:
    if _DOTTED.fullmatch(text):
        return text
    if _UNDOTTED.fullmatch(text):
        return f"{text[:2]}.{text[2:4]}.{text[4:6]}.{text[6:]}"
    return None


def read_address(question: Question, value: Any) -> Normal:
    if not isinstance(value, dict):
        return not_understood(question, value)
    parts = {name: typed(value.get(name)) or "" for name in ADDRESS_PARTS}
    if not parts["street"]:
        return refuse(
            question, parts,
            "{Label} belum lengkap: isi nama jalan dan nomor rumah.",
            "{Label} is not complete: fill in the street and house number.",
        )  # fmt: skip
    if len(parts["street"]) > LONGEST_STREET:
        return _street_too_long(question, parts)
    for name in ("rt", "rw"):
        if parts[name] and not _MEMBER.fullmatch(parts[name]):
            return refuse(
                question, parts,
                "{Label} belum benar: {part} paling banyak 3 angka, misalnya 005. "
                "Kosongkan bila tidak ada.",
                "{Label} is not right yet: {part} has at most 3 digits, for example 005. "
                "Leave it empty if there is none.",
                part=name.upper(),
            )  # fmt: skip
    code = area_code(parts["area"])
    if code is None:
        return _area_missing(question, parts)
    numbered = {name: parts[name].zfill(3) if parts[name] else "" for name in ("rt", "rw")}
    return Normal({**parts, **numbered, "area": code})


def read_location(question: Question, value: Any) -> Normal:
    if not isinstance(value, dict):
        return not_understood(question, value)
    texts = {name: typed(value.get(name)) or "" for name in LOCATION_TEXTS}
    raw = {**texts, "lat": value.get("lat"), "lon": value.get("lon")}
    if any(len(texts[name]) > LONGEST_STREET for name in ("street", "landmark")):
        return _street_too_long(question, raw)
    lat, lon = _degrees(raw["lat"], 90), _degrees(raw["lon"], 180)
    if _has_bad_point(raw, lat, lon):
        return refuse(
            question, raw,
            "{Label} belum benar: titik di peta tidak dapat dibaca. Pilih lagi titiknya, "
            "atau kosongkan dan tulis patokan.",
            "{Label} is not right yet: the point on the map cannot be read. Choose it again, "
            "or leave it empty and write a landmark.",
        )  # fmt: skip
    code = area_code(texts["area"])
    if code is None:
        return _area_missing(question, raw)
    if lat is None and not texts["street"] and not texts["landmark"]:
        return refuse(
            question, raw,
            "{Label} belum lengkap: tulis nama jalan atau patokan supaya petugas dapat menemukannya.",
            "{Label} is not complete: write the street or a landmark so that officers can find it.",
        )  # fmt: skip
    return Normal({**texts, "area": code, "lat": lat, "lon": lon})


def _has_bad_point(raw: dict[str, Any], lat: float | None, lon: float | None) -> bool:
    bad = any(not is_blank(raw[name]) and got is None for name, got in (("lat", lat), ("lon", lon)))
    return bad or (lat is None) != (lon is None)


def _degrees(value: Any, most: int) -> float | None:
    """About ten centimetres are kept: six decimals."""
    if isinstance(value, bool):
        return None
    if isinstance(value, int | float):
        return round(float(value), 6) if abs(value) <= most else None
    text = (typed(value) or "").replace("−", "-")
    if not _DEGREES.fullmatch(text):
        return None
    degrees = round(float(text.replace(",", ".")), 6)
    return degrees if abs(degrees) <= most else None


def _area_missing(question: Question, parts: dict[str, Any]) -> Normal:
    return refuse(
        question, parts,
        "{Label} belum lengkap: pilih kelurahan atau desa dari daftar.",
        "{Label} is not complete: choose the village or kelurahan from the list.",
    )  # fmt: skip


def _street_too_long(question: Question, parts: dict[str, Any]) -> Normal:
    return refuse(
        question, parts,
        "{Label}: nama jalan atau patokan paling panjang 200 huruf. Persingkat isinya.",
        "{Label}: the street or landmark may have at most 200 characters. Please shorten it.",
    )  # fmt: skip
