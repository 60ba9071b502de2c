"""From boxed expressions to parts of a rule; a text that cannot be read becomes a part without a value."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from gapura.engines.decisions import boxed
from gapura.engines.decisions.parts import (
    Broken,
    Choice,
    Contextual,
    Judged,
    Kept,
    Listed,
    RowOf,
    Typed,
)
from gapura.engines.decisions.tables import TableNode, compile_table
from gapura.engines.decisions.types import Type, type_named
from gapura.engines.rules.expressions import Surroundings, compile_expression
from gapura.engines.rules.nodes import calls, control, structures
from gapura.engines.rules.nodes.base import Bound, Literal, Node
from gapura.engines.rules.problems import Place, RuleError
from gapura.engines.rules.text import say

Report = Callable[[RuleError], None]
_ANY = "Any"


@dataclass(frozen=True)
class Reach:
    """The names that can be used at a place of a model."""

    names: frozenset[str]
    around: Surroundings
    report: Report

    def plus(self, *names: str) -> "Reach":
        return replace(self, names=self.names | set(names))

    def filtering(self) -> "Reach":
        inside = replace(self.around, is_filter=True)
        return replace(self, names=self.names | {"item"}, around=inside)

    def type(self, text: str | None) -> Type | None:
        if text is None or text == _ANY:
            return None
        try:
            return type_named(text, self.around.types)
        except RuleError as error:
            self.report(error)
            return None


def assemble(expression: boxed.Boxed | None, reach: Reach) -> Node:
    """The part that works out a boxed expression."""
    if expression is None:
        return Literal(None)
    try:
        node = _ASSEMBLING[type(expression)](expression, reach)
    except RuleError as error:
        reach.report(error)
        return Broken(error.sentence, place=Place(error.line, error.column))
    wanted = None if isinstance(expression, boxed.Function) else reach.type(expression.type)
    return Typed(node, wanted) if wanted else node


def _literal(literal: boxed.Literal, reach: Reach) -> Node:
    if not literal.text.strip():
        return Literal(None)
    return compile_expression(literal.text, names=reach.names, around=reach.around).root


def _context(context: boxed.Context, reach: Reach) -> Node:
    entries = []
    for entry in context.entries:
        # A function may call itself by the name of its entry.
        own = (entry.name,) if isinstance(entry.value, boxed.Function) else ()
        entries.append((entry.name, _entry(entry, reach.plus(*own))))
        reach = reach.plus(entry.name)
    if context.result is None:
        return structures.ContextOf(tuple(entries))
    return Contextual(tuple(entries), assemble(context.result, reach))


def _entry(entry: boxed.Entry, reach: Reach) -> Node:
    node = assemble(entry.value, reach)
    wanted = None if isinstance(entry.value, boxed.Function) else reach.type(entry.type)
    return Typed(node, wanted) if wanted else node


def _invocation(invocation: boxed.Invocation, reach: Reach) -> Node:
    called = assemble(invocation.function, reach)
    arguments = tuple((entry.name, _entry(entry, reach)) for entry in invocation.arguments)
    return calls.Call(called, (), arguments, place=called.place)


def _list(listed: boxed.Listed, reach: Reach) -> Node:
    return structures.ListOf(tuple(assemble(entry, reach) for entry in listed.entries))


def _relation(relation: boxed.Relation, reach: Reach) -> Node:
    for row in relation.rows:
        if len(row) != len(relation.columns):
            raise RuleError(
                say(
                    f"baris relasi berisi {len(row)} sel, padahal ada {len(relation.columns)} kolom",
                    f"a row of the relation has {len(row)} cells for {len(relation.columns)} columns",
                ),
                Place(1, 1),
            )
    rows = (tuple(assemble(cell, reach) for cell in row) for row in relation.rows)
    return structures.ListOf(tuple(RowOf(relation.columns, row) for row in rows))


def _function(function: boxed.Function, reach: Reach) -> Node:
    if function.language != "FEEL":
        raise RuleError(
            say(
                f"fungsi dalam {function.language} tidak dijalankan; tulis dalam FEEL",
                f"functions in {function.language} are not run; write it in FEEL",
            ),
            Place(1, 1),
        )
    names = tuple(entry.name for entry in function.parameters)
    parameters = tuple(
        calls.Parameter(entry.name, reach.type(entry.type)) for entry in function.parameters
    )
    body = assemble(function.body, reach.plus(*names))
    wanted = reach.type(function.type)
    return calls.FunctionDefinition(parameters, Typed(body, wanted) if wanted else body)


def _conditional(conditional: boxed.Conditional, reach: Reach) -> Node:
    return Choice(
        assemble(conditional.condition, reach),
        assemble(conditional.consequence, reach),
        assemble(conditional.alternative, reach),
    )


def _filter(kept: boxed.Filter, reach: Reach) -> Node:
    source = Listed(assemble(kept.source, reach))
    return Kept(source, assemble(kept.condition, reach.filtering()))


def _for_each(loop: boxed.ForEach, reach: Reach) -> Node:
    iteration = control.Iteration(loop.name, Listed(assemble(loop.source, reach)))
    body = assemble(loop.body, reach.plus(loop.name, control.PARTIAL))
    speaks = any(use.name == control.PARTIAL for use in body.uses(Bound()))
    return control.For((iteration,), body, speaks)


def _quantified(test: boxed.Quantified, reach: Reach) -> Node:
    iteration = control.Iteration(test.name, Listed(assemble(test.source, reach)))
    condition = assemble(test.condition, reach.plus(test.name))
    return Judged(test.quantifier, control.For((iteration,), condition, uses_partial=False))


def _table(table: boxed.Table, reach: Reach) -> Node:
    return TableNode(compile_table(table.table, names=reach.names, around=reach.around))


_ASSEMBLING: dict[type, Callable[..., Node]] = {
    boxed.Literal: _literal,
    boxed.Context: _context,
    boxed.Invocation: _invocation,
    boxed.Listed: _list,
    boxed.Relation: _relation,
    boxed.Function: _function,
    boxed.Conditional: _conditional,
    boxed.Filter: _filter,
    boxed.ForEach: _for_each,
    boxed.Quantified: _quantified,
    boxed.Table: _table,
}
