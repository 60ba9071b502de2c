from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from gapura.engines.decisions.tables import (
    Aggregation,
    DecisionTable,
    HitPolicy,
    InputClause,
    OutputClause,
    Row,
    TableError,
    compile_table,
)

TODAY = date(2026, 8, 17)
FEE = DecisionTable(
    name="Biaya",
    inputs=(InputClause("umur"), InputClause("kota")),
    outputs=(OutputClause("biaya", values="0, 5, 10"),),
    rows=(
        Row(("< 17", "-"), ("0",)),
        Row((">= 10", '"depok"'), ("10",)),
        Row(("-", 'not("depok")'), ("5",)),
    ),
)
NAMES = {"umur", "kota"}


def decide(table, **values):
    return compile_table(table, names=NAMES).evaluate(values, today=TODAY)


def test_the_one_row_that_holds_gives_its_outcome():
    decided = decide(FEE, umur=40, kota="depok")

    assert (decided.value, decided.fired, decided.problem) == (10, (1,), None)


def test_each_row_says_which_condition_failed_first():
    decided = decide(FEE, umur=40, kota="depok")

    assert decided.why_not == (0, None, 1)


def test_the_values_of_the_inputs_are_kept_for_the_explanation():
    decided = decide(FEE, umur=40, kota="depok")

    assert decided.inputs == (Decimal(40), "depok")


def test_two_rows_of_a_unique_table_decide_nothing_and_are_named():
    decided = decide(FEE, umur=12, kota="depok")

    assert decided.value is None
    assert decided.problem["id"].startswith("baris 1 dan 2 sama-sama berlaku")


def test_rows_of_an_any_table_must_agree():
    table = replace(FEE, hit_policy=HitPolicy.ANY)
    agreeing = replace(table, rows=(*FEE.rows, Row(("> 30", '"depok"'), ("10",))))

    assert decide(agreeing, umur=40, kota="depok").fired == (1, 3)
    assert decide(table, umur=12, kota="depok").value is None


@pytest.mark.parametrize(
    ("policy", "value", "fired"),
    [
        (HitPolicy.FIRST, 0, (0,)),
        (HitPolicy.PRIORITY, 0, (0,)),
        (HitPolicy.RULE_ORDER, [0, 10], (0, 1)),
        (HitPolicy.OUTPUT_ORDER, [0, 10], (0, 1)),
        (HitPolicy.COLLECT, [0, 10], (0, 1)),
    ],
)
def test_the_hit_policy_settles_between_rows(policy, value, fired):
    decided = decide(replace(FEE, hit_policy=policy), umur=12, kota="depok")

    assert (decided.value, decided.fired) == (value, fired)


def test_priority_follows_the_order_of_the_outcome_values_not_of_the_rows():
    output = OutputClause("biaya", values="10, 5, 0")
    table = replace(FEE, hit_policy=HitPolicy.OUTPUT_ORDER, outputs=(output,))

    assert decide(table, umur=12, kota="depok").value == [10, 0]
    assert decide(replace(table, hit_policy=HitPolicy.PRIORITY), umur=12, kota="depok").value == 10


@pytest.mark.parametrize(
    ("aggregation", "value"),
    [
        (Aggregation.COUNT, 2),
        (Aggregation.SUM, 10),
        (Aggregation.MIN, 0),
        (Aggregation.MAX, 10),
    ],
)
def test_collected_outcomes_are_aggregated(aggregation, value):
    table = replace(FEE, hit_policy=HitPolicy.COLLECT, aggregation=aggregation)

    assert decide(table, umur=12, kota="depok").value == value


def test_the_default_decides_when_no_row_holds():
    table = replace(FEE, rows=FEE.rows[:1], outputs=(OutputClause("biaya", default="umur * 2"),))

    decided = decide(table, umur=20, kota="depok")

    assert (decided.value, decided.fired) == (40, ())


@pytest.mark.parametrize(("policy", "value"), [(HitPolicy.UNIQUE, None), (HitPolicy.COLLECT, [])])
def test_without_a_default_nothing_is_decided(policy, value):
    table = replace(FEE, rows=FEE.rows[:1], hit_policy=policy)

    assert decide(table, umur=20, kota="depok").value == value


def test_several_outputs_make_a_context():
    outputs = (OutputClause("biaya"), OutputClause("catatan"))
    table = replace(FEE, outputs=outputs, rows=(Row(("-", "-"), ("0", '"gratis"')),))

    assert decide(table, umur=1, kota="x").value == {"biaya": 0, "catatan": "gratis"}


def test_conditions_may_speak_of_other_names_and_of_the_value_itself():
    table = replace(FEE, rows=(Row(("? * 2 > 30", 'if umur > 5 then "a" else "b"'), ("5",)),))

    assert decide(table, umur=20, kota="a").value == 5
    assert decide(table, umur=20, kota="b").value is None


def test_a_condition_of_another_kind_does_not_hold_and_is_reported():
    decided = decide(replace(FEE, rows=FEE.rows[:1]), umur="dua", kota="depok")

    assert decided.value is None
    assert decided.problem["id"].startswith("teks tidak dapat dibandingkan dengan angka")


def test_an_input_of_another_type_counts_as_unknown_and_is_reported():
    table = replace(FEE, inputs=(InputClause("umur", "number"), InputClause("kota")))

    decided = decide(table, umur="dua", kota="bogor")

    assert decided.inputs[0] is None
    assert decided.problem["id"].startswith("umur: nilainya teks yang bukan number")


def test_an_input_outside_its_values_counts_as_unknown_and_is_reported():
    table = replace(FEE, inputs=(InputClause("umur", values="[0..150]"), InputClause("kota")))

    decided = decide(table, umur=200, kota="bogor")

    assert decided.inputs[0] is None
    assert decided.problem["id"].startswith("umur: nilainya tidak termasuk")


def test_an_outcome_outside_its_values_decides_nothing():
    table = replace(FEE, rows=(Row(("-", "-"), ("7",)),))

    decided = decide(table, umur=1, kota="x")

    assert decided.value is None
    assert decided.problem["id"].startswith("hasil biaya tidak termasuk")


def test_a_cell_that_cannot_be_read_is_named_by_row_and_column():
    table = replace(FEE, rows=(*FEE.rows, Row(("-", "kotta = 3"), ("0",))))

    with pytest.raises(TableError) as caught:
        compile_table(table, names=NAMES)

    assert (caught.value.part, caught.value.row, caught.value.clause) == ("condition", 3, 1)
    assert caught.value.sentence["id"] == (
        "baris 4, syarat 2: kotta tidak dikenal; maksud Anda kota?"
    )


def test_a_row_with_too_few_cells_is_refused():
    with pytest.raises(TableError) as caught:
        compile_table(replace(FEE, rows=(Row(("-",), ("0",)),)), names=NAMES)

    assert caught.value.sentence["en"].startswith("row 1, condition: this row has 1 cells for 2")


@pytest.mark.parametrize(
    "table",
    [
        replace(FEE, outputs=(), rows=()),
        replace(FEE, aggregation=Aggregation.SUM),
        replace(FEE, outputs=(OutputClause("a"), OutputClause("a")), rows=()),
        replace(FEE, outputs=(OutputClause("a", "numbr"),), rows=()),
        replace(FEE, inputs=(InputClause("umur +"), InputClause("kota")), rows=()),
    ],
)
def test_a_table_that_makes_no_sense_is_refused(table):
    with pytest.raises(TableError):
        compile_table(table, names=NAMES)


def test_a_table_that_takes_too_long_decides_nothing():
    endless = "count(for a in 1..1000, b in 1..1000 return a) > 0"
    table = replace(FEE, rows=(Row((endless, "-"), ("1",)),))

    decided = decide(table, umur=1, kota="x")

    assert decided.value is None
    assert decided.problem["id"].startswith("aturan terlalu panjang dihitung")
