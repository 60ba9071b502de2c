"""Hypothesis: what the checker calls impossible never happens, and what it calls known is never null."""

import time
from datetime import date
from decimal import Decimal
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gapura.engines.rules.expressions import compile_expression
from gapura.engines.rules.inference.examining import Known, examine
from gapura.engines.rules.inference.types import BOOLEAN, NUMBER, enumeration, optional

TODAY = date(2026, 11, 22)
KNOWN = Known(
    {
        "a": NUMBER,
        "b": optional(NUMBER),
        "yes": BOOLEAN,
        "word": optional(enumeration(["x", "y"])),
    }
)
HALVES = [Decimal(half) / 2 for half in range(-1, 8)]
SITUATIONS = [
    {"a": a, "b": b, "yes": yes, "word": word}
    for a, b, yes, word in product(HALVES, [*HALVES, None], [True, False], ["x", "y", None])
]

numbers = st.integers(0, 3).map(str)
of_number = st.builds(
    "{} {} {}".format, st.sampled_from("ab"), st.sampled_from(["<", "<=", ">", ">=", "=", "!="]), numbers
)  # fmt: skip
of_range = st.builds(
    "{} in {}{}..{}{}".format, st.sampled_from("ab"), st.sampled_from("[("), numbers, numbers, st.sampled_from("])")
)  # fmt: skip
of_word = st.builds('word {} "{}"'.format, st.sampled_from(["=", "!="]), st.sampled_from("xy"))
plain = st.one_of(
    of_number, of_range, of_word, st.sampled_from(["yes", "b = null", "b != null", "word = null"])
)
condition = st.one_of(plain, plain.map("not({})".format))
possible = st.one_of(of_number, of_word).map("not({})".format)
conjunctions = st.lists(st.one_of(plain, possible), min_size=1, max_size=4).map(" and ".join)
anything = st.recursive(
    condition,
    lambda inner: st.one_of(
        st.builds("({} and {})".format, inner, inner),
        st.builds("({} or {})".format, inner, inner),
        st.builds("(if {} then {} else {})".format, inner, inner, inner),
    ),
    max_leaves=5,
)


def answers(source):
    rule = compile_expression(source, names=KNOWN.types)
    return {rule.evaluate(values, today=TODAY).value for values in SITUATIONS}


@given(conjunctions)
def test_what_is_called_never_true_is_true_in_no_situation(source):
    found = examine(source, KNOWN).remarks

    assert not found or True not in answers(source)


@given(st.one_of(st.text(max_size=60), anything.map(lambda source: source[1:])))
def test_whatever_is_written_there_is_an_answer(source):
    found = examine(source, KNOWN, expected=BOOLEAN)

    assert all(remark.sentence["id"] and remark.remedy["id"] for remark in found.remarks)


@pytest.mark.parametrize(
    "source",
    [
        " and ".join(["b > 1"] * 1650),
        " or ".join(["b > 1"] * 1650),
        " or ".join(["(a > 1 and b < 3)"] * 900),
        f"a in ({','.join(map(str, range(3500)))})",
        "(a > 1 and " * 900 + "yes" + ")" * 900,
        "not(" * 2000 + "yes" + ")" * 2000,
        "sum(" + ",".join(["1"] * 9000) + ") > a",
    ],
    ids=["and", "or", "mixed", "in", "deep", "not", "sum"],
)
def test_the_longest_rules_are_examined_in_a_few_seconds(source):
    started = time.perf_counter()

    examine(source, KNOWN, expected=BOOLEAN)

    assert time.perf_counter() - started < 5


@given(anything)
def test_what_is_not_called_nullable_is_null_in_no_situation(source):
    found = examine(source, KNOWN)

    assert found.type.nullable or None not in answers(source)
