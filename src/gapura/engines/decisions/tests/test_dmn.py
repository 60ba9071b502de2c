"""Files of other tools: used when they are sound, refused in a sentence when they are not."""

import time
from dataclasses import replace
from datetime import date

import pytest
from lxml import etree

from gapura.engines.decisions import boxed
from gapura.engines.decisions.diagram import Decision
from gapura.engines.decisions.dmn.reading import DmnError, read_dmn
from gapura.engines.decisions.dmn.writing import write_dmn
from gapura.engines.decisions.graphs import compile_graph
from gapura.engines.decisions.model import HitPolicy
from gapura.engines.decisions.tests.models import DISCOUNT, DMN

TODAY = date(2026, 8, 17)


def refusal(data):
    with pytest.raises(DmnError) as caught:
        read_dmn(data)
    return caught.value


def fee(data, **applicant):
    graph = compile_graph(read_dmn(data))
    return graph.evaluate("Biaya", {"Pemohon": applicant, "Tarif": 20_000}, today=TODAY)


def test_a_file_drawn_elsewhere_decides():
    assert fee(DISCOUNT, umur=64, **{"status kerja": "pensiun"}).value == 10_000
    assert fee(DISCOUNT, umur=30, **{"status kerja": "bekerja"}).value == 20_000


def test_the_tables_that_decided_are_kept_for_the_explanation():
    [(name, decided)] = fee(DISCOUNT, umur=20, **{"status kerja": "pelajar"}).tables

    assert (name, decided.fired, decided.why_not) == ("Golongan", (1,), (0, None))


def test_what_a_table_says_of_itself_is_read():
    [golongan] = [each for each in read_dmn(DISCOUNT).elements if each.name == "Golongan"]

    table = golongan.logic.table
    assert table.hit_policy == HitPolicy.FIRST
    assert table.rows[0].annotations == ("Perda 1/2024 Pasal 5",)
    assert golongan.question == "Golongan mana?"


def test_a_value_the_model_does_not_allow_decides_nothing():
    found = fee(DISCOUNT, umur=20, **{"status kerja": "raja"})

    assert found.decisions["Golongan"] == "umum"
    assert found.value == 20_000


@pytest.mark.parametrize(
    "namespace",
    [
        "https://www.omg.org/spec/DMN/20211108/MODEL/",
        "https://www.omg.org/spec/DMN/20191111/MODEL/",
        "http://www.omg.org/spec/DMN/20180521/MODEL/",
    ],
)
def test_older_versions_are_read_too(namespace):
    old = DISCOUNT.replace(DMN.encode(), namespace.encode())

    assert read_dmn(old) == read_dmn(DISCOUNT)


def test_a_model_written_and_read_again_is_the_same_model():
    model = read_dmn(DISCOUNT)

    written = write_dmn(model)

    assert read_dmn(written) == model
    assert written.startswith(b"<?xml version='1.0' encoding='UTF-8'?>")


@pytest.mark.parametrize(
    "logic",
    [
        None,
        boxed.Literal("1 < 2 & 3", "boolean"),
        boxed.Listed((boxed.Literal("1"), boxed.Literal("<a>")), "tDaftar"),
        boxed.Relation(("a", "b"), ((boxed.Literal("1"), boxed.Literal("2")),)),
        boxed.Conditional(boxed.Literal("a"), boxed.Literal("b"), boxed.Literal("c")),
        boxed.Filter(boxed.Literal("a"), boxed.Literal("b")),
        boxed.ForEach("i", boxed.Literal("a"), boxed.Literal("b")),
        boxed.Quantified("some", "i", boxed.Literal("a"), boxed.Literal("b")),
        boxed.Quantified("every", "i", boxed.Literal("a"), boxed.Literal("b")),
        boxed.Function((boxed.Entry("x", None, "number"),), boxed.Literal("x"), "PMML", "number"),
        boxed.Invocation(boxed.Literal("f"), (boxed.Entry("x", boxed.Literal("1")),)),
        boxed.Context((boxed.Entry("a", boxed.Literal("1"), "number"),), boxed.Literal("a")),
    ],
)
def test_every_box_is_written_and_read_again(logic):
    model = replace(read_dmn(DISCOUNT), elements=(Decision("d", "hasil", logic),))

    assert read_dmn(write_dmn(model)) == model


def test_a_written_file_has_a_diagram_for_other_tools_to_show():
    root = etree.fromstring(write_dmn(read_dmn(DISCOUNT)))

    ids = set(root.xpath("//@id"))
    drawn = root.xpath("//*[@dmnElementRef]/@dmnElementRef")
    tops = {each.get("dmnElementRef"): int(each[0].get("y")) for each in root.iter("{*}DMNShape")}
    assert set(drawn) <= ids
    assert len(drawn) == len(set(drawn)) == 5 + 4
    assert tops["k2"] < tops["k1"] < tops["i1"]


def test_a_model_that_goes_in_circles_can_still_be_drawn():
    ring = tuple(
        Decision(one, one, boxed.Literal("1"), requires=(other,)) for one, other in ("ab", "ba")
    )
    model = replace(read_dmn(DISCOUNT), elements=ring)

    assert read_dmn(write_dmn(model)) == model


def test_text_that_xml_cannot_hold_is_refused_when_writing():
    model = replace(read_dmn(DISCOUNT), elements=(Decision("d", "hasil", boxed.Literal('"\x00"')),))

    with pytest.raises(DmnError):
        write_dmn(model)


BOMB = b"""<!DOCTYPE definitions [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">
<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;"><!ENTITY d "&c;&c;&c;&c;&c;&c;&c;&c;">]>
<definitions xmlns="%s" name="&d;&d;&d;"/>""" % DMN.encode()
OUTSIDE = b"""<!DOCTYPE definitions [<!ENTITY a SYSTEM "file:///etc/passwd">]>
<definitions xmlns="%s" name="x"><decision name="a"><question>&a;</question></decision></definitions>"""


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (BOMB, "berkas ini memuat DOCTYPE atau ENTITY"),
        (OUTSIDE % DMN.encode(), "berkas ini memuat DOCTYPE atau ENTITY"),
        (DISCOUNT.decode().encode("utf-16"), "berkas ini bukan teks UTF-8"),
        (b"<definitions>" + b" " * 5_000_000, "berkas ini lebih dari 5 MB"),
        (b"<a>" * 200_000, "baris 1: berkas ini bukan XML yang benar"),
        (b"", "baris 1: berkas ini bukan XML yang benar"),
        (b"hit policy: UNIQUE", "baris 1: berkas ini bukan XML yang benar"),
        (b"<html/>", "baris 1: ini bukan berkas DMN 1.2"),
        (DISCOUNT.replace(b'hitPolicy="FIRST"', b'hitPolicy="LAST"'), "baris 18: hitPolicy LAST"),
        (DISCOUNT.replace(b' name="tStatus"', b""), "baris 8: itemDefinition tanpa nama"),
        (
            DISCOUNT.replace(b"<decisionTable ", b'<decisionTable expressionLanguage="JS" '),
            "baris 18: bahasa JS tidak dijalankan",
        ),
    ],
)
def test_a_file_that_cannot_be_used_is_refused_in_a_sentence_and_quickly(data, sentence):
    started = time.perf_counter()

    error = refusal(data)

    assert error.sentence["id"].startswith(sentence)
    assert error.sentence["en"] != error.sentence["id"]
    assert time.perf_counter() - started < 1


def test_a_file_of_50_mb_is_refused_before_it_is_read():
    assert refusal(b"x" * 50_000_000).sentence["en"].startswith("this file is larger than 5 MB")


def test_an_encoding_that_hides_a_document_type_is_not_believed():
    hidden = b'<?xml version="1.0" encoding="UTF-7"?>+ADwAIQ-DOCTYPE a+AD4-<a/>'

    assert "XML" in refusal(hidden).sentence["id"]


def test_boxes_inside_boxes_have_a_limit():
    inner = b"<list>" * 150 + b"</list>" * 150
    data = DISCOUNT.replace(b"<context>", b"<list>" + inner + b"</list><context>")

    assert refusal(data).sentence["en"].endswith("make the model simpler")


def test_a_model_of_too_many_elements_is_refused():
    many = b"".join(b'<inputData id="x%d" name="x%d"/>' % (n, n) for n in range(2001))

    error = refusal(DISCOUNT.replace(b"</definitions>", many + b"</definitions>"))

    assert error.sentence["id"].startswith("model ini berisi lebih dari 2000 unsur")


def test_a_model_of_too_much_text_is_refused():
    data = DISCOUNT.replace(b"Pemohon.umur", b"1 + " * 126_000 + b"1")

    assert refusal(data).sentence["en"].startswith("the rules of this model have more than 500000")


def test_a_table_of_thousands_of_rows_is_ready_in_time():
    row = (
        b"<rule><inputEntry><text>%d</text></inputEntry><inputEntry><text>-</text></inputEntry>"
        b'<outputEntry><text>"a"</text></outputEntry></rule>'
    )
    rows = b"".join(row % number for number in range(5_000))
    started = time.perf_counter()

    decided = fee(
        DISCOUNT.replace(b'<rule id="r1">', rows + b'<rule id="r1">'),
        umur=4_999,
        **{"status kerja": "pensiun"},
    )

    assert decided.decisions["Golongan"] == "a"
    assert time.perf_counter() - started < 10


def test_rules_in_a_file_cannot_run_long():
    endless = b"count(for a in 1..9999, b in 1..9999 return a)"
    data = DISCOUNT.replace(b"Pemohon.umur", endless)

    assert (
        fee(data, umur=20, **{"status kerja": "pelajar"})
        .problem["id"]
        .startswith("aturan terlalu panjang dihitung")
    )
