"""Cells of decision tables."""

from datetime import date

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
