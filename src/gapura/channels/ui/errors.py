"""Pages for when something cannot be shown: what happened, why, what to do next."""

import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import psycopg
from django.core.exceptions import BadRequest, SuspiciousOperation
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.http.multipartparser import MultiPartParserError
from django.middleware.csrf import get_token
from django.template.loader import render_to_string
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from gapura.channels.ui.context import page as page_context
from gapura.kernel.errors import Refused, TooMany

DATABASE_DOWN = (OperationalError, InterfaceError, psycopg.OperationalError)
WAIT_FOR_DATABASE = 10

Kept = Sequence[tuple[str, str]]
"""Names and values that were typed, to be sent again from the error page."""


@dataclass(frozen=True)
class Explanation:
    status: int
    icon: str
    title: str | Promise
    sentence: str | Promise


EXPLANATIONS = {
    "bad-request": Explanation(
        400, "warning", _("Kiriman ini tidak dapat dibaca"),
        _("Browser mengirim sesuatu yang tidak kami mengerti, atau berkasnya terlalu besar. Kembali, lalu coba sekali lagi."),
    ),
    "forbidden": Explanation(
        403, "shield", _("Anda belum boleh membuka halaman ini"),
        _("Halaman ini untuk orang lain, atau Anda perlu masuk dulu."),
    ),
    "session-ended": Explanation(
        403, "clock", _("Halaman ini terlalu lama terbuka"),
        _("Demi keamanan, kami perlu Anda menekan kirim sekali lagi. Tulisan Anda masih ada."),
    ),
    "signed-out": Explanation(
        403, "clock", _("Anda sudah keluar"),
        _("Demi keamanan, Anda perlu masuk lagi. Tulisan Anda masih ada di halaman ini."),
    ),
    "not-found": Explanation(
        404, "paper-lost", _("Halaman ini tidak ada"),
        _("Mungkin alamatnya salah ketik, atau halamannya pindah."),
    ),
    "method": Explanation(
        405, "warning", _("Halaman ini tidak bisa dibuka dengan cara itu"),
        _("Kembali ke halaman sebelumnya, lalu coba lewat tombolnya."),
    ),
    "conflict": Explanation(
        409, "people", _("Seseorang sudah lebih dulu"),
        _("Isinya berubah sejak Anda membukanya. Buka lagi untuk melihat yang terbaru."),
    ),
    "service-closed": Explanation(
        409, "clock", _("Layanan ini sedang tutup"),
        _("Layanan ini belum menerima permohonan baru. Coba lagi nanti, atau telepon kami."),
    ),
    "refused": Explanation(
        422, "warning", _("Belum bisa dilanjutkan"), _("Periksa lagi isian Anda, lalu coba sekali lagi."),
    ),
    "too-many": Explanation(
        429, "clock", _("Terlalu sering. Tunggu sebentar"),
        _("Kami menahan percobaan berulang untuk melindungi data warga. Isian Anda aman."),
    ),
    "server-error": Explanation(
        500, "warning", _("Ada kesalahan di pihak kami"),
        _("Ini bukan salah Anda. Kesalahannya sudah tercatat. Coba lagi sebentar lagi."),
    ),
    "unavailable": Explanation(
        503, "clock", _("Sedang ramai atau sedang diperbaiki"),
        _("Kami belum dapat menyimpan apa pun saat ini. Isian Anda aman. Tunggu sebentar, lalu coba lagi."),
    ),
}  # fmt: skip

_KEY_OF_STATUS = {
    403: "forbidden",
    404: "not-found",
    409: "conflict",
    422: "refused",
    429: "too-many",
}
_NEVER_KEPT = ("csrfmiddlewaretoken", "password", "again", "old_password", "pin", "code", "__step")


def error_page(
    request: HttpRequest,
    key: str,
    *,
    sentence: object = "",
    kept: Kept = (),
    wait: int = 0,
    status: int = 0,
    sign_in: str = "",
) -> HttpResponse:
    """One page for every refusal; needs no database and no session."""
    why = EXPLANATIONS[key]
    context = page_context(request) | {
        "status": status or why.status,
        "icon_name": why.icon,
        "title": why.title,
        "sentence": str(sentence) or why.sentence,
        "kept": kept,
        "wait": wait,
        "again": request.get_full_path(),
        "may_send_again": request.method == "POST" and bool(kept),
        "sign_in": sign_in,
        "csrf_token": get_token(request),
        "messages": (),
        "unread": 0,
        "request": request,
    }
    response = HttpResponse(render_to_string("ui/error.html", context), status=context["status"])
    response["Cache-Control"] = "no-store"
    if wait:
        response["Retry-After"] = str(wait)
    return response


def page_for(request: HttpRequest, error: Exception) -> HttpResponse:
    """The page for an error of the kernel or of the database."""
    kept = typed(request)
    if isinstance(error, TooMany):
        return error_page(request, "too-many", sentence=error, kept=kept, wait=error.seconds)
    if isinstance(error, Refused):
        key = "service-closed" if error.code == "service-closed" else _KEY_OF_STATUS[error.status]
        return error_page(request, key, sentence=error, kept=kept)
    return error_page(request, "unavailable", kept=kept, wait=WAIT_FOR_DATABASE)


def typed(request: HttpRequest) -> Kept:
    """Everything a form sent except files and secrets."""
    if request.method != "POST":
        return ()
    try:
        return tuple(_pairs(request.POST.lists()))
    except (SuspiciousOperation, BadRequest, MultiPartParserError, OSError):
        return ()


def _pairs(lists: Iterable[tuple[str, list[str]]]) -> Iterable[tuple[str, str]]:
    for name, values in lists:
        if name not in _NEVER_KEPT and "password" not in name:
            yield from ((name, value) for value in values)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return error_page(request, "bad-request")


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return error_page(request, "forbidden")


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return error_page(request, "not-found")


def server_error(request: HttpRequest) -> HttpResponse:
    """Django's last resort; a database that is away is said to be away."""
    error = sys.exc_info()[1]
    if isinstance(error, (Refused, *DATABASE_DOWN)):
        return page_for(request, error)
    return error_page(request, "server-error", kept=typed(request))


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    return error_page(request, "session-ended", kept=typed(request))
