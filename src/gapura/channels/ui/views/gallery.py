"""`/gaya/`: every part in every state. A template may use no class that these pages do not show."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language, gettext, pgettext
from django.utils.translation import gettext_lazy as _

from gapura.channels.ui import gallery_form
from gapura.channels.ui.context import Door
from gapura.channels.ui.errors import EXPLANATIONS, error_page
from gapura.channels.ui.icons import ICONS
from gapura.channels.ui.parts import Fact, Moment, Row
from gapura.channels.ui.problems import Problem

STATES = (("normal", _("Belum diisi")), ("filled", _("Sudah diisi")), ("error", _("Ada kesalahan")))


def parts(request: HttpRequest) -> HttpResponse:
    return render(request, "ui/gallery/parts.html", _samples())


def questions(request: HttpRequest, state: str) -> HttpResponse:
    if state not in dict(STATES):
        raise Http404
    fields, problems = gallery_form.draw(state, get_language() or "id")
    context = {
        "questions": fields,
        "problems": problems,
        "states": STATES,
        "state": state,
        "saved_at": timezone.now(),
    }
    return render(request, "ui/gallery/questions.html", context, status=422 if problems else 200)


def errors(request: HttpRequest, key: str) -> HttpResponse:
    if key not in EXPLANATIONS:
        raise Http404
    kept = (("child_name", "Kirana Ayu"),) if request.method == "POST" else ()
    return error_page(request, key, wait=60 if key in {"too-many", "unavailable"} else 0, kept=kept)


def desk(request: HttpRequest) -> HttpResponse:
    return render(request, "ui/gallery/desk.html")


def _samples() -> dict[str, Any]:
    return {
        "doors": [
            Door("#pindah", pgettext("many", "Layanan"), is_here=True),
            Door("#tugas", gettext("Urusan saya"), is_here=False),
        ],
        "icons": sorted(ICONS),
        "explanations": [(key, why.title) for key, why in EXPLANATIONS.items()],
        "states": STATES,
        "moments": [
            Moment("Terkirim", "done", "23 November, 09.20"),
            Moment("Sekarang: diperiksa", "now", lines=("Suku Dinas Dukcapil Jakarta Pusat.",)),
            Moment("Selesai", lines=("Paling lambat 26 November.",)),
        ],
        "facts": [
            Fact("Lama", "3 hari kerja", "dihitung sejak berkas lengkap"),
            Fact("Biaya", "Gratis"),
            Fact("Hasil", "Akta (PDF)"),
        ],
        "rows": [
            Row("Nama", "Kirana Ayu Larasati", change="#ringkas"),
            Row("Alamat", "Jalan Garuda 14\nKemayoran, Jakarta Pusat", change="#ringkas"),
            Row("NIK ibu", "3171 •••• •••• 0001", source="data kota", is_number=True),
        ],
        "crumbs": [("#pindah", "Beranda"), ("#pindah", "Anak lahir")],
        "listed": [Problem("Nomor KK harus 16 angka", "gq"), Problem("Isi nama lengkap", "gq")],
    }
