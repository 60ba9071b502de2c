from datetime import date

import pytest

from gapura.engines.definitions.cpsv import cpsv_jsonld
from gapura.engines.definitions.messages import needed_events, render
from gapura.engines.definitions.outputs import DocumentContext, document_fields, holder_name
from gapura.engines.definitions.readability import longest_sentence, measure, office_words
from gapura.engines.definitions.tests.makers import WORKFLOW, city, load

OUTPUT = """\
kind: permit
title: {id: Surat Izin, en: Permit}
number: "{office}/{random}/{year}"
holder: name
fields:
  - {id: name, label: {id: Nama, en: Name}, value: name, masked: true}
  - {id: purpose, label: {id: Keperluan, en: Purpose}, value: purpose}
  - {id: detail, label: {id: Rincian, en: Detail}, value: detail}
  - {id: place, label: {id: Kelurahan, en: Kelurahan}, value: place}
  - {id: office, label: {id: Kantor, en: Office}, value: office.name}
  - {id: known, label: {id: Dikenal, en: Known}, value: 'purpose = "school"'}
"""
ANSWERS = {
    "name": "Ratna",
    "phone": "+6281234567890",
    "place": "31.71.03.1001",
    "purpose": "school",
}


def context(language="id"):
    return DocumentContext(
        answers=ANSWERS,
        today=date(2026, 11, 20),
        area_name={"31.71.03.1001": "Kemayoran"}.__getitem__,
        language=language,
        more={"office": {"name": "Dinas"}},
    )


def test_a_document_says_answers_as_people_read_them(tmp_path):
    package = load(tmp_path, {"output.yaml": OUTPUT, "output.typ": "x"}).package

    fields = document_fields(package, context())

    assert [(field.id, field.text, field.masked) for field in fields] == [
        ("name", "Ratna", True),
        ("purpose", "Sekolah", False),
        ("place", "Kemayoran", False),
        ("office", "Dinas", False),
        ("known", "Ya", False),
    ]
    assert holder_name(package, context()) == "Ratna"


def test_a_message_is_filled_in_and_its_first_line_is_the_subject():
    subject, body = render(
        "{service}: jadi\nNomor {number}.\n{grounds}", {"service": "PM1", "number": "JKT-1"}
    )

    assert subject == "PM1: jadi"
    assert body == "Nomor JKT-1."


def test_an_sop_that_may_end_by_silence_needs_that_message(tmp_path):
    workflow = WORKFLOW.replace(
        "legal_reference: Perda 1/2024}",
        "legal_reference: UU 30/2014 Pasal 53, on_expiry: deemed_granted}",
    )

    loaded = load(tmp_path, {"workflow.yaml": workflow})

    assert needed_events(loaded.package) == (
        "submitted", "granted", "refused", "deemed_granted", "message_received", "overdue",
    )  # fmt: skip
    assert [f.file for f in loaded.findings] == [
        "messages/deemed_granted.en.txt",
        "messages/deemed_granted.id.txt",
    ]


def test_office_words_are_matched_as_whole_phrases():
    assert office_words("Isi di dalam rumah, lalu kirim. Gunakan HP.") == []
    assert office_words("Dalam rangka itu pemohon melampirkan surat dimaksud.") == [
        "dalam rangka",
        "pemohon",
        "melampirkan",
        "dimaksud",
    ]


@pytest.mark.parametrize(
    ("text", "longest"),
    [("Isi data Anda. Lalu kirim.", 3), ("", 0), ("satu dua\ntiga empat lima", 3)],
)
def test_sentences_end_at_stops_and_at_line_breaks(text, longest):
    assert longest_sentence(text) == longest


def test_a_bureaucratic_sentence_measures_harder_than_a_plain_one():
    plain = measure("Akta kelahiran anak Anda sudah jadi. Unduh di tautan ini.")
    hard = measure("Permohonan dimaksud telah diverifikasi sebagaimana ketentuan yang berlaku.")

    assert plain.lix < 45 < hard.lix


def test_open_metadata_names_service_authority_law_and_cost(tmp_path):
    package = load(tmp_path).package

    node = cpsv_jsonld(package, city())

    assert node["@type"] == "cpsv:PublicService"
    assert node["dct:identifier"] == "testkota/permit"
    assert node["dct:title"] == [
        {"@language": "id", "@value": "Izin"},
        {"@language": "en", "@value": "Permit"},
    ]
    assert node["cv:hasCompetentAuthority"]["dct:identifier"] == "testkota/kota"
    assert [law["dct:title"] for law in node["cv:hasLegalResource"]] == ["UU 25/2009 Pasal 21"]
    assert [cost["cv:hasValue"] for cost in node["cv:hasCost"]] == [10000, 0]
