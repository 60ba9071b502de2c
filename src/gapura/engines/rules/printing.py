"""From the parts of a rule back to its text; what is printed reads as the same parts again."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import fields
from decimal import Decimal
from typing import Any

from gapura.engines.rules.dates import write_temporal
from gapura.engines.rules.lexer import KEYWORDS
from gapura.engines.rules.names import tidy
from gapura.engines.rules.nodes import calls, control, kinds, operators, structures
from gapura.engines.rules.nodes.base import Literal, Node
from gapura.engines.rules.values import Value

_ALL, _OR, _AND, _COMPARE, _SUM, _PRODUCT, _POWER, _UNARY, _INSTANCE, _POSTFIX = range(10)
"""How tightly a part holds together, loosest first; what holds less than its place asks gets brackets."""
_SIGN_LEVELS = {"+": _SUM, "-": _SUM, "*": _PRODUCT, "/": _PRODUCT, "**": _POWER}
_PLAIN_NAME = re.compile(r"[^\W\d]\w*(?: \w+)*")

_KEY = re.compile(r'[^\W\d][^:,(){}\[\]"<>=@?]*')


def print_rule(root: Node, *, names: Iterable[str] = ()) -> str:
    """The text of a rule. `names` are those it was read with, so that none is read where none was meant."""
    met = {*names, *_names_in(root)}
    return _Printer(is_careful=any(map(_is_tricky, met))).text(root)


def _names_in(part: object) -> Iterator[str]:
    """Every name that a part uses or makes."""
    if isinstance(part, structures.Name | control.Iteration | calls.Parameter):
        yield part.name
    if type(part) is tuple:
        yield from (each for each in part if isinstance(each, str))
        for each in part:
            yield from _names_in(each)
    elif isinstance(part, Node):
        for each in fields(part):
            yield from _names_in(getattr(part, each.name))


def _is_tricky(name: str) -> bool:
    """A name that could also be read as several, `luas-tanah` or `lahir in kota`."""
    return not _PLAIN_NAME.fullmatch(name) or any(word in KEYWORDS for word in name.split())


class _Printer:
    def __init__(self, *, is_careful: bool) -> None:
        self._is_careful = is_careful

    def text(self, node: Node, level: int = _ALL) -> str:
        own, write = _WRITING[type(node)]
        written = write(self, node)
        if isinstance(node, operators.Arithmetic):
            own = _SIGN_LEVELS[node.operator]
        elif isinstance(node, Literal) and isinstance(node.value, Decimal):
            own = _UNARY if node.value < 0 else _INSTANCE
        return f"({written})" if own < level else written

    def test(self, node: Node) -> str:
        """One of several tests, where `> 5` needs no brackets."""
        if isinstance(node, operators.OperatorTest):
            return f"{node.operator} {self.text(node.bound, _SUM)}"
        return self.text(node)

    def name(self, node: structures.Name) -> str:
        return f"({node.name})" if self._is_careful and node.name != operators.INPUT else node.name

    def either(self, node: operators.Or) -> str:
        return " or ".join(self.text(part, _AND) for part in node.parts)

    def both(self, node: operators.And) -> str:
        return " and ".join(self.text(part, _COMPARE) for part in node.parts)

    def comparison(self, node: operators.Comparison) -> str:
        return f"{self.text(node.left, _COMPARE)} {node.operator} {self.text(node.right, _SUM)}"

    def between(self, node: operators.Between) -> str:
        low, high = self.text(node.low, _SUM), self.text(node.high, _SUM)
        return f"{self.text(node.value, _COMPARE)} between {low} and {high}"

    def is_in(self, node: operators.In) -> str:
        value = self.text(node.value, _COMPARE)
        if len(node.tests) == 1:
            return f"{value} in {self.text(node.tests[0], _SUM)}"
        return f"{value} in ({', '.join(map(self.test, node.tests))})"

    def operator_test(self, node: operators.OperatorTest) -> str:
        return f"({self.test(node)})"

    def arithmetic(self, node: operators.Arithmetic) -> str:
        level = _SIGN_LEVELS[node.operator]
        return f"{self.text(node.left, level)} {node.operator} {self.text(node.right, level + 1)}"

    def negate(self, node: operators.Negate) -> str:
        return f"-{self.text(node.operand, _UNARY)}"

    def instance_of(self, node: kinds.InstanceOf) -> str:
        return f"{self.text(node.value, _INSTANCE)} instance of {_kind(node.kind)}"

    def path(self, node: structures.Path) -> str:
        return f"{self.text(node.origin, _POSTFIX)}.{node.member}"

    def filtered(self, node: structures.Filter) -> str:
        return f"{self.text(node.origin, _POSTFIX)}[{self.text(node.condition)}]"

    def call(self, node: calls.Call) -> str:
        called = self._bare(node.callee) or self.text(node.callee, _POSTFIX)
        positional = [self.text(each) for each in node.positional]
        named = [f"{name}: {self.text(each)}" for name, each in node.named]
        return f"{called}({', '.join(positional + named)})"

    def _bare(self, callee: Node) -> str | None:
        return callee.name if isinstance(callee, structures.Name) else None

    def list_of(self, node: structures.ListOf) -> str:
        return f"[{', '.join(map(self.text, node.entries))}]"

    def range_of(self, node: structures.RangeOf) -> str:
        opening, closing = "[" if node.start_included else "(", "]" if node.end_included else ")"
        start, end = self.text(node.start, _SUM), self.text(node.end, _SUM)
        return f"{opening}{start}..{end}{closing}"

    def context(self, node: structures.ContextOf) -> str:
        entries = (f"{_key(key)}: {self.text(each)}" for key, each in node.entries)
        return "{" + ", ".join(entries) + "}"

    def choice(self, node: control.If) -> str:
        condition, consequence = self.text(node.condition, _OR), self.text(node.consequence, _OR)
        return f"if {condition} then {consequence} else {self.text(node.alternative)}"

    def for_each(self, node: control.For) -> str:
        return f"for {self.iterations(node.iterations)} return {self.text(node.body)}"

    def quantified(self, node: control.Quantified) -> str:
        iterations = self.iterations(node.iterations)
        return f"{node.quantifier} {iterations} satisfies {self.text(node.condition)}"

    def iterations(self, iterations: tuple[control.Iteration, ...]) -> str:
        return ", ".join(map(self.iteration, iterations))

    def iteration(self, node: control.Iteration) -> str:
        source = self.text(node.source, _SUM)
        end = f"..{self.text(node.end, _SUM)}" if node.end is not None else ""
        return f"{node.name} in {source}{end}"

    def function(self, node: calls.FunctionDefinition) -> str:
        parameters = (
            f"{each.name}: {_kind(each.kind)}" if each.kind else each.name
            for each in node.parameters
        )
        return f"function({', '.join(parameters)}) {self.text(node.body)}"

    def unary_test(self, node: operators.UnaryTest) -> str:
        return self.test(node.test)

    def unary_tests(self, node: operators.UnaryTests) -> str:
        written = ", ".join(map(self.unary_test, _tests(node)))
        if node.negated:
            return f"not({written})"
        return f"({written})" if len(node.tests) == 1 and written.startswith("not(") else written

    def literal(self, node: Literal) -> str:
        return _value(node.value)


def print_unary_tests(root: Node, *, names: Iterable[str] = ()) -> str:
    """The text of a cell of a decision table."""
    return "-" if isinstance(root, Literal) else print_rule(root, names=names)


def _tests(node: operators.UnaryTests) -> Iterable[operators.UnaryTest]:
    return (test for test in node.tests if isinstance(test, operators.UnaryTest))


def _kind(kind: kinds.Kind) -> str:
    if kind.name == "function" and kind.inner:
        return f"function<{', '.join(map(_kind, kind.inner[:-1]))}> -> {_kind(kind.inner[-1])}"
    inside = [*map(_kind, kind.inner), *(f"{key}: {_kind(each)}" for key, each in kind.entries)]
    return f"{kind.name}<{', '.join(inside)}>" if inside else kind.name


def _key(key: str) -> str:
    return key if _KEY.fullmatch(key) and tidy(key) == key else _value(key)


def _value(value: Value) -> str:
    if value is None:
        return "null"
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, Decimal):
        return str(value)
    if isinstance(value, str):
        return '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'
    return f'@"{write_temporal(value)}"'


_WRITING: dict[type[Node], tuple[int, Callable[[_Printer, Any], str]]] = {
    operators.Or: (_OR, _Printer.either),
    operators.And: (_AND, _Printer.both),
    operators.Comparison: (_COMPARE, _Printer.comparison),
    operators.Between: (_COMPARE, _Printer.between),
    operators.In: (_COMPARE, _Printer.is_in),
    operators.OperatorTest: (_POSTFIX, _Printer.operator_test),
    operators.Arithmetic: (_SUM, _Printer.arithmetic),
    operators.Negate: (_UNARY, _Printer.negate),
    operators.UnaryTest: (_POSTFIX, _Printer.unary_test),
    operators.UnaryTests: (_POSTFIX, _Printer.unary_tests),
    kinds.InstanceOf: (_INSTANCE, _Printer.instance_of),
    structures.Name: (_POSTFIX, _Printer.name),
    structures.Path: (_POSTFIX, _Printer.path),
    structures.Filter: (_POSTFIX, _Printer.filtered),
    structures.ListOf: (_POSTFIX, _Printer.list_of),
    structures.RangeOf: (_POSTFIX, _Printer.range_of),
    structures.ContextOf: (_POSTFIX, _Printer.context),
    calls.Call: (_POSTFIX, _Printer.call),
    calls.FunctionDefinition: (_ALL, _Printer.function),
    control.If: (_ALL, _Printer.choice),
    control.For: (_ALL, _Printer.for_each),
    control.Quantified: (_ALL, _Printer.quantified),
    Literal: (_POSTFIX, _Printer.literal),
}
