"""A form with every kind of question, and rules between them, like the birth certificate."""

import json
from datetime import date
from typing import Any

from gapura.engines.forms.schema import Form, Question

TODAY = date(2026, 11, 22)
NIK = "3171035708900001"
AREA = "31.71.03.1001"


def ask(id: str, kind: str, label: str, english: str | None = None, **more: Any) -> dict[str, Any]:  # noqa: A002 - the schema's word
    return {"id": id, "kind": kind, "label": {"id": label, "en": english or label}, **more}


def question(kind: str, label: str = "Jawaban", english: str = "Answer", **more: Any) -> Question:
    return Question.model_validate(ask("answer", kind, label, english, **more))


def options(*values: str) -> list[dict[str, Any]]:
    return [{"value": v, "label": {"id": v.replace("_", " ").title()}} for v in values]


FORM = Form.model_validate(
    {
        "code": "F-2.01",
        "pages": [
            {
                "id": "child",
                "title": {"id": "Anak", "en": "Child"},
                "questions": [
                    ask("child_name", "text", "Nama lengkap anak", "Full name of the child"),
                    ask("born_on", "date", "Tanggal lahir", "Date of birth", maximum="today()"),
                    ask("birth_place", "choice", "Di mana anak lahir?", "Where was the child born?",
                        options=options("hospital", "home")),
                    ask("helpers", "choices", "Penolong", "Helpers", required=False,
                        options=options("doctor", "midwife", "other"),
                        visible='birth_place = "home"'),
                    ask("weight", "number", "Berat lahir", "Birth weight", required=False,
                        minimum="0.5", maximum=9),
                ],
            },
            {
                "id": "parents",
                "title": {"id": "Orang tua", "en": "Parents"},
                "questions": [
                    ask("mother_nik", "nik", "NIK ibu", "NIK of the mother"),
                    ask("family_card", "family_card", "Nomor KK", "Family card number"),
                    ask("is_married", "yes_no", "Orang tua menikah tercatat",
                        "Parents' marriage is registered"),
                    ask("married_on", "date", "Tanggal nikah", "Date of marriage",
                        visible="is_married = true",
                        checks=[{"rule": "value <= born_on",
                                 "message": {"id": "Tanggal nikah sesudah anak lahir.",
                                             "en": "The marriage is after the birth."},
                                 "legal_reference": "UU 24/2013"}]),
                    ask("income", "money", "Penghasilan", "Income", required=False, sensitive=True),
                    ask("address", "address", "Alamat", "Address"),
                    ask("registered_in", "area", "Kelurahan terdaftar", "Registered in",
                        required=False),
                ],
            },
            {
                "id": "witnesses_page",
                "title": {"id": "Saksi", "en": "Witnesses"},
                "visible": "is_married = false",
                "form_code": "F-2.04",
                "questions": [
                    ask("witnesses", "group", "Saksi", "Witnesses", item={"id": "Saksi", "en": "Witness"},
                        min_items=2, max_items=3,
                        checks=[{"rule": "value[1].nik != value[2].nik",
                                 "message": {"id": "Kedua saksi harus orang yang berbeda.",
                                             "en": "The two witnesses must be different people."}}],
                        questions=[
                            ask("name", "text", "Nama saksi", "Name of the witness"),
                            ask("nik", "nik", "NIK saksi", "NIK of the witness"),
                            ask("is_family", "yes_no", "Keluarga", "Family", required=False),
                            ask("relation", "text", "Hubungan keluarga", "Relation",
                                visible="is_family = true"),
                        ]),
                ],
            },
            {
                "id": "contact",
                "title": {"id": "Kabar", "en": "Contact"},
                "questions": [
                    ask("phone", "phone", "Nomor telepon", "Phone number"),
                    ask("email", "email", "E-mail", "E-mail", required="phone = null"),
                    ask("place", "location", "Tempat kejadian", "Place", required=False),
                    ask("notes", "long_text", "Catatan", "Notes", required=False),
                    ask("letter", "file", "Surat keterangan lahir", "Birth letter",
                        required='birth_place = "hospital"', max_files=2, evidence="letter"),
                ],
            },
        ],
    }
)  # fmt: skip

FILE = {
    "id": "f1",
    "name": "surat.jpg",
    "media_type": "image/jpeg",
    "size": 1200,
    "sha256": "a" * 64,
}

WITNESSES = [
    {"name": "Siti", "nik": NIK, "is_family": None},
    {"name": "Budi", "nik": "3171031708900002", "is_family": True, "relation": "Paman"},
]

GOOD: dict[str, Any] = {
    "child_name": "Kirana Ayu",
    "born_on": "2026-11-14",
    "birth_place": "hospital",
    "mother_nik": NIK,
    "family_card": "3171031406120001",
    "is_married": False,
    "witnesses": WITNESSES,
    "address": {"street": "Jl. Garuda 5", "rt": "005", "rw": "", "area": AREA},
    "phone": "+6281234567890",
    "letter": [FILE],
}

POSTED_CHILD = {
    "child_name": ["Kirana  Ayu "],
    "born_on_day": ["14"],
    "born_on_month": ["11"],
    "born_on_year": ["2026"],
    "birth_place": ["home"],
    "helpers": ["midwife", "doctor"],
    "weight": ["3,2"],
}

POSTED_WITNESSES = {
    "witnesses-0-name": ["Siti"],
    "witnesses-0-nik": [NIK],
    "witnesses-3-name": ["Budi"],
    "witnesses-3-nik": ["3171 0317 0890 0002"],
    "witnesses-3-is_family": ["yes"],
    "witnesses-3-relation": ["Paman"],
}

POSTED_FILE = json.dumps(FILE)


def page(id: str):  # noqa: A002 - the schema's word
    return next(p for p in FORM.pages if p.id == id)


def asked(id: str) -> Question:  # noqa: A002 - the schema's word
    return next(q for q in FORM.questions() if q.id == id)
