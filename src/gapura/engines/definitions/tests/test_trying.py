"""A rule and a table tried out by their writer."""

from datetime import date

import pytest

from gapura.engines.decisions.model import DecisionTable, HitPolicy, InputClause, OutputClause, Row
from gapura.engines.definitions.trying import read_value, set_up, try_expression, write_value
from gapura.engines.definitions.trying_tables import try_table
from gapura.engines.rules.inference.types import in_words
from gapura.engines.rules.problems import RuleError
from tests.harness.factories import package_of

TODAY = date(2026, 11, 22)
AGE = set_up(None, {"umur anak": read_value("17")})


def fee(*rows, policy=HitPolicy.UNIQUE, about="umur anak"):
    return DecisionTable(
        "biaya",
        (InputClause(about),),
        (OutputClause("biaya", "number"),),
        tuple(Row((condition,), (outcome,)) for condition, outcome in rows),
        policy,
    )


def errors(trial):
    return [said for said in trial.said if said.severity == "error"]


def test_an_expression_gives_its_value_and_its_type_in_words():
    trial = try_expression("umur anak >= 17", AGE, today=TODAY)

    assert (trial.value, in_words(trial.type)["id"], trial.said) == (True, "ya/tidak", ())
    assert trial.names == {"umur anak"}


def test_a_name_nobody_knows_is_pointed_at_with_the_one_that_was_meant():
    trial = try_expression("1 +\n  umur_anak", AGE, today=TODAY)

    (said,) = trial.said
    assert not trial.reads
    assert said.sentence["id"] == "umur_anak tidak dikenal; maksud Anda umur anak?"
    assert (said.line, said.pointed) == (2, ("  ", "umur_anak", ""))
    assert said.pointed.underline == "  ^^^^^^^^^"


def test_decisions_of_a_service_are_worked_out_from_the_questions_they_read():
    package = package_of("jakarta", "kjp-plus").package
    bench = set_up(package, {"stage": "sd", "school_kind": "private"})

    trial = try_expression("total_amount * 2", bench, today=TODAY)
    questions, decisions = bench.reads(trial.names)

    assert trial.value == 760000
    assert [question.id for question in questions] == ["stage", "school_kind"]
    assert [each.id for each in decisions] == ["monthly_amount", "spp_addition", "total_amount"]


def test_a_value_given_for_a_decision_is_taken_as_it_is():
    package = package_of("jakarta", "kjp-plus").package

    bench = set_up(package, {"total_amount": read_value("5")})

    assert try_expression("total_amount + 1", bench, today=TODAY).value == 6
    assert bench.reads({"total_amount"}) == ((), ())


def test_a_fault_at_run_time_is_said():
    trial = try_expression("1 / (umur anak - 17)", AGE, today=TODAY)

    assert (trial.reads, trial.value) == (True, None)
    assert "nol" in trial.problem["id"]


DEEP = ["1 + " * 4900 + "1", "(" * 9000, "[" * 5000 + "1" + "]" * 5000]


@pytest.mark.parametrize("source", DEEP)
def test_a_rule_nested_beyond_reading_is_told(source):
    alone = try_expression(source, AGE, today=TODAY)
    in_a_cell = try_table(fee((source, "0"), ("-", source)), AGE, today=TODAY)
    in_a_heading = try_table(fee(("-", "0"), about=source), AGE, today=TODAY)

    for trial in (alone, in_a_cell, in_a_heading):
        assert trial.value is None
        assert errors(trial) or trial.problem


def test_the_row_that_fires_and_why_the_others_did_not():
    trial = try_table(fee(("< 17", "0"), (">= 17", "5000")), AGE, today=TODAY)

    assert (trial.value, trial.said) == (5000, ())
    assert [(row.fired, row.failed_at) for row in trial.rows] == [(False, 0), (True, None)]
    assert trial.rows[0].sentence["id"] == (
        "syarat 1 tidak terpenuhi: umur anak harus < 17, nilainya 17"
    )


def test_a_row_after_the_first_that_holds_was_not_looked_at():
    table = fee((">= 0", "0"), (">= 10", "5000"), policy=HitPolicy.FIRST)

    trial = try_table(table, AGE, today=TODAY)

    assert trial.rows[1].sentence["id"] == "tidak dilihat lagi: baris 1 sudah berlaku"


@pytest.mark.parametrize(
    ("code", "table", "where", "marked"),
    [
        ("unknown_name", fee(("-", "0"), about="umr anak"), "masukan 1", "umr"),
        ("never_true", fee(('"tua"', "0"), ("-", "1")), "baris 1, syarat 1", '"tua"'),
        ("rows_overlap", fee(("<= 17", "0"), (">= 17", "1")), "baris 2", None),
        ("table_gap", fee(("< 17", "0"), ("> 17", "1")), None, None),
        ("rule", fee(("< 17 tahun", "0"), (">= 17", "1")), "baris 1, syarat 1", "tahun"),
        (
            "unreachable_row",
            fee(("-", "0"), (">= 17", "1"), policy=HitPolicy.FIRST),
            "baris 2",
            None,
        ),
    ],
)
def test_a_broken_table_is_told_with_its_place(code, table, where, marked):
    said = next(each for each in try_table(table, AGE, today=TODAY).said if each.code == code)

    assert (said.where and said.where["id"]) == where
    assert (said.pointed.marked if said.pointed else None) == marked
    assert said.remedy["id"]


def test_a_gap_and_an_overlap_are_shown_by_an_example():
    gap = try_table(fee(("< 17", "0"), ("> 17", "1")), AGE, today=TODAY)
    overlap = try_table(fee(("<= 17", "0"), (">= 17", "1")), AGE, today=TODAY)

    assert errors(gap)[0].example == (("umur anak", "17"),)
    assert errors(overlap)[0].example == (("umur anak", "17"),)
    assert overlap.problem is not None


@pytest.mark.parametrize(
    "text",
    ['"a"', "12.5", "true", "null", '@"2026-11-22"', '["a", 1]', '{nama: "Siti"}', "[1..5)"],
)
def test_a_value_is_written_as_it_was_read(text):
    assert write_value(read_value(text)) == text


@pytest.mark.parametrize("text", ["", "umur", "1 +", "1 / 0"])
def test_what_is_no_value_is_refused(text):
    with pytest.raises(RuleError):
        read_value(text)
