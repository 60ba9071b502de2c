"""What the checker says about a table, and when it keeps silent."""

import pytest

from gapura.engines.decisions.analysis.checking import check_table
from gapura.engines.decisions.model import (
    DecisionTable,
    HitPolicy,
    InputClause,
    OutputClause,
    Row,
)
from gapura.engines.rules.inference.examining import Asked, Known
from gapura.engines.rules.inference.types import (
    BOOLEAN,
    DATE,
    NUMBER,
    STRING,
    enumeration,
    optional,
)
from gapura.engines.rules.parsing import KnownNames, parse

KNOWN = Known(
    {
        "umur": NUMBER,
        "penghasilan": optional(NUMBER),
        "pekerjaan": enumeration(["pelajar", "buruh", "lain"]),
        "kota": STRING,
        "lahir": DATE,
        "warga": BOOLEAN,
    }
)

GAP_OF_PUPILS = (
    "tidak ada baris yang berlaku bila umur > 20 dan pekerjaan = pelajar "
    "(misalnya umur = 21, pekerjaan = pelajar)"
)
GAP_OF_ONE_DAY = (
    "tidak ada baris yang berlaku bila lahir in (2026-01-01..2026-01-03) "
    "(misalnya lahir = 2026-01-02)"
)


def table(inputs, *rows, policy=HitPolicy.UNIQUE, default=None, values=None):
    """Rows as cells, the last one the outcome."""
    return DecisionTable(
        "biaya",
        tuple(InputClause(each) for each in inputs.split(", ")),
        (OutputClause("biaya", "number", values, default),),
        tuple(Row(tuple(cells[:-1]), (cells[-1],)) for cells in rows),
        policy,
    )


def found(written, **more):
    return [(finding.code, finding.rows) for finding in check_table(written, KNOWN, **more)]


def sentences(written):
    return [finding.sentence["id"] for finding in check_table(written, KNOWN)]


def test_rows_that_overlap_are_named_with_a_situation_in_which_both_hold():
    written = table(
        "umur, pekerjaan",
        ("< 18", "-", "0"),
        ("[18..60]", '"buruh", "lain"', "10"),
        ("> 60", "-", "0"),
        (">= 18", '"pelajar"', "5"),
    )

    findings = check_table(written, KNOWN)

    assert [(each.code, each.rows) for each in findings] == [("rows_overlap", (2, 3))]
    assert "baris 3 dan 4 sama-sama berlaku bila umur = 61, pekerjaan = pelajar" in str(
        findings[0].sentence["id"]
    )
    assert findings[0].example == (("umur", "61"), ("pekerjaan", '"pelajar"'))


def test_a_gap_is_told_as_a_region_and_as_an_example():
    written = table("umur, pekerjaan", ("< 18", "-", "0"), ("> 20", '"buruh", "lain"', "10"))

    assert sentences(written) == [
        "tidak ada baris yang berlaku bila umur in [18..20] (misalnya umur = 18)",
        GAP_OF_PUPILS,
    ]


@pytest.mark.parametrize(
    ("inputs", "rows"),
    [
        ("umur", [("<= 5", "1"), ("> 5", "2")]),
        ("umur", [("[0..5)", "1"), ("< 0", "2"), (">= 5", "3")]),
        ("umur", [("5", "1"), ("not(5)", "2")]),
        ("umur", [("? > 5 and ? < 9", "1"), ("<= 5, >= 9", "2")]),
        ("lahir", [('<= @"2026-01-01"', "1"), ('>= @"2026-01-02"', "2")]),
        ("lahir", [('< date("2026-01-01")', "1"), ('>= @"2026-01-01"', "2")]),
        ("pekerjaan", [('"pelajar"', "1"), ('"buruh", "lain"', "2")]),
        ("kota", [('"depok"', "1"), ('not("depok")', "2")]),
        ("warga, umur", [("true", "-", "1"), ("false", "< 3", "2"), ("false", ">= 3", "3")]),
        ("umur, umur", [("> 3", "< 9", "1"), ("<= 3", "-", "2"), ("-", ">= 9", "3")]),
    ],
)
def test_a_complete_table_is_left_in_peace(inputs, rows):
    assert found(table(inputs, *rows)) == []


@pytest.mark.parametrize(
    ("rows", "region"),
    [
        ([("< 5", "1"), ("> 5", "2")], "umur = 5"),
        ([("<= 5", "1"), (">= 6", "2")], "umur in (5..6) (misalnya umur = 5.5)"),
        ([("5", "1"), ("7", "2")], "(umur < 5 atau umur in (5..7) atau umur > 7) (misalnya umur = 4)"),
    ],
)  # fmt: skip
def test_numbers_have_no_neighbours(rows, region):
    assert sentences(table("umur", *rows)) == [f"tidak ada baris yang berlaku bila {region}"]


def test_between_two_days_there_is_no_gap_but_between_three_there_is():
    written = table("lahir", ('<= @"2026-01-01"', "1"), ('>= @"2026-01-03"', "2"))

    assert sentences(written) == [GAP_OF_ONE_DAY]


def test_a_word_that_nobody_mentions_may_still_come():
    assert sentences(table("kota", ('"depok"', "1"), ('"bogor"', "2"))) == [
        "tidak ada baris yang berlaku bila kota bukan depok, bogor"
    ]


def test_a_column_may_name_all_its_values():
    clause = InputClause("kota", "string", '"depok", "bogor"')
    written = DecisionTable(
        "t", (clause,), (OutputClause("x"),), (Row(('"depok"',), ("1",)), Row(('"bogor"',), ("2",)))
    )

    assert found(written) == []


def test_limits_of_a_column_bound_what_must_be_covered():
    clause = InputClause("umur", "number", "[0..150]")
    written = DecisionTable(
        "t", (clause,), (OutputClause("x"),), (Row(("< 18",), ("1",)), Row((">= 18",), ("2",)))
    )

    assert found(written) == []


def test_a_default_and_policies_that_collect_need_no_answer_everywhere():
    rows = [("< 5", "1"), ("> 7", "2")]

    assert found(table("umur", *rows, default="0")) == []
    assert found(table("umur", *rows, policy=HitPolicy.COLLECT)) == []
    assert found(table("umur", *rows), needs_answer=False) == []


def test_a_missing_answer_without_a_row_is_a_warning():
    written = table("penghasilan", ("< 5", "1"), (">= 5", "2"))

    finding = check_table(written, KNOWN)[0]

    assert (finding.code, finding.severity) == ("missing_case", "warning")
    assert finding.sentence["id"] == "tidak ada baris yang berlaku bila penghasilan kosong"
    assert found(table("penghasilan", ("< 5", "1"), (">= 5", "2"), ("null", "3"))) == []


@pytest.mark.parametrize(
    ("rows", "covering"),
    [
        ([("< 18", "1"), ("< 10", "2"), ("-", "3")], (1, 0)),
        ([("< 18", "1"), (">= 18", "2"), ("[10..30]", "3")], (2, 0, 1)),
        ([("-", "1"), ("5", "2")], (1, 0)),
    ],
)
def test_a_row_behind_rows_that_cover_it_is_never_reached(rows, covering):
    assert found(table("umur", *rows, policy=HitPolicy.FIRST)) == [("unreachable_row", covering)]


@pytest.mark.parametrize("cell", ["[5..3]", "> 5 and < 3", "(5..5)"])
def test_a_row_whose_cell_nothing_meets_is_never_reached(cell):
    if "and" in cell:
        cell = "? > 5 and ? < 3"

    codes = [code for code, _ in found(table("umur", (cell, "1"), ("-", "2")))]

    assert codes[-1] == "unreachable_row"


def test_rows_of_an_any_table_may_overlap_when_they_agree():
    agreeing = table("umur", ("< 18", "1"), ("> 10", "1.0"), policy=HitPolicy.ANY)
    differing = table("umur", ("< 18", "1"), ("> 10", "2"), policy=HitPolicy.ANY)

    assert found(agreeing) == []
    assert found(differing) == [("rows_overlap", (0, 1))]


def test_a_general_expression_is_said_not_to_be_judged_and_makes_no_false_finding():
    written = table("umur", ("< 18", "1"), ("odd(?)", "2"), ("> 10", "3"))

    findings = check_table(written, KNOWN)

    assert [(each.code, each.rows, each.severity) for each in findings] == [
        ("rows_overlap", (0, 2), "error"),
        ("not_judged", (1,), "warning"),
    ]


def test_columns_that_read_one_name_are_not_judged_for_gaps():
    written = table("umur, umur * 2", ("< 18", "-", "1"), (">= 18", "> 36", "2"))

    assert [code for code, _ in found(written)] == ["not_judged"]


@pytest.mark.parametrize(
    ("rows", "place"),
    [
        ([('"lima"', "1"), ("-", "2")], ("never_true", "condition", 0, 0)),
        ([("> usia", "1")], ("unknown_name", "condition", 0, 0)),
        ([("-", '"gratis"')], ("wrong_result", "outcome", 0, 0)),
        ([("-", "umr * 2")], ("unknown_name", "outcome", 0, 0)),
        ([("-", "> ")], ("rule", "outcome", 0, 0)),
    ],
)
def test_each_cell_is_held_against_its_type(rows, place):
    finding = check_table(table("umur", *rows), KNOWN)[0]

    assert (finding.code, finding.part, finding.row, finding.clause) == place


def test_an_outcome_must_be_among_the_values_named():
    written = table("umur", ("< 5", "1"), (">= 5", "3"), values="1, 2")

    assert found(written) == [("outcome_not_allowed", (1,))]


def test_a_table_too_large_to_judge_is_said_so():
    columns = 12
    inputs = ", ".join(f"x{at}" for at in range(columns))
    known = Known({f"x{at}": NUMBER for at in range(columns)})
    rows = [
        tuple(f"[{(row * (at + 3)) % 17}..{(row * (at + 3)) % 17 + 9}]" for at in range(columns))
        for row in range(150)
    ]
    written = table(inputs, *((*cells, "1") for cells in rows))

    codes = [finding.code for finding in check_table(written, known)]

    assert codes[-1] == "table_too_large"


def condition(source):
    return parse(source, KnownNames(["tingkat"]), start="expression")


SCHOOL = Known(
    {
        "tingkat": enumeration(["sd", "paket"]),
        "jenis": optional(enumeration(["negeri", "swasta"])),
    },
    asked={
        "jenis": Asked((condition('tingkat = "sd"'),), (condition('tingkat = "sd"'),)),
    },
)


def test_what_the_form_cannot_bring_is_no_gap():
    written = table(
        "tingkat, jenis", ('"sd"', '"negeri"', "0"), ('"sd"', '"swasta"', "9"), ('"paket"', "null", "5")
    )  # fmt: skip

    assert check_table(written, SCHOOL) == []


def test_what_the_form_cannot_bring_is_no_overlap():
    written = table(
        "tingkat, jenis", ('"sd"', "-", "0"), ('"paket"', "-", "9"), ("-", "null", "5")
    )  # fmt: skip

    told = [finding.sentence["id"] for finding in check_table(written, SCHOOL)]

    assert told == ["baris 2 dan 3 sama-sama berlaku bila tingkat = paket, jenis kosong"]


def test_a_gap_is_told_only_where_the_question_is_shown():
    written = table("tingkat, jenis", ('"sd"', '"negeri"', "0"), ('"paket"', "-", "5"))

    told = [finding.sentence["id"] for finding in check_table(written, SCHOOL)]

    assert told == ["tidak ada baris yang berlaku bila tingkat = sd, jenis = swasta"]
