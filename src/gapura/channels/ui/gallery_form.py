"""A form with every kind of question, for the gallery and for the tests that look at it."""

from datetime import date
from typing import Any

from gapura.channels.ui.area_picking import LEVELS, AreaChoice, AreaPicker
from gapura.channels.ui.problems import Problem
from gapura.channels.ui.question_fields import QuestionField, list_problems, render_page
from gapura.engines.forms.reading import read_page
from gapura.engines.forms.schema import Form, Option, Page, Question
from gapura.engines.rules.text import say

TODAY = date(2026, 11, 23)

_SEX = (
    Option(value="female", label=say("Perempuan", "Female")),
    Option(value="male", label=say("Laki-laki", "Male")),
)
_PLACE = (
    Option(
        value="hospital",
        label=say("Rumah sakit", "Hospital"),
        hint=say("Negeri atau swasta", "Public or private"),
    ),
    Option(value="clinic", label=say("Puskesmas", "Health centre")),
    Option(
        value="home",
        label=say("Rumah", "Home"),
        hint=say("Dengan atau tanpa bidan", "With or without a midwife"),
    ),
)
_RELIGIONS = tuple(
    Option(value=code, label=say(*names))
    for code, names in {
        "islam": ("Islam", "Islam"), "protestant": ("Kristen", "Protestant"),
        "catholic": ("Katolik", "Catholic"), "hindu": ("Hindu", "Hindu"),
        "buddhist": ("Buddha", "Buddhist"), "confucian": ("Khonghucu", "Confucian"),
        "belief": ("Kepercayaan", "Traditional belief"), "unsaid": ("Tidak menyebut", "Not stated"),
    }.items()
)  # fmt: skip
_NEWS = (
    Option(value="sms", label=say("SMS", "SMS")),
    Option(value="email", label=say("E-mail", "E-mail")),
)

PAGE = Page(
    id="gallery",
    title=say("Semua isian", "All questions"),
    questions=(
        Question(id="child_name", kind="text", label=say("Nama lengkap anak", "Full name of the child"),
                 hint=say("Tulis seperti di surat lahir, tanpa gelar.", "As on the birth letter, without titles.")),
        Question(id="nickname", kind="text", label=say("Nama panggilan", "Nickname"), required=False),
        Question(id="born_on", kind="date", label=say("Tanggal lahir", "Date of birth"),
                 hint=say("Contoh: 14 11 2026", "Example: 14 11 2026")),
        Question(id="sex", kind="choice", label=say("Jenis kelamin", "Sex"), options=_SEX),
        Question(id="place_kind", kind="choice", label=say("Tempat lahir", "Place of birth"), options=_PLACE),
        Question(id="religion", kind="choice", label=say("Agama ibu", "Religion of the mother"), options=_RELIGIONS),
        Question(id="has_letter", kind="yes_no", label=say("Apakah ada surat lahir?", "Is there a birth letter?")),
        Question(id="news", kind="choices", label=say("Cara menerima kabar", "How to hear from us"), options=_NEWS),
        Question(id="nik", kind="nik", label=say("NIK ibu", "NIK of the mother"),
                 hint=say("16 angka, ada di KTP bagian atas.", "16 digits, at the top of the identity card."),
                 why=say("Agar akta dan KK anak terhubung. Setiap kali dibuka, ada catatannya.",
                         "To link certificate and family card. Every opening is recorded.")),
        Question(id="family_card", kind="family_card", label=say("Nomor KK", "Family card number")),
        Question(id="phone", kind="phone", label=say("Nomor HP", "Mobile number"), autocomplete="tel"),
        Question(id="email", kind="email", label=say("E-mail", "E-mail"), autocomplete="email"),
        Question(id="order", kind="number", label=say("Anak ke berapa?", "Which child is this?")),
        Question(id="rent", kind="money", label=say("Sewa rumah sebulan", "Rent of a month")),
        Question(id="story", kind="long_text", label=say("Ceritakan singkat", "Tell us briefly")),
        Question(id="village", kind="area", label=say("Kelurahan tempat lahir", "Village of birth")),
        Question(id="home", kind="address", label=say("Alamat rumah", "Home address")),
        Question(id="spot", kind="location", label=say("Letak kerusakan", "Where the damage is")),
        Question(id="letter", kind="file", label=say("Surat keterangan lahir", "Birth letter"),
                 hint=say("Seluruh kertas terlihat, tulisan terbaca.", "The whole sheet, easy to read."), max_files=2),
        Question(id="witnesses", kind="group", label=say("Saksi", "Witnesses"), item=say("Saksi", "Witness"),
                 min_items=1, max_items=3, questions=(
                     Question(id="name", kind="text", label=say("Nama saksi", "Name of the witness")),
                     Question(id="nik", kind="nik", label=say("NIK saksi", "NIK of the witness"), required=False))),
    ),
)  # fmt: skip
FORM = Form(pages=(PAGE,))

_VILLAGE = "31.71.03.1001"
_LABEL = "Gambir, Gambir, Jakarta Pusat"
_FILE = {
    "id": "f1",
    "name": "surat-lahir.jpg",
    "media_type": "image/jpeg",
    "size": 1_240_000,
    "sha256": "0" * 64,
}

FILLED: dict[str, Any] = {
    "child_name": "Kirana Ayu Larasati", "nickname": "Kirana", "born_on": "2026-11-14", "sex": "female",
    "place_kind": "clinic", "religion": "islam", "has_letter": True, "news": ["sms"],
    "nik": "3171035708900001", "family_card": "3171030510260112", "phone": "+6281234567890",
    "email": "ratna@contoh.id", "order": 2, "rent": 1_250_000, "story": "Lahir di puskesmas.\nDibantu bidan.",
    "village": _VILLAGE, "home": {"street": "Jalan Garuda 14", "rt": "004", "rw": "007", "area": _VILLAGE},
    "spot": {"street": "Jalan Garuda", "landmark": "depan pasar", "area": _VILLAGE, "lat": -6.16, "lon": 106.84},
    "letter": [_FILE], "witnesses": [{"name": "Siti Aminah", "nik": ""}, {"name": "Budi Santoso", "nik": ""}],
}  # fmt: skip
MISTAKEN = {
    "born_on_day": ["14"], "born_on_month": ["21"], "born_on_year": ["2026"], "nik": ["3171 0357 0890 000"],
    "family_card": ["3171"], "phone": ["0812"], "email": ["ratna"], "order": ["dua"], "rent": ["banyak"],
    "home_street": [""], "home_rt": ["4A"], "home_area": [""], "spot_street": ["Jalan Garuda"],
    "witnesses-0-name": [""], "witnesses-0-nik": ["12"],
}  # fmt: skip


def draw(state: str, language: str) -> tuple[list[QuestionField], list[Problem]]:
    """`normal`, `filled` or `error`, with the sentences that the engine itself writes."""
    if state != "error":
        answers = FILLED if state == "filled" else {}
        return render_page(
            PAGE, FORM, answers, {}, language=language, today=TODAY, areas=_picker
        ), []
    reading = read_page(PAGE, FORM, MISTAKEN, {}, today=TODAY)
    fields = render_page(
        PAGE, FORM, reading.values, reading.errors, language=language, today=TODAY, areas=_picker
    )
    return fields, list_problems(fields, reading.errors, language=language)


def _picker(name: str, value: Any, only_here: bool) -> AreaPicker:  # noqa: FBT001 - PickerFor
    """The three states of a picker, without a database."""
    if value:
        return AreaPicker(name, chosen=AreaChoice(_VILLAGE, _LABEL))
    if name == "home_area":
        return AreaPicker(
            name, trail="Gambir, Jakarta Pusat", at="31.71.01", may_go_up=True, is_last_level=True,
            level=str(LEVELS["village"]), choices=[AreaChoice("31.71.01.1001", "Gambir")],
            words="gam", hits=[AreaChoice("31.71.01.1001", "Gambir, Gambir, Jakarta Pusat")],
        )  # fmt: skip
    regencies = [AreaChoice("31.71", "Jakarta Pusat"), AreaChoice("31.72", "Jakarta Utara")]
    words = "zzz" if only_here else ""
    return AreaPicker(name, at="31", level=str(LEVELS["regency"]), choices=regencies, words=words)
