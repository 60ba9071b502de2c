"""From the texts of a table to parts that can decide, or a sentence about the cell that cannot be read."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from gapura.engines.decisions.matching import Test, constant, quick_test
from gapura.engines.decisions.model import DecisionTable, HitPolicy, OutputClause, Row
from gapura.engines.decisions.problems import TableError
from gapura.engines.decisions.types import Type, type_named
from gapura.engines.rules.expressions import (
    Expression,
    Surroundings,
    compile_expression,
    compile_unary_tests,
)
from gapura.engines.rules.nodes.base import Literal, Node
from gapura.engines.rules.nodes.operators import INPUT, UnaryTests
from gapura.engines.rules.problems import Place, RuleError
from gapura.engines.rules.text import Text, say

Names = frozenset[str] | None


@dataclass(frozen=True)
class CompiledInput:
    title: str
    node: Node
    type: Type | None
    values: Test | None


@dataclass(frozen=True)
class CompiledOutput:
    name: str
    type: Type | None
    priorities: tuple[Test, ...]
    values: Test | None
    default: Node | None


@dataclass(frozen=True)
class CompiledRow:
    tests: tuple[tuple[int, Test], ...]
    """The conditions that can fail, each with its column."""
    outcomes: tuple[Node, ...]


@dataclass(frozen=True)
class TableParts:
    inputs: tuple[CompiledInput, ...]
    outputs: tuple[CompiledOutput, ...]
    rows: tuple[CompiledRow, ...]
    names: frozenset[str]


def compile_parts(table: DecisionTable, names: Names, around: Surroundings | None) -> TableParts:
    _require_shape(table)
    return _Compiler(table, names, around).parts()


class _Compiler:
    def __init__(self, table: DecisionTable, names: Names, around: Surroundings | None) -> None:
        self._table = table
        self._names = names
        self._shadowing = names or frozenset()
        self._around = around
        self._used: set[str] = set()
        self._met: dict[tuple[object, str], Expression] = {}

    def parts(self) -> TableParts:
        inputs = tuple(self._inputs())
        outputs = tuple(self._output(each, at) for at, each in enumerate(self._table.outputs))
        rows = tuple(self._row(row, number) for number, row in enumerate(self._table.rows))
        return TableParts(inputs, outputs, rows, frozenset(self._used - {INPUT}))

    def _inputs(self) -> Iterator[CompiledInput]:
        for at, clause in enumerate(self._table.inputs):
            node = self._read(compile_expression, clause.expression, "input", clause=at)
            values = self._tests(clause.values, "input", clause=at)
            kind = self._type(clause.type, "input", at)
            yield CompiledInput(clause.expression, node, kind, values)

    def _output(self, output: OutputClause, at: int) -> CompiledOutput:
        default = None
        if output.default is not None:
            default = self._read(compile_expression, output.default, "output", clause=at)
        kind = self._type(output.type, "output", at)
        values = self._tests(output.values, "output", clause=at)
        return CompiledOutput(output.name, kind, self._priorities(output, at), values, default)

    def _priorities(self, output: OutputClause, at: int) -> tuple[Test, ...]:
        if output.values is None:
            return ()
        node = self._read(compile_unary_tests, output.values, "output", clause=at)
        listed = node.tests if isinstance(node, UnaryTests) else ()
        tests = (quick_test(UnaryTests((each,)), self._shadowing) for each in listed)
        return tuple(test for test in tests if test is not None)

    def _row(self, row: Row, number: int) -> CompiledRow:
        tests = []
        for at, text in enumerate(row.conditions):
            test = self._tests(text, "condition", row=number, clause=at)
            if test is not None:
                tests.append((at, test))
        outcomes = tuple(self._outcome(text, number, at) for at, text in enumerate(row.outcomes))
        return CompiledRow(tuple(tests), outcomes)

    def _outcome(self, text: str, row: int, at: int) -> Node:
        if not text.strip():
            return Literal(None)
        node = self._read(compile_expression, text, "outcome", row=row, clause=at)
        known = constant(node, self._shadowing)
        return Literal(known[0], place=node.place) if known else node

    def _tests(
        self, text: str | None, part: str, *, row: int | None = None, clause: int
    ) -> Test | None:
        """An empty cell asks nothing, like `-`."""
        if text is None or text.strip() in {"", "-"}:
            return None
        node = self._read(compile_unary_tests, text, part, row=row, clause=clause)
        return quick_test(node, self._shadowing)

    def _type(self, text: str | None, part: str, clause: int) -> Type | None:
        if text is None:
            return None
        try:
            return type_named(text, self._around.types if self._around else {})
        except RuleError as error:
            raise _misread(error, part, None, clause) from None

    def _read(
        self,
        compile_text: Callable[..., Expression],
        text: str,
        part: str,
        *,
        row: int | None = None,
        clause: int,
    ) -> Node:
        met = self._met.get((compile_text, text))
        if met is not None:
            return met.root
        try:
            expression = compile_text(text, names=self._names, around=self._around)
        except RuleError as error:
            raise _misread(error, part, row, clause) from None
        self._met[compile_text, text] = expression
        self._used |= expression.names
        return expression.root


def _misread(error: RuleError, part: str, row: int | None, clause: int) -> TableError:
    place = Place(error.line, error.column)
    return TableError(error.sentence, place, part=part, row=row, clause=clause)


def _require_shape(table: DecisionTable) -> None:
    if not table.outputs:
        raise _unshaped(
            say(
                "tabel ini tidak mempunyai kolom hasil; tambahkan satu",
                "this table has no output; add one",
            )
        )
    if table.aggregation and table.hit_policy != HitPolicy.COLLECT:
        raise _unshaped(
            say(
                "hanya kebijakan COLLECT yang dapat menjumlahkan; ganti kebijakannya atau hapus penjumlahannya",
                "only COLLECT can aggregate; change the hit policy or remove the aggregation",
            )
        )
    if table.aggregation and len(table.outputs) > 1:
        raise _unshaped(
            say(
                "tabel dengan beberapa kolom hasil tidak dapat dijumlahkan; pecah menjadi beberapa tabel",
                "a table with several outputs cannot aggregate; split it into several tables",
            )
        )
    _require_names(table)
    for number, row in enumerate(table.rows):
        _require_cells(row, number, table)


def _require_names(table: DecisionTable) -> None:
    names = [output.name for output in table.outputs]
    for at, name in enumerate(names):
        if name in names[:at]:
            raise TableError(
                say(
                    f"nama hasil {name} dipakai dua kali; beri nama lain",
                    f"the output name {name} is used twice; give it another",
                ),
                Place(1, 1),
                part="output",
                clause=at,
            )


def _require_cells(row: Row, number: int, table: DecisionTable) -> None:
    for part, cells, clauses in (
        ("condition", len(row.conditions), len(table.inputs)),
        ("outcome", len(row.outcomes), len(table.outputs)),
    ):
        if cells != clauses:
            raise TableError(
                say(
                    f"baris ini berisi {cells} sel, padahal ada {clauses} kolom; lengkapi dengan “-”",
                    f"this row has {cells} cells for {clauses} columns; fill it with “-”",
                ),
                Place(1, 1),
                part=part,
                row=number,
            )


def _unshaped(sentence: Text) -> TableError:
    return TableError(sentence, Place(1, 1), part="table")
