"""What the checker says about an expression before anyone is asked, and when it keeps silent."""

import pytest

from gapura.engines.rules.arithmetic import _RULES
from gapura.engines.rules.functions import BUILTINS
from gapura.engines.rules.inference.examining import Asked, Known, examine, examine_cell
from gapura.engines.rules.inference.operators import _SUMS
from gapura.engines.rules.inference.results import KNOWN_RESULTS
from gapura.engines.rules.inference.types import (
    BOOLEAN,
    DATE,
    NUMBER,
    STRING,
    context_of,
    enumeration,
    list_of,
    notation,
    optional,
)
from gapura.engines.rules.parsing import KnownNames, parse

ADDRESS = context_of({"street": STRING, "rt": optional(STRING), "area": STRING})
NAMES = Known(
    {
        "umur anak": NUMBER,
        "nama": STRING,
        "lahir": DATE,
        "setuju": BOOLEAN,
        "penghasilan": optional(NUMBER),
        "pekerjaan": enumeration(["pelajar", "buruh", "lain"]),
        "berkas": list_of(enumeration(["ktp", "kk"])),
        "alamat": ADDRESS,
        "anggota": list_of(context_of({"usia": NUMBER, "nama": STRING})),
    }
)


def remarks(source, known=NAMES, expected=None):
    return [
        (remark.code, remark.place.line, remark.place.column)
        for remark in examine(source, known, expected=expected).remarks
    ]


@pytest.mark.parametrize(
    ("source", "kind"),
    [
        ("umur anak + 1", "number"),
        ('nama + "!"', "string"),
        ('lahir - @"P1Y"', "date"),
        ("today() - lahir", "days and time duration"),
        ("years and months duration(lahir, today()).years", "number"),
        ("umur anak > 3 and setuju", "boolean"),
        ("penghasilan * 2", "number?"),
        ("penghasilan = 2", "boolean"),
        ("if setuju then 1 else null", "number?"),
        ('if setuju then "a" else "b"', '"a" | "b"'),
        ("alamat.street", "string"),
        ("alamat.rt", "string?"),
        ("anggota.usia", "list<number>"),
        ("anggota[usia > 3].nama", "list<string>"),
        ("anggota[1].nama", "string"),
        ("for a in anggota return a.usia + 1", "list<number>"),
        ("some a in anggota satisfies a.usia > 17", "boolean"),
        ("max(anggota.usia)", "number"),
        ("{a: umur anak, b: a + 1}.b", "number"),
        ("function(x: number) x + 1", "function"),
        ("(function(x: number) x + 1)(2)", "number"),
        ("[1..umur anak]", "range<number>"),
        ('get value({a: 1}, "a")', "number"),
    ],
)
def test_an_expression_has_a_type_before_anyone_is_asked(source, kind):
    found = examine(source, NAMES)

    assert (notation(found.type), found.remarks) == (kind, ())


def test_an_unknown_name_is_pointed_at_with_the_nearest():
    remark = examine("setuju and umur_anak > 3", NAMES).remarks[0]

    assert remark.sentence["id"] == "umur_anak tidak dikenal; maksud Anda umur anak?"
    assert (remark.code, remark.place) == ("unknown_name", (1, 12))


def test_every_unknown_name_is_said_not_only_the_first():
    assert remarks("usia > 3 and tinggi < 5") == [("unknown_name", 1, 1), ("unknown_name", 1, 14)]


@pytest.mark.parametrize(
    ("source", "code"),
    [
        # operators
        ('umur anak + "1"', "rule_type"),
        ("nama > 5", "rule_type"),
        ("lahir < umur anak", "rule_type"),
        ("umur anak and setuju", "rule_type"),
        ("if nama then 1 else 2", "rule_type"),
        ("-nama", "rule_type"),
        ("nama between 1 and 3", "rule_type"),
        ("[lahir..5]", "rule_type"),
        ("anggota[nama]", "rule_type"),
        ("nama(3)", "rule_type"),
        # functions
        ("upper case(umur anak)", "wrong_argument"),
        ("upper case(nama, nama)", "wrong_argument"),
        ("substring(string: nama)", "wrong_argument"),
        ("count()", "wrong_argument"),
        ("(function(x) x)(1, 2)", "wrong_argument"),
        ("upper case(anggota.usia)", "wrong_argument"),
        ('lahir > date("2026-02-30")', "wrong_argument"),
        ('duration("P1D") > umur anak', "rule_type"),
        # members
        ("alamat.strett", "unknown_member"),
        ("lahir.years", "unknown_member"),
        ("anggota[tinggi > 3]", "unknown_name"),
        # comparisons that are never true
        ('umur anak = "5"', "never_true"),
        ("penghasilan < null", "never_true"),
        ("umur anak > 5 and umur anak < 3", "never_true"),
        ("umur anak > 5 and setuju and umur anak <= 5", "never_true"),
        ('lahir > @"2026-01-01" and lahir < @"2026-01-02"', "never_true"),
        ('nama = "a" and nama = "b"', "never_true"),
        ('pekerjaan = "buruh" and pekerjaan != "buruh"', "never_true"),
        ("umur anak in [5..3]", "never_true"),
        ("umur anak between 5 and 3", "never_true"),
        ("setuju and not(setuju)", "never_true"),
        # options
        ('pekerjaan = "guru"', "not_an_option"),
        ('pekerjaan in ("guru", "buruh")', "not_an_option"),
        ('pekerjaan in ["guru", "buruh"]', "not_an_option"),
        ('list contains(berkas, "sim")', "not_an_option"),
        ('some b in berkas satisfies b = "sim"', "not_an_option"),
    ],
)  # fmt: skip
def test_what_can_never_work_is_found(source, code):
    assert [found for found, _, _ in remarks(source)] == [code]


@pytest.mark.parametrize(
    "source",
    [
        "umur anak > 5 and umur anak < 6",
        "umur anak > 5 or umur anak < 3",
        "umur anak >= 5 and umur anak <= 5",
        'pekerjaan = "buruh" or pekerjaan = "pelajar"',
        'pekerjaan in ("buruh", "lain")',
        'list contains(berkas, "ktp")',
        '"ktp" in berkas',
        "anggota[item.usia > 3]",
        "count(anggota[usia < 5]) > 2",
        "upper case(anggota.nama[1])",
        "sort(anggota, function(x, y) x.usia < y.usia)",
        "alamat = null",
        "lahir <= now()",
        "{rumus: function(n) if n = 0 then 1 else n * rumus(n - 1)}.rumus(3)",
        "setuju = true and not(setuju = false)",
    ],
)
def test_what_works_is_left_in_peace(source):
    assert remarks(source) == []


def test_an_answer_that_may_be_missing_is_a_warning_that_names_it():
    remark = examine("penghasilan > 5", NAMES, expected=BOOLEAN).remarks[0]

    assert (remark.code, remark.severity) == ("may_be_unknown", "warning")
    assert "karena penghasilan dapat kosong" in remark.sentence["id"]


@pytest.mark.parametrize(
    "source",
    [
        "penghasilan != null and penghasilan > 5",
        "penghasilan > 5 and penghasilan != null",
        "penghasilan = null or penghasilan > 5",
        "not(penghasilan = null) and penghasilan > 5",
        "if penghasilan = null then false else penghasilan > 5",
        "if penghasilan != null then penghasilan > 5 else false",
        "if penghasilan > 5 then true else false",
        "penghasilan instance of number and penghasilan > 5",
        "penghasilan = 5",
        'alamat.rt = "001"',
        'alamat.rt != null and starts with(alamat.rt, "0")',
    ],
)  # fmt: skip
def test_a_rule_that_minds_the_missing_case_is_not_warned(source):
    assert remarks(source, expected=BOOLEAN) == []


@pytest.mark.parametrize("source", ["nama", "umur anak + 1", "null"])
def test_a_rule_that_must_say_yes_or_no_must(source):
    assert [code for code, _, _ in remarks(source, expected=BOOLEAN)] == ["wrong_result"]


def condition(source):
    return parse(source, KnownNames(["purpose"]), start="expression")


def asked_only_for_work(*, holds=()):
    shown = (condition('purpose = "work"'),)
    return Known(
        {"purpose": enumeration(["work", "school"]), "wage": optional(NUMBER)},
        asked={"wage": Asked(shown_when=shown, answered_when=shown)},
        holds=holds,
    )


def test_a_required_answer_is_certain_under_the_condition_that_shows_it():
    known = asked_only_for_work()

    assert remarks("wage > 5", known, BOOLEAN) == [("may_be_unknown", 1, 1)]
    assert remarks('purpose = "work" and wage > 5', known, BOOLEAN) == []
    assert remarks('purpose = "school" or wage > 5', known, BOOLEAN) == []
    assert remarks('if purpose = "school" then true else wage > 5', known, BOOLEAN) == []
    assert remarks('purpose != "school" and purpose != null and wage > 5', known, BOOLEAN) == []


def test_a_rule_that_reads_a_question_hidden_where_it_is_asked_is_found():
    at_school = asked_only_for_work(holds=(condition('purpose = "school"'),))

    assert remarks("wage > 5", at_school, BOOLEAN) == [("reads_hidden", 1, 1)]
    assert remarks('purpose = "school" and wage > 5', asked_only_for_work(), BOOLEAN) == [
        ("reads_hidden", 1, 24)
    ]


@pytest.mark.parametrize(
    ("cell", "codes"),
    [
        ('"pelajar", "buruh"', []),
        ('not("pelajar")', []),
        ("-", []),
        ('"guru"', ["not_an_option"]),
        ("> 5", ["rule_type"]),
        ("5", ["never_true"]),
        ('starts with(?, "p")', []),
        ("starts with(?, 5)", ["wrong_argument"]),
        ("kota", ["unknown_name"]),
    ],
)
def test_a_cell_is_held_against_the_type_of_its_column(cell, codes):
    found = examine_cell(cell, enumeration(["pelajar", "buruh"]), NAMES)

    assert [remark.code for remark in found.remarks] == codes


def test_a_rule_that_cannot_be_read_is_one_remark_with_its_place():
    assert remarks("setuju and\n  (umur anak > 3") == [("rule", 2, 17)]


def test_every_sum_the_evaluator_can_do_has_a_type():
    families = {"date": "day", "date and time": "moment"}

    known = {
        (sign, families.get(one, one), families.get(other, other)) for sign, one, other in _SUMS
    }

    assert known == set(_RULES)


def test_the_checker_knows_what_most_functions_answer():
    assert set(BUILTINS) >= KNOWN_RESULTS
    assert len(set(BUILTINS) - KNOWN_RESULTS) < 15
