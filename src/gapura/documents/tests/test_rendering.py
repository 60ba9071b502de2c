"""The PDF keeps its promises: an archive's, an accessible document's, and a closed one's."""

import json
import re
from datetime import date
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
import segno

from gapura.documents.rendering import (
    Letter,
    PackageMistake,
    TemplateRefused,
    new_document_number,
    sample_pdf,
    typeset,
    valid_until,
    verification_url,
)
from gapura.documents.rendering.coverage import printable
from gapura.documents.tests import makers
from gapura.documents.tests.reading import text_of
from gapura.engines.definitions.outputs import LETTER_DATA

URL = verification_url("https://gapura.test", "jakarta", "A" * 26)
HEAD = '#set document(title: "x")\n#set text(font: "Plus Jakarta Sans", lang: "id")\n'


def letter(**changes):
    arguments = {
        "output": makers.OUTPUT,
        "values": {"name": "Ratna Puspitasari", "purpose": "Melamar kerja"},
        "holder": "Ratna Puspitasari",
        "number": "KEMAYORAN/7F3K9Q/PM1/2026",
        "office": makers.OFFICE,
        "signer": makers.SIGNER,
        "url": URL,
        "issued_on": date(2026, 11, 20),
        "valid_until": date(2027, 2, 20),
    }
    return Letter(**(arguments | changes))


def rendered(template=makers.TEMPLATE, **changes):
    return typeset(template, letter(**changes).as_data(), at=makers.NOW)


def test_the_pdf_claims_archive_and_accessibility_and_has_what_they_need():
    with pikepdf.open(BytesIO(rendered())) as pdf:
        with pdf.open_metadata() as metadata:
            claims = [
                str(metadata.get(name))
                for name in ("pdfaid:part", "pdfaid:conformance", "pdfuaid:part", "dc:title")
            ]

        assert claims == ["2", "A", "1", "Surat Keterangan"]
        assert str(pdf.Root.Lang) == "id"
        assert bool(pdf.Root.MarkInfo.Marked) is True
        assert bool(pdf.Root.ViewerPreferences.DisplayDocTitle) is True
        assert str(pdf.Root.StructTreeRoot.Type) == "/StructTreeRoot"


def test_headings_tables_links_and_the_qr_are_tagged():
    with pikepdf.open(BytesIO(rendered())) as pdf:
        tags = {str(thing.S) for thing in pdf.objects if _is_tag(thing)}
        described = [str(thing.Alt) for thing in pdf.objects if _is_tag(thing) and "/Alt" in thing]

    assert {"/H1", "/Table", "/TH", "/TD", "/Link", "/Figure"} <= tags
    assert "Kode QR" in described


def _is_tag(thing):
    return isinstance(thing, pikepdf.Dictionary) and thing.get("/Type") == "/StructElem"


def test_every_font_is_embedded():
    with pikepdf.open(BytesIO(rendered())) as pdf:
        fonts = [font for page in pdf.pages for font in page.resources.Font.values()]
        files = ["/FontFile2" in f.DescendantFonts[0].FontDescriptor for f in fonts]
        names = {str(f.BaseFont).split("+")[1].split("-")[0] for f in fonts}

    assert (set(files), names) == ({True}, {"PlusJakartaSans"})


def test_the_letter_says_what_it_was_given_and_leaves_out_what_is_empty():
    text = text_of(rendered(values={"name": "Ratna Puspitasari", "purpose": "Kerja", "other": " "}))

    for words in (
        "Nomor KEMAYORAN/7F3K9Q/PM1/2026, Jakarta, 20 November 2026",
        "NamaRatna Puspitasari",
        "KeperluanKerja",
        "Berlaku sampai 20 Februari 2027.",
        URL,
    ):
        assert words in text
    assert "Keperluan lain" not in text


@pytest.mark.parametrize(
    "text",
    ["#panic() *b* _i_ `c` $x$ <l> @r \\ //k", '#read("/etc/passwd")', '"], "x": ["', "{{d}}"],
)
def test_what_people_write_is_printed_and_never_run(text):
    made = rendered(values={"name": text})

    assert text in text_of(made)


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("José Ñañez Đorđe Nguyễn", "José Ñañez Đorđe Nguyễn"),
        ("Melamar kerja 🙏🏽", "Melamar kerja "),
        ("李 Wei", "? Wei"),
        ("Ｒａｔｎａ", "Ratna"),
        ("a\u202ecba\u202c\u200b\x07", "acba"),
        ("satu\tdua\u00a0tiga", "satu dua tiga"),
    ],
)
def test_characters_without_a_glyph_never_stop_a_letter(given, shown):
    made = rendered(values={"name": given})

    assert " ".join(printable(given).split()) == " ".join(shown.split())
    assert " ".join(shown.split()) in " ".join(text_of(made).split())


@pytest.mark.parametrize(
    "line",
    [
        '#import "@preview/cetz:0.3.0": canvas',
        '#include "/etc/passwd"',
        '#read("/etc/passwd")',
        '#let e = eval; #e("1")',
        '#dictionary(std).at("ev" + "al")',
        '#plugin("x.wasm")',
    ],
)
def test_a_template_has_no_door_outwards(line):
    with pytest.raises(TemplateRefused, match=r"^output\.typ:3:1: The word `\w+` is not all"):
        typeset(HEAD + line, "{}", at=makers.NOW)


@pytest.mark.parametrize("path", ["pyproject.toml", "/pyproject.toml", "../../../etc/hostname"])
def test_a_template_sees_no_file(path):
    with pytest.raises(TemplateRefused, match=r"file not found|escape the project root"):
        typeset(HEAD + f'#image("{path}")', "{}", at=makers.NOW)


def test_a_mistake_in_a_template_is_told_with_its_line():
    with pytest.raises(TemplateRefused, match=r"^output\.typ:3:1: .*unknown variable: namaku"):
        typeset(HEAD + "#namaku", "{}", at=makers.NOW)


def test_an_endless_template_ends():
    with pytest.raises(TemplateRefused, match="loop seems to be infinite"):
        typeset(HEAD + "#let n = 0\n#while n < 1 { n = 0 }", "{}", at=makers.NOW)


def test_the_same_letter_gives_the_same_bytes():
    assert rendered() == rendered()


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        ("{office}/{random}/PM1/{year}", r"KEMAYORAN/[0-9A-HJKMNP-TV-Z]{6}/PM1/2026"),
        ("{random}-{day}.{month}.{roman_month}", r"[0-9A-HJKMNP-TV-Z]{6}-20\.11\.XI"),
    ],
)
def test_a_number_follows_its_pattern(pattern, expected):
    number = new_document_number(pattern, office="kemayoran", on=date(2026, 11, 20))

    assert re.fullmatch(expected, number)


@pytest.mark.parametrize(
    ("pattern", "words"),
    [("{office}/{year}", "has no {random}"), ("{random}/{urut}", "names {urut}")],
)
def test_a_pattern_that_cannot_work_is_refused(pattern, words):
    with pytest.raises(PackageMistake, match=re.escape(words)):
        new_document_number(pattern, office="x", on=date(2026, 11, 20))


@pytest.mark.parametrize(
    ("period", "last_day"),
    [
        ("P3M", date(2027, 2, 28)),
        ("P1Y", date(2027, 11, 30)),
        ("P1Y2M10D", date(2028, 2, 9)),
        ("P2W", date(2026, 12, 14)),
        (None, None),
    ],
)
def test_a_document_holds_for_its_period(period, last_day):
    assert valid_until(period, issued_on=date(2026, 11, 30)) == last_day


@pytest.mark.parametrize("period", ["P", "3M", "PT3H", "P3X"])
def test_a_period_that_cannot_be_read_is_refused(period):
    with pytest.raises(PackageMistake, match="valid_for"):
        valid_until(period, issued_on=date(2026, 11, 30))


def services_that_issue():
    folder = Path(__file__).parents[4] / "services"
    return sorted(path.parent for path in folder.glob("id.*/*/output.yaml"))


@pytest.mark.parametrize("folder", services_that_issue(), ids=lambda path: path.name)
def test_the_document_of_every_service_can_be_typeset(folder):
    from gapura.engines.definitions.loading import load_package

    package = load_package(folder, jurisdiction=None).package

    made = sample_pdf(package)

    assert package.output.title["id"] in text_of(made)


def test_the_qr_code_on_the_letter_holds_the_address_of_its_verification():
    drawn = json.loads(letter().as_data())
    expected = BytesIO()
    segno.make(URL, error="m", micro=False).save(expected, kind="svg", border=2, xmldecl=False)

    assert drawn["qr"] == expected.getvalue().decode()
    assert drawn["url"] == URL


def test_a_letter_offers_exactly_what_the_checker_lets_templates_read():
    assert json.loads(letter().as_data()).keys() == LETTER_DATA
