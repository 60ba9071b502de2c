"""Is this paper real? By the link in its QR code, by its number, or by comparing a copy."""

import re

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt

from gapura.access import limits
from gapura.channels.portal.pages import public
from gapura.channels.portal.personal import address, client_address, to
from gapura.channels.ui.entering import CityRequest, in_city
from gapura.channels.ui.problems import Problem
from gapura.documents import queries as documents
from gapura.documents.queries import CopyCheck, Verification
from gapura.kernel.errors import TooMany
from gapura.kernel.ids import ALPHABET
from gapura.kernel.scope import scope

LARGEST = 10_000_000
GUESSING = "document-number"
TOKEN = re.compile(rf"(?<![{ALPHABET}])[{ALPHABET}]{{26}}(?![{ALPHABET}])")


def _verify(request: CityRequest) -> HttpResponse:
    """Nothing is changed or kept, and the answer tells nobody anything more than a GET would."""
    if request.method != "POST":
        return _quietly(_form(request))
    if "salinan" in request.FILES:
        return _quietly(_copy(request))
    typed = request.POST.get("kode", "").replace("\0", "").strip()[:500]
    if not typed:
        sentence = _("Ketik nomor surat, tempel tautan dari kode QR, atau pilih berkas PDF.")
        return _quietly(_form(request, problem=Problem(sentence, "kode"), status=422))
    named = TOKEN.search(typed.upper())
    if named:
        return _quietly(to(request, "verified", named[0]))
    return _quietly(_numbered(request, typed))


# The forms of these pages need no token: they change nothing, and the pages must not tell their
# address (no-referrer), by which a browser would have to prove where it came from.
verify = csrf_exempt(in_city(_verify))


@public
def verified(request: CityRequest, token: str) -> HttpResponse:
    found = documents.verify(token, request.city.id)
    context = {"found": found, "checked_at": timezone.now()}
    status = 200 if found else 404
    return _quietly(render(request, "portal/documents/verified.html", context, status=status))


def _numbered(request: CityRequest, typed: str) -> HttpResponse:
    """A number is short enough to be guessed, so each miss makes the next try wait longer."""
    subject, here = f"{request.city.id}:{typed.upper()[:80]}", client_address(request)
    try:
        limits.check(GUESSING, subject, here)
    except TooMany as wait:
        response = _form(request, typed=typed, problem=Problem(str(wait), "kode"), status=429)
        response["Retry-After"] = str(wait.seconds)
        return response
    with scope(request.city.id):
        found = documents.find_by_number(typed, request.city.id)
    if found is None:
        limits.failed(GUESSING, subject, here)
        sentence = _(
            "Tidak ada surat bernomor itu yang terbit lewat Gapura di kota ini. Periksa lagi "
            "ketikannya. Bila nomornya sama dengan di surat, jangan terima surat itu."
        )
        return _form(request, typed=typed, problem=Problem(sentence, "kode"), status=404)
    limits.succeeded(GUESSING, subject, here)
    return to(request, "verified", found.token)


def _copy(request: CityRequest) -> HttpResponse:
    (file, *_more) = request.FILES.getlist("salinan")
    content = file.read(LARGEST + 1)
    if len(content) > LARGEST:
        sentence = _("Berkas ini lebih besar dari 10 MB, jadi bukan surat dari Gapura.")
        return _form(request, problem=Problem(sentence, "salinan"), status=413)
    if not content.startswith(b"%PDF-"):
        sentence = _(
            "Ini bukan PDF. Foto dan hasil pindaian tidak bisa dibandingkan: ketik nomornya, atau "
            "buka tautan di kode QR-nya."
        )
        return _form(request, problem=Problem(sentence, "salinan"), status=422)
    with scope(request.city.id):
        check = documents.check_copy(content, request.city.id)
    context = {
        "check": check,
        "found": check.document,
        "original": _original(request, check),
        "checked_at": timezone.now(),
    }
    return render(request, "portal/documents/copy.html", context)


def _original(request: CityRequest, check: CopyCheck) -> str:
    document: Verification | None = check.document
    return address(request, "verified", document.token) if document else ""


def _form(
    request: CityRequest, *, typed: str = "", problem: Problem | None = None, status: int = 200
) -> HttpResponse:
    context = {
        "typed": typed,
        "problems": [problem] if problem else [],
        "wrong": problem.anchor if problem else "",
    }
    return render(request, "portal/documents/verify.html", context, status=status)


def _quietly(response: HttpResponse) -> HttpResponse:
    """The address is the key to the paper: it stays out of search engines, logs and caches."""
    response["Referrer-Policy"] = "no-referrer"
    response["X-Robots-Tag"] = "noindex, nofollow"
    response["Cache-Control"] = "no-store"
    return response
