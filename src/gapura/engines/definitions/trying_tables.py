"""A decision table tried out: which rows fired, why the others did not, and what is wrong with it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import partial

from gapura.engines.decisions.analysis.checking import TableFinding, check_table
from gapura.engines.decisions.analysis.columns import type_of_input
from gapura.engines.decisions.analysis.results import type_of_table
from gapura.engines.decisions.analysis.sentences import misread
from gapura.engines.decisions.model import DecisionTable, HitPolicy
from gapura.engines.decisions.problems import PARTS
from gapura.engines.decisions.tables import Decided, TableError, compile_table
from gapura.engines.definitions.trying import Bench, Said, names_in, write_value
from gapura.engines.rules.expressions import RuleError, compile_expression, compile_unary_tests
from gapura.engines.rules.inference.examining import examine, examine_cell
from gapura.engines.rules.inference.types import Type
from gapura.engines.rules.pointing import Pointed, point_at
from gapura.engines.rules.text import Text, say
from gapura.engines.rules.values import Value

__all__ = ["RowTold", "TableSaid", "TableTrial", "names_read_by_table", "try_table"]

OF_WHOLE_CELLS = {"unreachable_row", "not_judged", "outcome_not_allowed"}


@dataclass(frozen=True)
class TableSaid(Said):
    """`part`, `row` and `clause` name the cell, as a TableFinding does."""

    part: str = "table"
    row: int | None = None
    clause: int | None = None


@dataclass(frozen=True)
class RowTold:
    fired: bool
    sentence: Text
    failed_at: int | None = None
    """The first condition, counted from 0, that did not hold."""


@dataclass(frozen=True)
class TableTrial:
    type: Type
    said: tuple[TableSaid, ...]
    names: frozenset[str]
    """The known names that it reads."""
    reads: bool
    value: Value = None
    problem: Text | None = None
    inputs: tuple[str, ...] = ()
    """The value of each condition's heading, as FEEL writes it."""
    rows: tuple[RowTold, ...] = ()


def try_table(table: DecisionTable, bench: Bench, *, today: date) -> TableTrial:
    findings = check_table(table, bench.known)
    names = names_read_by_table(table, bench)
    try:
        compiled = compile_table(table, names=bench.known.types)
    except TableError as error:
        if all(finding.severity != "error" for finding in findings):
            findings = [misread(error), *findings]
        said = tuple(_said(finding, table) for finding in findings)
        return TableTrial(type_of_table(table, bench.known), said, names, reads=False)
    said = tuple(_said(finding, table) for finding in findings)
    decided = compiled.evaluate(bench.situation(compiled.names, today), today=today)
    return TableTrial(
        type_of_table(table, bench.known),
        said,
        names,
        True,
        decided.value,
        decided.problem,
        tuple(map(write_value, decided.inputs)),
        tuple(_rows(table, decided)),
    )


def names_read_by_table(table: DecisionTable, bench: Bench) -> frozenset[str]:
    """The known names that its headings, conditions and outcomes read."""
    known, found = bench.known, frozenset[str]()
    for clause in table.inputs:
        found |= names_in(examine(clause.expression, known).root, known)
    kinds = [type_of_input(clause, known) for clause in table.inputs]
    for row in table.rows:
        for text, kind in zip(row.conditions, kinds, strict=False):
            found |= names_in(examine_cell(text, kind, known).root, known)
        for text in row.outcomes:
            found |= names_in(examine(text, known).root, known)
    return found


def _rows(table: DecisionTable, decided: Decided) -> Iterator[RowTold]:
    for number, failed_at in enumerate(decided.why_not):
        if failed_at is not None:
            heading = table.inputs[failed_at].expression.strip()
            asked = " ".join(table.rows[number].conditions[failed_at].split())
            value = write_value(decided.inputs[failed_at])
            yield RowTold(
                False,
                say(
                    f"syarat {failed_at + 1} tidak terpenuhi: {heading} harus {asked}, "
                    f"nilainya {value}",
                    f"condition {failed_at + 1} does not hold: {heading} must be {asked}, "
                    f"its value is {value}",
                ),
                failed_at,
            )
        elif number in decided.fired:
            yield RowTold(True, say("semua syaratnya terpenuhi", "all its conditions hold"))
        else:
            yield RowTold(False, _passed_over(table, decided))


def _passed_over(table: DecisionTable, decided: Decided) -> Text:
    if not decided.fired:
        return say("tidak sempat dilihat", "it was not looked at")
    first = decided.fired[0] + 1
    if table.hit_policy == HitPolicy.FIRST:
        return say(
            f"tidak dilihat lagi: baris {first} sudah berlaku",
            f"not looked at: row {first} holds already",
        )
    return say(
        f"syaratnya terpenuhi, tetapi hasil baris {first} yang dipakai",
        f"its conditions hold, but the outcome of row {first} is taken",
    )


def _said(finding: TableFinding, table: DecisionTable) -> TableSaid:
    where = _where(finding, table)
    text = _text_at(finding, table)
    pointed = None if text is None else _pointed(finding, text)
    sentence = finding.sentence
    if where is not None:  # an unreadable cell says its place already
        sentence = {
            language: said.removeprefix(f"{where.get(language, '')}: ")
            for language, said in sentence.items()
        }
    return TableSaid(
        finding.code,
        sentence,
        finding.remedy,
        finding.severity,
        where,
        finding.place.line if pointed else 0,
        pointed,
        finding.example,
        finding.part,
        finding.row,
        finding.clause,
    )


def _pointed(finding: TableFinding, text: str) -> Pointed:
    if finding.code in OF_WHOLE_CELLS and "\n" not in text:
        return Pointed("", text, "")
    return point_at(text, *finding.place)


def _where(finding: TableFinding, table: DecisionTable) -> Text | None:
    if finding.row is None and finding.clause is None:
        return None
    words = [("", "")]
    if finding.row is not None:
        words = [(f"baris {finding.row + 1}", f"row {finding.row + 1}")]
    if finding.clause is not None:
        indonesian, english = PARTS[finding.part]
        number = finding.clause + 1
        words.append((f"{indonesian} {number}", f"{english} {number}"))
    return say(*(", ".join(filter(None, each)) for each in zip(*words, strict=True)))


def _text_at(finding: TableFinding, table: DecisionTable) -> str | None:
    """The text in which the place is counted; None when the finding is about no single one."""
    row, clause = finding.row, finding.clause
    if clause is None:
        return None
    expression, tests = partial(_fails, compile_expression), partial(_fails, compile_unary_tests)
    match finding.part:
        case "condition" if row is not None:
            return table.rows[row].conditions[clause]
        case "outcome" if row is not None:
            return table.rows[row].outcomes[clause]
        case "input":
            heading = table.inputs[clause]
            return _first_wrong((heading.expression, expression), (heading.values, tests))
        case "output":
            output = table.outputs[clause]
            return _first_wrong((output.default, expression), (output.values, tests))
    return None


def _first_wrong(*texts: tuple[str | None, Callable[[str], bool]]) -> str | None:
    written = [(text, fails) for text, fails in texts if text is not None]
    wrong = [text for text, fails in written if fails(text)]
    both = [*wrong, *(text for text, _reader in written)]
    return both[0] if both else None


def _fails(read: Callable[[str], object], text: str) -> bool:
    try:
        read(text)
    except RuleError:
        return True
    return False
