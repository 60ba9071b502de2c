"""Reads the boxed expressions of a DMN file."""

from collections.abc import Callable
from typing import TypeVar

from lxml import etree

from gapura.engines.decisions import boxed
from gapura.engines.decisions.dmn.finding import Finder, is_feel, named, text_in
from gapura.engines.decisions.dmn.opening import DmnError, line_of
from gapura.engines.decisions.model import (
    Aggregation,
    DecisionTable,
    HitPolicy,
    InputClause,
    OutputClause,
    Row,
)
from gapura.engines.rules.text import say

_Choice = TypeVar("_Choice", HitPolicy, Aggregation)


def find_boxed(around: etree._Element | None, find: Finder) -> boxed.Boxed | None:
    """The expression inside an element, if there is one."""
    if around is None:
        return None
    for child in around:
        if etree.QName(child).localname in _BOXES and find.is_ours(child):
            return _boxed(child, find)
    return None


def _boxed(element: etree._Element, find: Finder) -> boxed.Boxed:
    if not is_feel(element):
        language = element.get("expressionLanguage")
        raise DmnError(
            say(
                f"bahasa {language} tidak dijalankan; tulis dalam FEEL",
                f"the language {language} is not run; write it in FEEL",
            ),
            line_of(element),
        )
    return _BOXES[etree.QName(element).localname](element, find)


def read_function(element: etree._Element, find: Finder) -> boxed.Function:
    parameters = tuple(
        boxed.Entry(named(each), None, find.type_of(each))
        for each in find.children(element, "formalParameter")
    )
    language = element.get("kind") or "FEEL"
    return boxed.Function(parameters, find_boxed(element, find), language, find.type_of(element))


def _literal(element: etree._Element, find: Finder) -> boxed.Boxed:
    return boxed.Literal(text_in(find.child(element, "text")), find.type_of(element))


def _context(element: etree._Element, find: Finder) -> boxed.Boxed:
    entries, result = [], None
    for each in find.children(element, "contextEntry"):
        variable = find.child(each, "variable")
        if variable is None:
            result = find_boxed(each, find)
        else:
            kind = find.type_of(variable)
            entries.append(boxed.Entry(named(variable), find_boxed(each, find), kind))
    return boxed.Context(tuple(entries), result, find.type_of(element))


def _invocation(element: etree._Element, find: Finder) -> boxed.Boxed:
    arguments = []
    for binding in find.children(element, "binding"):
        parameter = find.child(binding, "parameter")
        if parameter is not None:
            value = find_boxed(binding, find)
            arguments.append(boxed.Entry(named(parameter), value, find.type_of(parameter)))
    return boxed.Invocation(find_boxed(element, find), tuple(arguments), find.type_of(element))


def _list(element: etree._Element, find: Finder) -> boxed.Boxed:
    entries = tuple(_boxed(each, find) for each in element if etree.QName(each).localname in _BOXES)
    return boxed.Listed(entries, find.type_of(element))


def _relation(element: etree._Element, find: Finder) -> boxed.Boxed:
    columns = tuple(named(each) for each in find.children(element, "column"))
    rows = tuple(
        tuple(_boxed(cell, find) for cell in row if etree.QName(cell).localname in _BOXES)
        for row in find.children(element, "row")
    )
    return boxed.Relation(columns, rows, find.type_of(element))


def _conditional(element: etree._Element, find: Finder) -> boxed.Boxed:
    condition, consequence, alternative = (
        find_boxed(find.child(element, part), find) for part in ("if", "then", "else")
    )
    return boxed.Conditional(condition, consequence, alternative, find.type_of(element))


def _filter(element: etree._Element, find: Finder) -> boxed.Boxed:
    source, condition = (find_boxed(find.child(element, part), find) for part in ("in", "match"))
    return boxed.Filter(source, condition, find.type_of(element))


def _for(element: etree._Element, find: Finder) -> boxed.Boxed:
    source, body = (find_boxed(find.child(element, part), find) for part in ("in", "return"))
    return boxed.ForEach(_iterator(element), source, body, find.type_of(element))


def _quantified(element: etree._Element, find: Finder) -> boxed.Boxed:
    source, holds = (find_boxed(find.child(element, part), find) for part in ("in", "satisfies"))
    quantifier = etree.QName(element).localname
    return boxed.Quantified(quantifier, _iterator(element), source, holds, find.type_of(element))


def _iterator(element: etree._Element) -> str:
    name = (element.get("iteratorVariable") or "").strip()
    if not name:
        raise DmnError(
            say(
                "pengulangan tanpa nama isian; beri nama",
                "an iteration without a name; give it one",
            ),
            line_of(element),
        )
    return name


def _table(element: etree._Element, find: Finder) -> boxed.Boxed:
    outputs = list(find.children(element, "output"))
    table = DecisionTable(
        name=element.get("outputLabel") or _name_around(element),
        inputs=tuple(_input(each, find) for each in find.children(element, "input")),
        outputs=tuple(_output(each, find, element) for each in outputs),
        rows=tuple(_row(each, find) for each in find.children(element, "rule")),
        hit_policy=_chosen(HitPolicy, element, "hitPolicy") or HitPolicy.UNIQUE,
        aggregation=_chosen(Aggregation, element, "aggregation"),
    )
    return boxed.Table(table, find.type_of(element))


def _chosen(choices: type[_Choice], element: etree._Element, attribute: str) -> _Choice | None:
    written = element.get(attribute)
    if not written:
        return None
    try:
        return choices(written)
    except ValueError:
        raise DmnError(
            say(
                f"{attribute} {written} tidak dikenal; pilih: {', '.join(choices)}",
                f"{attribute} {written} is not known; choose: {', '.join(choices)}",
            ),
            line_of(element),
        ) from None


def _name_around(element: etree._Element) -> str:
    """The name of what a table belongs to."""
    for around in element.iterancestors():
        if around.get("name"):
            return around.get("name", "")
    return ""


def _input(element: etree._Element, find: Finder) -> InputClause:
    expression = find.child(element, "inputExpression")
    if expression is None:
        raise DmnError(
            say(
                "kolom masukan tanpa ekspresi; tulis satu",
                "an input without an expression; write one",
            ),
            line_of(element),
        )
    values = find.child(element, "inputValues")
    return InputClause(
        text_in(find.child(expression, "text")), find.type_of(expression), _text(values, find)
    )


def _output(element: etree._Element, find: Finder, table: etree._Element) -> OutputClause:
    default = find.child(element, "defaultOutputEntry")
    return OutputClause(
        name=element.get("name") or table.get("outputLabel") or _name_around(table),
        type=find.type_of(element),
        values=_text(find.child(element, "outputValues"), find),
        default=_text(default, find),
    )


def _row(element: etree._Element, find: Finder) -> Row:
    def texts(name: str) -> tuple[str, ...]:
        return tuple(text_in(find.child(each, "text")) for each in find.children(element, name))

    return Row(
        texts("inputEntry"), texts("outputEntry"), texts("annotationEntry"), element.get("id", "")
    )


def _text(element: etree._Element | None, find: Finder) -> str | None:
    return None if element is None else text_in(find.child(element, "text")) or None


_BOXES: dict[str, Callable[[etree._Element, Finder], boxed.Boxed]] = {
    "literalExpression": _literal,
    "context": _context,
    "invocation": _invocation,
    "list": _list,
    "relation": _relation,
    "functionDefinition": read_function,
    "conditional": _conditional,
    "filter": _filter,
    "for": _for,
    "some": _quantified,
    "every": _quantified,
    "decisionTable": _table,
}
