"""What holds for every table and every file, whoever made it."""

from datetime import UTC, date, datetime

from hypothesis import given, settings
from hypothesis import strategies as st

from gapura.engines.decisions.dmn.reading import DmnError, read_dmn
from gapura.engines.decisions.dmn.writing import write_dmn
from gapura.engines.decisions.graphs import compile_graph
from gapura.engines.decisions.tables import (
    Aggregation,
    Decided,
    DecisionTable,
    HitPolicy,
    InputClause,
    OutputClause,
    Row,
    TableError,
    compile_table,
)
from gapura.engines.decisions.tests.models import DISCOUNT
from gapura.engines.rules.tests.test_properties import INPUTS, RULES

TODAY = date(2026, 8, 17)
NOW = datetime(2026, 8, 17, 9, 30, tzinfo=UTC)
CELLS = st.one_of(
    RULES,
    st.sampled_from(
        ["-", "", "> 5", '"a", "b"', "[1..9)", "not(3)", "null", "? > umur", "1 / 0", "anak[1]"]
    ),
)
TYPES = st.sampled_from([None, None, "number", "string", "list<number>", "Any", "raja"])
TABLES = st.builds(
    DecisionTable,
    name=st.just("tabel"),
    inputs=st.tuples(
        st.builds(InputClause, CELLS, TYPES, st.none() | CELLS), st.builds(InputClause, CELLS)
    ),
    outputs=st.lists(
        st.builds(
            OutputClause, st.sampled_from("abc"), TYPES, st.none() | CELLS, st.none() | CELLS
        ),
        min_size=1,
        max_size=1,
    ).map(tuple),
    rows=st.lists(st.builds(Row, st.tuples(CELLS, CELLS), st.tuples(CELLS)), max_size=4).map(tuple),
    hit_policy=st.sampled_from(HitPolicy),
    aggregation=st.none() | st.sampled_from(Aggregation),
)


def compiled_or_refused(table):
    try:
        return compile_table(table)
    except TableError as error:
        refusal = error
    assert refusal.sentence["id"]
    assert refusal.line >= 1
    return None


def read_or_refused(data):
    try:
        return read_dmn(data)
    except DmnError as error:
        refusal = error
    assert refusal.sentence["id"]
    return None


@settings(max_examples=300, deadline=None)
@given(TABLES)
def test_any_table_compiles_or_says_where_not_and_deciding_never_fails(table):
    compiled = compiled_or_refused(table)
    if compiled is None:
        return

    decided = compiled.evaluate(INPUTS, today=TODAY, now=NOW)

    assert isinstance(decided, Decided)
    assert all(0 <= row < len(table.rows) for row in decided.fired)
    assert decided.problem is None or decided.problem["id"]


CELLS_OF_NUMBERS = {
    "> 5": lambda n: n > 5,
    "[1..9)": lambda n: 1 <= n < 9,
    "not(3)": lambda n: n != 3,
    "2, 4": lambda n: n in (2, 4),
    "-": lambda n: True,
    "!= 7": lambda n: n != 7,
    "= 4": lambda n: n == 4,
    "not(> 3, 1)": lambda n: not (n > 3 or n == 1),
    "? * 2 > 6": lambda n: n * 2 > 6,
}


@given(st.integers(-5, 20))
def test_quick_conditions_hold_exactly_when_they_should(number):
    rows = tuple(Row((cell,), ("1",)) for cell in CELLS_OF_NUMBERS)
    table = DecisionTable("t", (InputClause("n"),), (OutputClause("a"),), rows, HitPolicy.COLLECT)

    fired = compile_table(table, names={"n"}).evaluate({"n": number}, today=TODAY).fired

    assert fired == tuple(
        row for row, holds in enumerate(CELLS_OF_NUMBERS.values()) if holds(number)
    )


@settings(max_examples=200, deadline=None)
@given(st.data())
def test_a_damaged_file_is_read_or_refused_and_what_is_read_decides(data):
    start = data.draw(st.integers(0, len(DISCOUNT) - 1))
    length = data.draw(st.integers(0, 60))
    inserted = data.draw(
        st.binary(max_size=20) | RULES.map(lambda rule: rule.encode("utf-8", "replace"))
    )
    damaged = DISCOUNT[:start] + inserted + DISCOUNT[start + length :]

    model = read_or_refused(damaged)
    if model is None:
        return
    answer = compile_graph(model).evaluate(
        "Biaya", {"Pemohon": {"umur": 3}, "Tarif": 5}, today=TODAY
    )

    assert answer.problem is None or answer.problem["id"]
    assert read_dmn(write_dmn(model)) == model
