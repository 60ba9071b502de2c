"""What a page says in a language: the words one sees and hears, and which of them are Indonesian."""

import re
from functools import cache
from html.parser import HTMLParser

# Words that no Indonesian sentence does without, and the commonest words of these pages.
INDONESIAN = re.compile(
    r"\b(dan|yang|untuk|anda|dengan|atau|di|dari|ke|ini|itu|tidak|akan|pada|adalah|sudah|belum"
    r"|bisa|boleh|kami|oleh|juga|saja|sampai|lewat|sejak|bila|kalau|tanpa|semua|layanan|urusan"
    r"|surat|berkas|isian|petugas|warga|kantor|cari|lapor|lacak|hari|jam|kerja|gratis|langkah"
    r"|pemohon|tanggal|batas|sisa|selesai|terkirim|menunggu|diminta|alasan|tutup|buka"
    r"|senin|selasa|rabu|kamis|jumat|sabtu|minggu"
    r"|januari|februari|maret|mei|juni|juli|agustus|oktober|desember)\b",
    re.IGNORECASE,
)
ADDRESS = re.compile(r"https?://\S+")
SPOKEN = ("alt", "aria-label", "placeholder", "title")
VOID = {"area", "br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"}


class Words(HTMLParser):
    """What a reader sees and a screen reader says, outside elements in another language."""

    def __init__(self, html, language):
        super().__init__()
        self.language = language
        self.open = []  # whether each open element is read in the language of the page
        self.said = []
        self.page_language = None
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        if tag == "html":
            self.page_language = given.get("lang")
        read = (not self.open or self.open[-1]) and tag not in {"script", "style", "textarea"}
        if "lang" in given:
            read = given["lang"] == self.language
        if read:
            self.said += [given[name] for name in SPOKEN if given.get(name)]
            self.said += [given["content"]] if given.get("name") == "description" else []
        if tag not in VOID:
            self.open.append(read)

    def handle_endtag(self, tag):
        if tag not in VOID and self.open:
            self.open.pop()

    def handle_data(self, data):
        if data.strip() and (not self.open or self.open[-1]):
            self.said.append(" ".join(data.split()))


def indonesian_left(html, but=()):
    """What is still said in Indonesian; `but` are the words of people, kept as they wrote them."""
    names = (*but, *proper_names())
    spoken = [ADDRESS.sub("", said) for said in Words(html, "en").said]
    found = [said for said in spoken if INDONESIAN.search(said)]
    return [said for said in found if INDONESIAN.search(_without(names, said))]


def _without(names, said):
    for name in names:
        said = said.replace(name, "")
    return said


@cache
def proper_names():
    """Areas, offices and agencies are called what they are called."""
    from gapura.jurisdictions.models import Agency, Area, Office
    from gapura.kernel.scope import scope

    names = set(Area.objects.values_list("name", flat=True))
    for city in ("jakarta", "depok"):
        with scope(city):
            for office in Office.objects.filter(jurisdiction_id=city):
                names |= {office.name, office.address}
            for agency in Agency.objects.filter(jurisdiction_id=city):
                names |= set(agency.names.values())
    return tuple(sorted((name for name in names if name), key=len, reverse=True))
