"""Every text of a table held against the types around it."""

from collections.abc import Iterator

from gapura.engines.decisions.analysis.columns import type_of_input
from gapura.engines.decisions.analysis.findings import Part, TableFinding, of_remark
from gapura.engines.decisions.model import DecisionTable, OutputClause
from gapura.engines.decisions.types import type_named
from gapura.engines.rules.expressions import compile_unary_tests
from gapura.engines.rules.inference.criteria import cell_criterion, constant, is_constant
from gapura.engines.rules.inference.examining import Known, examine, examine_cell
from gapura.engines.rules.inference.types import ANY, Type, of_kind, optional
from gapura.engines.rules.problems import Fault, RuleError
from gapura.engines.rules.text import say


def check_cells(table: DecisionTable, known: Known) -> Iterator[TableFinding]:
    for at, clause in enumerate(table.inputs):
        for remark in examine(clause.expression, known).remarks:
            yield of_remark(remark, "input", clause=at)
    tested = [type_of_input(clause, known) for clause in table.inputs]
    for number, row in enumerate(table.rows):
        for at, (text, kind) in enumerate(zip(row.conditions, tested, strict=True)):
            if text.strip():
                for remark in examine_cell(text, kind, known).remarks:
                    yield of_remark(remark, "condition", row=number, clause=at)
        for at, (text, output) in enumerate(zip(row.outcomes, table.outputs, strict=True)):
            yield from _outcome(text, output, known, "outcome", row=number, clause=at)
    for at, output in enumerate(table.outputs):
        if output.default is not None:
            yield from _outcome(output.default, output, known, "output", row=None, clause=at)


def _outcome(
    text: str, output: OutputClause, known: Known, part: Part, *, row: int | None, clause: int
) -> Iterator[TableFinding]:
    """An outcome may be null on purpose; a value must be of the kind and among the values named."""
    if not text.strip():
        return
    wanted = declared(output)
    found = examine(text, known, expected=optional(wanted) if wanted else None)
    for remark in found.remarks:
        yield of_remark(remark, part, row=row, clause=clause)
    if found.root is None or found.remarks or not is_constant(found.root) or not output.values:
        return
    try:
        value = constant(found.root)
        allowed = cell_criterion(compile_unary_tests(output.values).root)
    except (Fault, RuleError):
        return
    if value is not None and allowed is not None and allowed.answer(value) is not True:
        yield TableFinding(
            "outcome_not_allowed",
            say(
                f"hasil {text.strip()} tidak termasuk nilai {output.name}: {output.values}",
                f"the outcome {text.strip()} is not among the values of {output.name}: {output.values}",
            ),
            say("Pakai salah satu nilai itu, atau tambahkan.", "Use one of these, or add it."),
            part,
            row,
            clause,
            rows=(row,) if row is not None else (),
        )


def declared(output: OutputClause) -> Type | None:
    try:
        kind = of_kind(type_named(output.type, {})) if output.type else ANY
    except RuleError:
        return None
    return None if kind.is_open else kind
