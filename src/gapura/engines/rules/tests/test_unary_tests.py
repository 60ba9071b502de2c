"""Cells of decision tables."""

from datetime import date
from decimal import Decimal

import pytest

from gapura.engines.rules.expressions import compile_unary_tests


@pytest.mark.parametrize(
    ("source", "tested", "expected"),
    [
        ("-", None, True),
        ("> 5", 6, True),
        ("> 5", 5, False),
        ("> 5", None, None),
        ("3, 5", 5, True),
        ("< 3, >= 60", 61, True),
        ("[18..60)", 60, False),
        ('"ktp", "kk"', "kk", True),
        ('not("ktp", "kk")', "kk", False),
        ("not(> 5)", 3, True),
        ("not(null)", 3, True),
        ("null", None, True),
        ("batas", 5, True),
        ("> batas", 6, True),
        ("? > batas and ? < 9", 7, True),
        ("daftar", 2, True),
        ("daftar", 9, False),
        ("count(?) > 1", [1, 2], True),
        ("true", True, True),
        ("true", False, False),
        ('@"2026-01-01"', date(2026, 1, 1), True),
        ("not(?) or ?", True, True),
        ('"a"', 3, None),
    ],
)
def test_a_cell_answers_for_the_tested_value(source, tested, expected):
    cell = compile_unary_tests(source, names={"batas", "daftar"})

    result = cell.evaluate({"?": tested, "batas": 5, "daftar": [1, 2, 3]}, today=date(2026, 1, 1))

    assert result.value is expected


@pytest.mark.parametrize(
    ("cell", "passing"),
    [
        ("not(1, [2..3))", [Decimal(0), Decimal(3), Decimal(4)]),
        ("not(< 1, (2..3])", [Decimal(1), Decimal(2), Decimal(4)]),
        ("not(]1..3[)", [Decimal(0), Decimal(1), Decimal(3), Decimal(4)]),
        ("not([0..2), ]3..4])", [Decimal(2), Decimal(3)]),
    ],
)
def test_half_open_ranges_may_be_negated(cell, passing):
    test = compile_unary_tests(cell)

    assert [
        Decimal(each)
        for each in range(5)
        if test.evaluate({"?": Decimal(each)}, today=date(2026, 1, 1)).value
    ] == passing
