"""Writes boxed expressions and decision tables as elements of a DMN file."""

from collections.abc import Callable
from typing import Any

from lxml import etree

from gapura.engines.decisions import boxed
from gapura.engines.decisions.model import DecisionTable, InputClause, OutputClause, Row


class Sheet:
    """Where elements are written, all in one version of DMN."""

    def __init__(self, namespace: str) -> None:
        self._namespace = namespace

    def add(self, around: etree._Element, tag: str, **attributes: str | None) -> etree._Element:
        element = etree.SubElement(around, f"{{{self._namespace}}}{tag}")
        for name, value in attributes.items():
            if value is not None:
                element.set(name, value)
        return element

    def texts(self, around: etree._Element, tag: str, text: str | None) -> None:
        """`<tag><text>…</text></tag>`, when there is a text."""
        if text is not None:
            self.add(self.add(around, tag), "text").text = text

    def draw(self, around: etree._Element, expression: boxed.Boxed | None) -> None:
        if expression is not None:
            _DRAWING[type(expression)](self, around, expression)

    def draw_function(self, around: etree._Element, tag: str, function: boxed.Function) -> None:
        element = self.add(around, tag, kind=function.language, typeRef=function.type)
        for parameter in function.parameters:
            self.add(element, "formalParameter", name=parameter.name, typeRef=parameter.type)
        self.draw(element, function.body)

    def literal(self, around: etree._Element, literal: boxed.Literal) -> None:
        element = self.add(around, "literalExpression", typeRef=literal.type)
        self.add(element, "text").text = literal.text

    def context(self, around: etree._Element, context: boxed.Context) -> None:
        element = self.add(around, "context", typeRef=context.type)
        for each in context.entries:
            entry = self.add(element, "contextEntry")
            self.add(entry, "variable", name=each.name, typeRef=each.type)
            self.draw(entry, each.value)
        if context.result is not None:
            self.draw(self.add(element, "contextEntry"), context.result)

    def invocation(self, around: etree._Element, invocation: boxed.Invocation) -> None:
        element = self.add(around, "invocation", typeRef=invocation.type)
        self.draw(element, invocation.function)
        for each in invocation.arguments:
            binding = self.add(element, "binding")
            self.add(binding, "parameter", name=each.name, typeRef=each.type)
            self.draw(binding, each.value)

    def listed(self, around: etree._Element, listed: boxed.Listed) -> None:
        element = self.add(around, "list", typeRef=listed.type)
        for entry in listed.entries:
            self.draw(element, entry)

    def relation(self, around: etree._Element, relation: boxed.Relation) -> None:
        element = self.add(around, "relation", typeRef=relation.type)
        for column in relation.columns:
            self.add(element, "column", name=column)
        for row in relation.rows:
            written = self.add(element, "row")
            for cell in row:
                self.draw(written, cell)

    def function(self, around: etree._Element, function: boxed.Function) -> None:
        self.draw_function(around, "functionDefinition", function)

    def conditional(self, around: etree._Element, conditional: boxed.Conditional) -> None:
        element = self.add(around, "conditional", typeRef=conditional.type)
        self.draw(self.add(element, "if"), conditional.condition)
        self.draw(self.add(element, "then"), conditional.consequence)
        self.draw(self.add(element, "else"), conditional.alternative)

    def filter(self, around: etree._Element, kept: boxed.Filter) -> None:
        element = self.add(around, "filter", typeRef=kept.type)
        self.draw(self.add(element, "in"), kept.source)
        self.draw(self.add(element, "match"), kept.condition)

    def for_each(self, around: etree._Element, loop: boxed.ForEach) -> None:
        element = self.add(around, "for", iteratorVariable=loop.name, typeRef=loop.type)
        self.draw(self.add(element, "in"), loop.source)
        self.draw(self.add(element, "return"), loop.body)

    def quantified(self, around: etree._Element, test: boxed.Quantified) -> None:
        element = self.add(around, test.quantifier, iteratorVariable=test.name, typeRef=test.type)
        self.draw(self.add(element, "in"), test.source)
        self.draw(self.add(element, "satisfies"), test.condition)

    def table(self, around: etree._Element, expression: boxed.Table) -> None:
        table = expression.table
        element = self.add(
            around,
            "decisionTable",
            hitPolicy=table.hit_policy.value,
            aggregation=table.aggregation.value if table.aggregation else None,
            outputLabel=table.name,
            typeRef=expression.type,
        )
        for clause in table.inputs:
            self._input(element, clause)
        for output in table.outputs:
            self._output(element, output)
        self._annotations(element, table)
        for row in table.rows:
            self._row(element, row)

    def _input(self, table: etree._Element, clause: InputClause) -> None:
        written = self.add(table, "input")
        expression = self.add(written, "inputExpression", typeRef=clause.type)
        self.add(expression, "text").text = clause.expression
        self.texts(written, "inputValues", clause.values)

    def _output(self, table: etree._Element, output: OutputClause) -> None:
        written = self.add(table, "output", name=output.name, typeRef=output.type)
        self.texts(written, "outputValues", output.values)
        self.texts(written, "defaultOutputEntry", output.default)

    def _annotations(self, element: etree._Element, table: DecisionTable) -> None:
        for number in range(max((len(row.annotations) for row in table.rows), default=0)):
            self.add(element, "annotation", name=f"{number + 1}")

    def _row(self, table: etree._Element, row: Row) -> None:
        written = self.add(table, "rule", id=row.id or None)
        for tag, texts in (
            ("inputEntry", row.conditions),
            ("outputEntry", row.outcomes),
            ("annotationEntry", row.annotations),
        ):
            for text in texts:
                self.texts(written, tag, text)


_DRAWING: dict[type, Callable[[Sheet, etree._Element, Any], None]] = {
    boxed.Literal: Sheet.literal,
    boxed.Context: Sheet.context,
    boxed.Invocation: Sheet.invocation,
    boxed.Listed: Sheet.listed,
    boxed.Relation: Sheet.relation,
    boxed.Function: Sheet.function,
    boxed.Conditional: Sheet.conditional,
    boxed.Filter: Sheet.filter,
    boxed.ForEach: Sheet.for_each,
    boxed.Quantified: Sheet.quantified,
    boxed.Table: Sheet.table,
}
