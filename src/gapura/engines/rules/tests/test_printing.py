"""What is printed reads as the same rule."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from gapura.engines.rules.expressions import RuleError, compile_expression, compile_unary_tests
from gapura.engines.rules.printing import print_rule, print_unary_tests
from gapura.engines.rules.tests.test_properties import RULES

NAMES = ("umur", "nama ibu", "luas", "tanah", "luas-tanah", "lahir", "kota", "lahir in kota", "?")
SMALL = st.sampled_from(
    [
        *(
            "umur",
            "nama ibu",
            "luas-tanah",
            "luas",
            "tanah",
            "lahir",
            "kota",
            "1",
            "-2",
            "0.50",
            "1e40",
        ),
        *('"a"', '"\\"b\\\\"', '@"2024-02-29"', '@"P1Y2M"', '@"-PT1H"', '@"10:00:00@Asia/Jakarta"'),
        *("null", "true", "[]", "{}", "(< 3)", "[1..2)", '(= "a")'),
    ]
)


def _larger(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    """Every construct of the language around smaller rules."""
    forms = [
        *("{0} + {1}", "{0} - {1}", "{0} * {1}", "{0} / {1}", "{0} ** {1}", "-{0}", "({0})"),
        *("{0} = {1}", "{0} != {1}", "{0} <= {1}", "{0} and {1}", "{0} or {1} or {0}"),
        *("{0} between {1} and {2}", "{0} in {1}", "{0} in ({1}, > {2}, {0})", "{0} in (< {1})"),
        *("{0}.anak", "{0}[{1}]", "{0}[item = {1}]", "count({0})", "max({0}, {1}, {2})"),
        *("({0})({1})", "date(year: {0}, month: {1}, day: {2})", "[{0}, {1}]", "]{0}..{1}["),
        *(
            "{{a: {0}, nama kecil: {1}}}",
            '{{"1": {0}, "dua-dua": {1}}}',
            "{{a-b: {0}, c: a-b + {1}}}",
        ),
        *("if {0} then {1} else {2}", "for x in {0}, y in {1}..{2} return x + y + {0}"),
        *("some x in {0} satisfies x = {1}", "every x y in {0} satisfies x y > {1}"),
        *(
            "function(a, b: list<number>) a + {0}",
            "{0} instance of number",
            "for z in {0} return partial",
        ),
        "{0} instance of function<number, context<a: string>> -> range<date>",
    ]
    return st.builds(
        lambda form, one, two, three: form.format(f"({one})", two, f"({three})"),
        st.sampled_from(forms),
        inner,
        inner,
        inner,
    )


TREES = st.recursive(SMALL, _larger, max_leaves=12)


def read(source, compile_text=compile_expression):
    try:
        return compile_text(source, names=NAMES).root
    except RuleError:
        return None


@settings(max_examples=400, deadline=None)
@given(st.one_of(TREES, RULES))
@example("(luas) - (tanah)")
@example("luas-tanah")
@example("(lahir) in (kota)")
@example("{a-b: 1, c: a-b}")
@example("-(1)[1]")
@example("(-1).a")
@example("not (a)")
def test_a_rule_printed_and_read_again_is_the_same_rule(source):
    root = read(source)

    if root is not None:
        printed = print_rule(root, names=NAMES)
        assert read(printed) == root


@settings(max_examples=200, deadline=None)
@given(st.one_of(st.lists(TREES, min_size=1, max_size=3).map(", ".join), RULES))
@example("-")
@example('not("a", > 5)')
@example("(not(true))")
@example("true")
def test_a_cell_printed_and_read_again_is_the_same_cell(source):
    root = read(source, compile_unary_tests)

    if root is not None:
        printed = print_unary_tests(root, names=NAMES)
        assert read(printed, compile_unary_tests) == root


@pytest.mark.parametrize(
    ("source", "printed"),
    [
        ("umur>=60   and (lahir = null)", "umur >= 60 and lahir = null"),
        ("1 + (2 * 3)", "1 + 2 * 3"),
        ("(1 + 2) * 3", "(1 + 2) * 3"),
        ('if umur>5 then "a" else "b"', 'if umur > 5 then "a" else "b"'),
        ("umur in ( 1,> 5 )", "umur in (1, > 5)"),
        ("some x in [1,2] satisfies x>1", "some x in [1, 2] satisfies x > 1"),
        ('lahir < @"2020-01-01" - @"P14M"', 'lahir < @"2020-01-01" - @"P1Y2M"'),
    ],
)
def test_a_rule_is_printed_as_a_person_would_write_it(source, printed):
    known = ("umur", "lahir")

    assert print_rule(compile_expression(source, names=known).root, names=known) == printed
