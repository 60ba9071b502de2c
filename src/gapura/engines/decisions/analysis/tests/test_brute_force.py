"""Hypothesis: the algebra of boxes agrees with trying every situation of a small world."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import cache
from itertools import combinations, product

from hypothesis import given
from hypothesis import strategies as st

from gapura.engines.decisions.analysis.checking import check_table
from gapura.engines.decisions.model import DecisionTable, HitPolicy, InputClause, OutputClause, Row
from gapura.engines.decisions.tables import compile_table
from gapura.engines.rules.expressions import compile_expression
from gapura.engines.rules.inference.examining import Known
from gapura.engines.rules.inference.types import BOOLEAN, DATE, NUMBER, STRING, enumeration

TODAY = date(2026, 11, 22)
WORLD = {
    "n": (NUMBER, [Decimal(half) / 2 for half in range(-1, 6)]),
    "d": (DATE, [date(2026, 1, day) for day in range(1, 6)]),
    "w": (enumeration(["x", "y"]), ["x", "y"]),
    "s": (STRING, ["x", "y", "zzz"]),
    "b": (BOOLEAN, [True, False]),
}
KNOWN = Known({name: kind for name, (kind, _) in WORLD.items()})

numbers = st.integers(0, 2).map(str)
days = st.integers(2, 4).map('@"2026-01-0{}"'.format)
quoted = st.sampled_from(['"x"', '"y"'])


def ordered(limits):
    tests = st.one_of(
        limits,
        st.builds("{} {}".format, st.sampled_from(["<", "<=", ">", ">="]), limits),
        st.builds(
            "{}{}..{}{}".format, st.sampled_from("[("), limits, limits, st.sampled_from("])")
        ),
        st.builds("? >= {} and ? != {}".format, limits, limits),
    )
    return several(tests)


def several(tests):
    some = st.lists(tests, min_size=1, max_size=2).map(", ".join)
    return st.one_of(st.just("-"), some, some.map("not({})".format))


CELLS = {
    "n": ordered(numbers),
    "d": ordered(days),
    "w": several(quoted),
    "s": several(quoted),
    "b": st.sampled_from(["-", "true", "false", "not(true)"]),
}
UNKNOWABLE = {
    "n": "odd(?)",
    "d": "? > today()",
    "w": 'contains(?, "x")',
    "s": "string length(?) > 1",
}


@st.composite
def tables(draw, *, unknowable=False):
    names = draw(st.lists(st.sampled_from(sorted(CELLS)), min_size=1, max_size=3))
    cells = [
        st.one_of(CELLS[name], st.just(UNKNOWABLE.get(name, "-"))) if unknowable else CELLS[name]
        for name in names
    ]
    rows = draw(st.lists(st.tuples(*cells), min_size=1, max_size=4))
    return DecisionTable(
        "t",
        tuple(map(InputClause, names)),
        (OutputClause("o"),),
        tuple(Row(row, (str(number),)) for number, row in enumerate(rows)),
    )


def holding(table):
    """For every situation of the world the rows that hold."""
    compiled = compile_table(replace(table, hit_policy=HitPolicy.COLLECT))
    names = sorted({clause.expression for clause in table.inputs})
    for values in product(*(WORLD[name][1] for name in names)):
        situation = dict(zip(names, values, strict=True))
        yield situation, compiled.evaluate(situation, today=TODAY).fired


def of_code(table, code, policy):
    return [
        finding
        for finding in check_table(replace(table, hit_policy=policy), KNOWN)
        if finding.code == code
    ]


@cache
def value(text):
    return compile_expression(text).evaluate({}, today=TODAY).value


def shows(example, situation):
    """Whether a situation is the one a finding tells of; it leaves out what does not matter."""
    return all(
        situation[name] == value(text)
        or (name == "s" and situation[name] == "zzz" and value(text) not in {"x", "y"})
        for name, text in example
    )


@given(tables())
def test_overlaps_are_found_exactly_where_two_rows_hold_at_once(table):
    together = {pair for _, fired in holding(table) for pair in combinations(fired, 2)}

    found = {finding.rows for finding in of_code(table, "rows_overlap", HitPolicy.UNIQUE)}

    assert found == together


@given(tables())
def test_gaps_are_found_exactly_where_no_row_holds(table):
    is_left = any(not fired for _, fired in holding(table))

    found = of_code(table, "table_gap", HitPolicy.UNIQUE)

    assert bool(found) == is_left


@given(tables())
def test_the_example_of_a_gap_is_a_situation_without_a_row(table):
    found = of_code(table, "table_gap", HitPolicy.UNIQUE)

    for finding in [each for each in found if each.example]:
        told = [fired for situation, fired in holding(table) if shows(finding.example, situation)]
        assert not any(told)


@given(tables())
def test_rows_are_called_unreachable_exactly_when_they_are_never_first(table):
    first = {fired[0] for _, fired in holding(table) if fired}

    found = {finding.row for finding in of_code(table, "unreachable_row", HitPolicy.FIRST)}

    assert found == set(range(len(table.rows))) - first


@given(tables(unknowable=True))
def test_general_expressions_cause_no_false_finding(table):
    first = {fired[0] for _, fired in holding(table) if fired}
    together = {pair for _, fired in holding(table) for pair in combinations(fired, 2)}
    is_left = any(not fired for _, fired in holding(table))

    unreachable = {finding.row for finding in of_code(table, "unreachable_row", HitPolicy.FIRST)}
    overlaps = {finding.rows for finding in of_code(table, "rows_overlap", HitPolicy.UNIQUE)}
    gaps = of_code(table, "table_gap", HitPolicy.UNIQUE)

    assert not unreachable & first
    assert overlaps <= together
    assert is_left or not gaps
