"""Which name is meant, and what is said when none is."""

from datetime import date

import pytest

from gapura.engines.rules.expressions import RuleError, compile_expression, compile_unary_tests

TODAY = date(2026, 8, 17)


def refusal(source: str, names: set[str] | None = None) -> RuleError:
    with pytest.raises(RuleError) as caught:
        compile_expression(source, names=names)
    return caught.value


def test_the_longest_known_name_wins():
    names = {"luas", "luas tanah", "tanah", "luas-tanah"}
    values = {"luas": 1, "luas tanah": 10, "tanah": 100, "luas-tanah": 1000}

    def value(source):
        return compile_expression(source, names=names).evaluate(values, today=TODAY).value

    assert value("luas tanah + 1") == 11
    assert value("luas   tanah + 1") == 11
    assert value("luas-tanah + 1") == 1001
    assert value("luas + tanah") == 101


def test_minus_is_minus_where_no_such_name_is_known():
    rule = compile_expression("luas-tanah", names={"luas", "tanah"})

    assert rule.names == {"luas", "tanah"}
    assert rule.evaluate({"luas": 3, "tanah": 1}, today=TODAY).value == 2


def test_a_name_defined_inside_a_rule_ends_where_its_scope_ends():
    names = {"a", "b"}

    inside = compile_expression("[for a-b in [5] return a-b, a-b]", names=names)

    assert inside.evaluate({"a": 3, "b": 1}, today=TODAY).value == [[5], 2]
    assert inside.names == {"a", "b"}


def test_names_with_words_of_the_language_inside_are_known_names_first():
    rule = compile_expression("date of birth > tanggal", names={"date of birth", "tanggal"})

    assert rule.names == {"date of birth", "tanggal"}


def test_locals_and_built_ins_are_not_names_from_outside():
    rule = compile_expression("count(for x in daftar return {y: x, z: y + batas})")

    assert rule.names == {"daftar", "batas"}


def test_a_field_may_be_called_like_a_function():
    rule = compile_expression("count + count([1, 2])", names={"count"})

    assert rule.names == {"count"}
    assert rule.evaluate({"count": 1}, today=TODAY).value == 3


def test_a_name_in_a_filter_may_be_a_member_of_the_item():
    rule = compile_expression("anak[usia < batas]", names={"anak", "batas"})
    values = {"anak": [{"usia": 3}, {"usia": 9}], "batas": 5}

    assert rule.names == {"anak", "batas"}
    assert rule.evaluate(values, today=TODAY).value == [{"usia": 3}]


def test_an_unknown_name_is_refused_with_the_nearest_and_its_place():
    error = refusal("umur_ibu > 3\nand umur_anak < 5", {"umur_ibu"})

    assert error.sentence == {
        "id": "umur_anak tidak dikenal; maksud Anda umur_ibu?",
        "en": "umur_anak is not known; did you mean umur_ibu?",
    }
    assert (error.line, error.column) == (2, 5)


def test_a_misspelt_function_is_refused_with_the_nearest():
    assert refusal("cuont([1])", set()).sentence["en"] == "cuont is not known; did you mean count?"


def test_a_name_like_no_other_is_refused_without_a_guess():
    assert refusal("xyzzy", {"umur"}).sentence == {
        "id": "xyzzy tidak dikenal; periksa ejaannya atau tambahkan ke formulir",
        "en": "xyzzy is not known; check its spelling or add it to the form",
    }


@pytest.mark.parametrize(
    ("source", "line", "column", "english"),
    [
        ("", 1, 1, "this rule is empty; write the condition"),
        ("umur >", 1, 7, "the rule stops before it is complete; write the last part"),
        ("(1 + 2", 1, 7, "the rule stops before it is complete: the bracket ( is not closed"),
        ("1 + * 2", 1, 5, "“*” cannot be read here; check the sign or word before it"),
        ('umur = "tiga', 1, 8, "this quotation mark is not closed"),
        (
            "umur; 3",
            1,
            5,
            "the sign ; means nothing in a rule; remove it or put it in quotation marks",
        ),
        ('@"2026-02-30"', 1, 1, "“2026-02-30” is not a date that exists"),
        ("1 instance of angka", 1, 3, "the type angka is not known"),
        ("if true then 1", 1, 15, "the rule stops before it is complete; write the last part"),
    ],
)
def test_a_rule_that_does_not_read_says_where_and_why(source, line, column, english):
    error = refusal(source)

    assert (error.line, error.column, error.sentence["en"]) == (line, column, english)


@pytest.mark.parametrize(
    ("source", "indonesian"),
    [
        ('1 + "a"', "angka dan teks tidak dapat dijumlahkan (baris 1, kolom 3)"),
        ("1 / 0", "pembagian dengan nol (baris 1, kolom 3)"),
        ('1 < "a"', "angka tidak dapat dibandingkan dengan teks (baris 1, kolom 3)"),
        ("umur > 3", "umur belum ada nilainya (baris 1, kolom 1)"),
        ("pemohon.alamat", "isian alamat tidak ada (baris 1, kolom 9)"),
        ("[1][3]", "daftar berisi 1; tidak ada yang ke-3 (baris 1, kolom 4)"),
        ('date("besok")', "“besok” bukan tanggal (contoh: 2026-08-17) (baris 1, kolom 1)"),
        ("upper case(3)", "string harus teks, bukan angka (baris 1, kolom 1)"),
        ("count()", "cara pakainya: count(list) (baris 1, kolom 1)"),
        ("hitung(3)", "fungsi hitung tidak dikenal (baris 1, kolom 1)"),
        ("(function(x) x)()", "fungsi ini meminta 1 isian: x (baris 1, kolom 2)"),
        ("now()", "jam sekarang tidak diberikan kepada aturan ini (baris 1, kolom 1)"),
    ],
)
def test_what_has_no_value_is_null_with_a_sentence(source, indonesian):
    result = compile_expression(source).evaluate({"pemohon": {}}, today=TODAY)

    assert result.value is None
    assert result.problem is not None
    assert result.problem["id"] == indonesian


def test_null_that_is_only_unknown_carries_no_problem():
    result = compile_expression("umur > 3").evaluate({"umur": None}, today=TODAY)

    assert (result.value, result.problem) == (None, None)


def test_a_problem_that_did_not_matter_is_not_reported():
    result = compile_expression("false and 1 / 0 > 1").evaluate({}, today=TODAY)

    assert (result.value, result.problem) == (False, None)


def test_the_tested_value_is_a_name_of_unary_tests_only():
    assert compile_unary_tests("? > 3", names=set()).names == {"?"}
    assert refusal("? > 3", set()).sentence["en"].startswith("? is not known")
