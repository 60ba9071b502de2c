"""Errors for machines and people alike: RFC 9457, with a sentence in the reader's language."""

import json
import logging
import math
from collections.abc import Mapping, Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from ninja.errors import ValidationError

from gapura.cases.commands.intake import Incomplete
from gapura.channels.api.language import reader_language
from gapura.channels.ui.errors import DATABASE_DOWN, WAIT_FOR_DATABASE
from gapura.engines.rules.text import in_language
from gapura.kernel.errors import Refused, TooMany

MEDIA_TYPE = "application/problem+json"
DOCUMENTATION = "/api/v1/docs"

TITLES: dict[int, str | Promise] = {
    400: gettext_lazy("Permintaan tidak terbaca"),
    403: gettext_lazy("Tidak boleh"),
    404: gettext_lazy("Tidak ditemukan"),
    405: gettext_lazy("Cara ini tidak dikenal di alamat ini"),
    409: gettext_lazy("Bertabrakan dengan yang sudah ada"),
    413: gettext_lazy("Terlalu besar"),
    415: gettext_lazy("Jenis isi tidak diterima"),
    422: gettext_lazy("Isinya belum bisa diterima"),
    429: gettext_lazy("Terlalu sering"),
    500: gettext_lazy("Kesalahan di pihak kami"),
    503: gettext_lazy("Sedang tidak dapat melayani"),
}

_WORDS: dict[str, str | Promise] = {
    "missing": gettext_lazy("Bagian ini wajib ada."),
    "extra_forbidden": gettext_lazy("Bagian ini tidak dikenal. Hapus, atau periksa ejaannya."),
    "string_too_short": gettext_lazy("Bagian ini terlalu pendek."),
    "string_too_long": gettext_lazy("Bagian ini terlalu panjang."),
    "string_pattern_mismatch": gettext_lazy("Ada huruf yang tidak diterima di bagian ini."),
    "base64": gettext_lazy("Isi berkas bukan base64 yang benar."),
}
_UNFIT = gettext_lazy("Isi bagian ini tidak sesuai dengan skemanya.")


class Problem(Exception):
    """An answer that is a problem, raised from anywhere below a route."""

    def __init__(
        self,
        status: int,
        code: str,
        detail: str,
        *,
        errors: Sequence[Mapping[str, str]] = (),
        headers: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(detail)
        self.status = status
        self.code = code
        self.detail = detail
        self.errors = [dict(error) for error in errors]
        self.headers = dict(headers or {})


def answer(request: HttpRequest, problem: Problem) -> HttpResponse:
    body: dict[str, Any] = {
        "type": f"{DOCUMENTATION}#status-{problem.status}",
        "title": str(TITLES[problem.status]),
        "status": problem.status,
        "detail": problem.detail,
        "instance": request.path,
        "code": problem.code,
    }
    if problem.errors:
        body["errors"] = problem.errors
    response = HttpResponse(
        json.dumps(body, ensure_ascii=False), content_type=MEDIA_TYPE, status=problem.status
    )
    response["Cache-Control"] = "no-store"
    for name, value in problem.headers.items():
        response[name] = value
    return response


def of_exception(error: Exception) -> Problem:
    """What any failure is called; one that nobody foresaw is logged, and told without details."""
    if isinstance(error, Problem):
        return error
    if isinstance(error, Incomplete):
        return _incomplete(error)
    if isinstance(error, Refused):
        return _refused(error)
    if isinstance(error, ValidationError):
        return _unfit(error.errors)
    if isinstance(error, DATABASE_DOWN):
        detail = _("Kami belum dapat menyimpan apa pun saat ini. Coba lagi sebentar lagi.")
        wait = {"Retry-After": str(WAIT_FOR_DATABASE)}
        return Problem(503, "unavailable", detail, headers=wait)
    logging.getLogger(__name__).error("an API request failed", exc_info=error)
    detail = _("Ini bukan salah Anda. Kesalahannya sudah tercatat. Coba lagi sebentar lagi.")
    return Problem(500, "server-error", detail)


def unfit(found: list[Any]) -> Problem:
    """What pydantic found in a body."""
    return _unfit([{**each, "loc": ("body", *each["loc"])} for each in found])


def at(pointer: str, detail: str, **more: str) -> dict[str, str]:
    """One thing that is wrong, and where: `#/answers/child_name`."""
    return {"pointer": pointer, "detail": detail, **more}


def pointer(*parts: object) -> str:
    """RFC 6901, as a fragment."""
    escaped = (str(part).replace("~", "~0").replace("/", "~1") for part in parts)
    return "#/" + "/".join(escaped)


def _incomplete(error: Incomplete) -> Problem:
    language = reader_language()
    errors = []
    for problem in error.problems:
        law = {"legal_reference": problem.legal_reference} if problem.legal_reference else {}
        place = pointer("answers", *problem.path.split("."))
        sentence = in_language(problem.sentence, language)
        errors.append(at(place, sentence, path=problem.path, **law))
    return Problem(422, error.code, str(error), errors=errors)


def _refused(error: Refused) -> Problem:
    headers = {}
    if isinstance(error, TooMany):
        headers["Retry-After"] = str(math.ceil(error.seconds))
    return Problem(error.status, error.code, str(error), headers=headers)


def _unfit(found: list[Any]) -> Problem:
    errors = []
    for each in found:
        where, *path = each["loc"]
        place = pointer(*path) if where == "body" else f"{where}: {path[-1] if path else ''}"
        errors.append(at(place, str(_WORDS.get(each["type"], _UNFIT))))
    return Problem(422, "does-not-fit", _("Permintaan ini tidak sesuai skemanya."), errors=errors)
