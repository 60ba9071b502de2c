"""References to files that are already stored; the bytes never come here."""

import re
from typing import Any

from gapura.engines.forms.kinds.normal import Normal, cleaned, not_understood, refuse
from gapura.engines.forms.schema import Question

MEDIA_TYPES = {"jpeg": "image/jpeg", "png": "image/png", "pdf": "application/pdf"}
_ID = re.compile(r"[A-Za-z0-9_-]{1,100}")
_SHA256 = re.compile(r"([0-9a-f]{64})?")  # empty while a worker still cleans a large file
_LARGEST = 100 * 1024 * 1024


def read_file(question: Question, value: Any) -> Normal:
    """Form only; whether a file belongs to this case is asked where files are kept."""
    if isinstance(value, dict):
        value = [value]
    if not isinstance(value, list | tuple):
        return not_understood(question, value)
    references = [_reference(item) for item in value[: question.max_files + 1]]
    known = _each_once([item for item in references if item is not None])
    if len(known) > question.max_files:
        return refuse(
            question, known,
            "{Label}: paling banyak {limit} berkas. Hapus yang tidak perlu.",
            "{Label}: at most {limit} files. Please remove those that are not needed.",
            limit=question.max_files,
        )  # fmt: skip
    if None in references:
        return refuse(
            question, known,
            "{Label}: ada berkas yang belum tersimpan. Unggah sekali lagi.",
            "{Label}: a file has not been stored. Please upload it again.",
        )  # fmt: skip
    if any(item["media_type"] not in _accepted(question) for item in known):
        return refuse(
            question, known,
            "{Label}: berkas harus berupa {kinds}. Hapus berkas itu dan unggah yang lain.",
            "{Label}: the file must be {kinds}. Please remove it and upload another.",
            kinds=", ".join(kind.upper() for kind in question.accept),
        )  # fmt: skip
    return Normal(known)


def _each_once(references: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return list({item["id"]: item for item in references}.values())


def _accepted(question: Question) -> set[str]:
    return {MEDIA_TYPES[kind] for kind in question.accept}


def _reference(item: Any) -> dict[str, Any] | None:
    if not isinstance(item, dict):
        return None
    texts = [item.get(key) for key in ("id", "name", "media_type", "sha256")]
    size = item.get("size")
    if not all(isinstance(text, str) for text in texts) or type(size) is not int:
        return None
    if not (
        _ID.fullmatch(item["id"]) and _SHA256.fullmatch(item["sha256"]) and 0 < size <= _LARGEST
    ):
        return None
    return {
        "id": item["id"],
        "name": cleaned(item["name"])[:255].strip() or "berkas",
        "media_type": cleaned(item["media_type"])[:100],
        "size": size,
        "sha256": item["sha256"],
    }
