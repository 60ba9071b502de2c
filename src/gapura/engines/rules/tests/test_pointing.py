import pytest

from gapura.engines.rules.expressions import RuleError, compile_expression
from gapura.engines.rules.pointing import point_at


@pytest.mark.parametrize(
    ("source", "marked"),
    [
        ("nama ibu = 1 and umur_anak > 5", "umur_anak"),
        ("1 +\n  umur_anak", "umur_anak"),
        ("1 + * 2", "*"),
        ('1 = "tiga', '"tiga'),
        ('@"2026-02-30" > 1', "@"),
        ("", ""),
        ("1 +", ""),
    ],
)
def test_the_word_that_is_wrong_is_marked(source, marked):
    with pytest.raises(RuleError) as caught:
        compile_expression(source, names={"nama ibu", "umur anak"})

    pointed = point_at(source, caught.value.line, caught.value.column)

    assert pointed.marked == marked
    assert "".join(pointed) in source.split("\n")


def test_the_underline_stands_below_the_word():
    assert point_at("1 + umur_anak > 5", 1, 5).underline == "    ^^^^^^^^^"
