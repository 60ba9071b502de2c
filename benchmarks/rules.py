"""How fast rules are worked out, each beside a plain Python function that says the same.

`python -m benchmarks.rules` measures only this: no city hall, ten seconds.
"""

import time
import timeit
from datetime import date
from decimal import Decimal

from benchmarks.table import Table

from gapura.engines.decisions.tables import (
    DecisionTable,
    HitPolicy,
    InputClause,
    OutputClause,
    Row,
    compile_table,
)
from gapura.engines.rules.expressions import compile_expression
from gapura.engines.rules.values import Prepared

TODAY = date(2026, 8, 17)
APPLICANT = {
    "birth_date": date(1961, 3, 5),
    "residence": "jakarta",
    "income": Decimal(4_000_000),
    "status": "widowed",
}
ELIGIBLE = (
    'applicant.birth_date <= today() - @"P60Y" and applicant.residence = "jakarta" '
    "and applicant.income < 5000000"
)
ROUNDS = 7


def plain_rule(values, today):
    applicant = values["applicant"]
    born = applicant["birth_date"]
    return (
        born <= born.replace(year=today.year - 60, month=today.month, day=today.day)
        and applicant["residence"] == "jakarta"
        and applicant["income"] < 5_000_000
    )


def fee_table():
    """30 rows of three conditions; the last one holds."""
    rows = [
        Row(
            (f"[{age}..{age + 3})", '"depok", "bogor"' if age % 2 else 'not("bogor")', "< 9000000"),
            (f"{age * 500}",),
        )
        for age in range(0, 87, 3)
    ]
    rows.append(Row((">= 87", "-", "-"), ("0",)))
    return DecisionTable(
        "Fee",
        (
            InputClause("age", "number"),
            InputClause("city", "string"),
            InputClause("income", "number"),
        ),
        (OutputClause("fee", "number"),),
        tuple(rows),
        HitPolicy.UNIQUE,
    )


def plain_table(values):
    age, city, income = values["age"], values["city"], values["income"]
    held = []
    for start in range(0, 87, 3):
        cities = city in ("depok", "bogor") if start % 2 else city != "bogor"
        if start <= age < start + 3 and cities and income < 9_000_000:
            held.append(start * 500)
    if age >= 87:
        held.append(0)
    return held[0] if len(held) == 1 else None


def forty_expressions(turn):
    """As a package has them: never seen before, so that nothing is remembered."""
    return [
        f'q{number} >= {turn} and (q{number + 1} in ("a", "b") or count(q{number + 2}[nilai > {number}]) = 0)'
        for number in range(40)
    ]


def measure(table):
    _rule(table)
    _table(table)
    _package(table)
    _page(table)


def _rule(table):
    rule = compile_expression(ELIGIBLE, names={"applicant"})
    values = {"applicant": APPLICANT}
    assert rule.evaluate(values, today=TODAY).value is plain_rule(values, TODAY) is True
    took = micros(lambda: rule.evaluate(values, today=TODAY), 5_000)
    plain = micros(lambda: plain_rule(values, TODAY), 50_000)
    table.add(
        "an eligibility rule of three conditions",
        f"{took:.1f} µs",
        "≤ 20 µs",
        f"plain Python {plain:.1f} µs",
    )


def _table(table):
    compiled = compile_table(fee_table(), names={"age", "city", "income"})
    values = {"age": 90, "city": "depok", "income": 10}
    assert compiled.evaluate(values, today=TODAY).value == plain_table(values) == 0
    took = micros(lambda: compiled.evaluate(values, today=TODAY), 2_000)
    plain = micros(lambda: plain_table(values), 20_000)
    table.add(
        "a decision table of 30 rows", f"{took:.0f} µs", "≤ 150 µs", f"plain Python {plain:.1f} µs"
    )


def _package(table):
    names = frozenset(f"q{number}" for number in range(43))
    turns = iter(range(1_000_000))

    def compile_all():
        turn = next(turns)
        for source in forty_expressions(turn):
            compile_expression(source, names=names)

    def compile_plain():
        turn = next(turns)
        for number in range(40):
            compile(
                f"q{number} >= {turn} and (q in ('a', 'b') or not [x for x in q if x > {number}])",
                "",
                "eval",
            )

    took, plain = micros(compile_all, 3) / 1000, micros(compile_plain, 30) / 1000
    table.add(
        "compiling 40 expressions of a package",
        f"{took:.0f} ms",
        "≤ 50 ms",
        f"Python's own compiler {plain:.1f} ms",
    )


def _page(table):
    """A page of 40 questions with 100 rules, all asked about one situation."""
    names = frozenset(f"q{number}" for number in range(40))
    rules = [
        compile_expression(
            f"q{number % 40} != null and q{(number * 7) % 40} > {number}", names=names
        )
        for number in range(100)
    ]
    answers = {name: Decimal(30) for name in names}

    def page():
        prepared = Prepared(answers)
        return [rule.evaluate(prepared, today=TODAY).value for rule in rules]

    took = micros(page, 50) / 1000
    table.add(
        "100 rules about 40 answers", f"{took:.2f} ms", "≤ 15 ms for the page", "evaluated only"
    )


def micros(work, times):
    """CPU time of one, the best of several rounds: what the machine can do when nothing else wants it."""
    work()
    return (
        min(timeit.repeat(work, number=times, repeat=ROUNDS, timer=time.process_time)) / times * 1e6
    )


if __name__ == "__main__":
    alone = Table()
    measure(alone)
