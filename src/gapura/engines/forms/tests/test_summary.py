import pytest
from jsonschema import Draft202012Validator

from gapura.engines.forms.json_schema import json_schema
from gapura.engines.forms.summary import display, summarise
from gapura.engines.forms.tests.examples import AREA, FORM, GOOD, TODAY, asked, options, question


def rows(answers, language="id"):
    pages = summarise(
        FORM, answers, language, today=TODAY, area_name=lambda code: f"Kemayoran ({code})"
    )
    return {page.page.id: {row.path: (row.label, row.value) for row in page.rows} for page in pages}


def test_answers_read_back_page_by_page_in_words():
    shown = rows({**GOOD, "income": 5_000_000})

    assert list(shown) == ["child", "parents", "witnesses_page", "contact"]
    assert shown["child"] == {
        "child_name": ("Nama lengkap anak", "Kirana Ayu"),
        "born_on": ("Tanggal lahir", "14 November 2026"),
        "birth_place": ("Di mana anak lahir?", "Hospital"),
        "weight": ("Berat lahir", "Tidak diisi"),
    }
    assert shown["parents"]["income"] == ("Penghasilan", "Rp5.000.000")
    assert shown["parents"]["is_married"] == ("Orang tua menikah tercatat", "Tidak")
    assert shown["parents"]["address"] == ("Alamat", f"Jl. Garuda 5\nRT 005\nKemayoran ({AREA})")
    assert shown["contact"]["phone"] == ("Nomor telepon", "+62 812 3456 7890")
    assert shown["contact"]["letter"] == ("Surat keterangan lahir", "surat.jpg")


def test_each_item_of_a_group_has_its_number_and_only_what_is_shown():
    shown = rows(GOOD)["witnesses_page"]

    assert shown["witnesses.0.name"] == ("Saksi 1: Nama saksi", "Siti")
    assert shown["witnesses.1.relation"] == ("Saksi 2: Hubungan keluarga", "Paman")
    assert "witnesses.0.relation" not in shown


def test_a_page_that_is_not_shown_is_not_read_back():
    assert "witnesses_page" not in rows({**GOOD, "is_married": True})


def test_sensitive_rows_are_marked():
    pages = summarise(FORM, GOOD, "id", today=TODAY)

    marked = [row.path for page in pages for row in page.rows if row.sensitive]

    assert marked == [
        "mother_nik", "family_card", "income", "witnesses.0.nik", "witnesses.1.nik",
    ]  # fmt: skip


def test_english_rows_have_english_words():
    shown = rows(GOOD, "en")

    assert shown["child"]["weight"] == ("Birth weight", "Not answered")
    assert shown["parents"]["is_married"] == ("Parents' marriage is registered", "No")


@pytest.mark.parametrize(
    ("kind", "answer", "indonesian", "english"),
    [
        ("number", "1234.5", "1.234,5", "1,234.5"),
        ("number", 12000, "12.000", "12,000"),
        ("money", 10000, "Rp10.000", "Rp10.000"),
        ("date", "1945-08-17", "17 Agustus 1945", "17 August 1945"),
        ("date", "31-2-2026", "31-2-2026", "31-2-2026"),
        ("choices", ["a", "b"], "A, B", "A, B"),
        ("phone", "+6561234567", "+6561234567", "+6561234567"),
        ("address", {"street": "Jl. A", "rt": "x", "rw": "", "area": ""}, "Jl. A\nx", "Jl. A\nx"),
    ],
)
def test_one_answer_in_words(kind, answer, indonesian, english):
    one = question(kind, options=options("a", "b") if kind == "choices" else [])

    assert (display(one, answer, "id"), display(one, answer, "en")) == (indonesian, english)


def test_a_place_reads_from_street_to_point():
    place = {"area": AREA, "street": "Jl. A", "landmark": "Depan pasar", "lat": -6.1, "lon": 106.8}

    shown = display(asked("place"), place, "id")

    assert shown == f"Jl. A\nDepan pasar\n{AREA}\n-6.1, 106.8"


def test_the_json_schema_is_a_schema_and_says_what_is_always_required():
    schema = json_schema(FORM, "en")

    Draft202012Validator.check_schema(schema)
    assert schema["required"] == [
        "child_name", "born_on", "birth_place", "mother_nik", "family_card", "is_married",
        "address", "phone",
    ]  # fmt: skip
    assert schema["properties"]["mother_nik"] == {
        "title": "NIK of the mother",
        "type": "string",
        "pattern": "^[0-9]{16}$",
        "x-sensitive": True,
    }
    assert schema["properties"]["letter"]["x-required"] == 'birth_place = "hospital"'


def test_the_json_schema_accepts_a_good_form_and_refuses_strangers():
    validator = Draft202012Validator(json_schema(FORM))

    assert list(validator.iter_errors(GOOD)) == []
    assert [e.validator for e in validator.iter_errors({**GOOD, "stray": 1})] == [
        "additionalProperties"
    ]
    assert [e.validator for e in validator.iter_errors({**GOOD, "mother_nik": "12"})] == ["pattern"]
