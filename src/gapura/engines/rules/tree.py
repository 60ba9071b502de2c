"""Builds the parts of a rule while the parser reads it."""

import re
from decimal import Decimal
from typing import Any

from lark import Token, Transformer

from gapura.engines.rules.dates import read_temporal
from gapura.engines.rules.nodes.base import Bound, Literal, Node
from gapura.engines.rules.nodes.calls import Call, FunctionDefinition, Parameter
from gapura.engines.rules.nodes.control import PARTIAL, For, If, Iteration, Quantified
from gapura.engines.rules.nodes.kinds import InstanceOf, Kind
from gapura.engines.rules.nodes.operators import (
    INPUT,
    And,
    Arithmetic,
    Between,
    Comparison,
    In,
    Negate,
    OperatorTest,
    Or,
    UnaryTest,
    UnaryTests,
)
from gapura.engines.rules.nodes.structures import (
    ContextOf,
    Filter,
    ListOf,
    Name,
    Path,
    RangeOf,
)
from gapura.engines.rules.problems import Fault, Place, RuleError
from gapura.engines.rules.text import say
from gapura.engines.rules.values import NUMBERS

_ESCAPE = re.compile(r"\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{6})|(.))", re.DOTALL)
_ESCAPED = {"n": "\n", "r": "\r", "t": "\t", '"': '"', "\\": "\\", "'": "'"}
Parts = list[Any]


def nodes_of(parts: Parts) -> tuple[Node, ...]:
    return tuple(part for part in parts if isinstance(part, Node))


def place_of_first(parts: Parts) -> Place | None:
    """The place of the first sign or word of a part."""
    for part in parts:
        if isinstance(part, Token) and part.line and part.column:
            return Place(part.line, part.column)
        if isinstance(part, Node) and part.place:
            return part.place
    return None


class Builder(Transformer[Token, Any]):
    """One method for each alternative of the grammar, in its order."""

    def either(self, parts: Parts) -> Node:
        return Or(nodes_of(parts), place=place_of_first(parts))

    def both(self, parts: Parts) -> Node:
        return And(nodes_of(parts), place=place_of_first(parts))

    def operator(self, parts: Parts) -> Token:
        token: Token = parts[0]
        return token

    def compare(self, parts: Parts) -> Node:
        left, operator, right = parts
        return Comparison(str(operator), left, right, place=place_of_first([operator]))

    def between(self, parts: Parts) -> Node:
        value, low, high = nodes_of(parts)
        return Between(value, low, high, place=place_of_first(parts[1:]))

    def is_in(self, parts: Parts) -> Node:
        value, *tests = nodes_of(parts)
        return In(value, tuple(tests), place=place_of_first(parts[1:]))

    def calculate(self, parts: Parts) -> Node:
        left, operator, right = parts
        return Arithmetic(str(operator), left, right, place=place_of_first([operator]))

    def negate(self, parts: Parts) -> Node:
        operand = parts[1]
        if isinstance(operand, Literal) and isinstance(operand.value, Decimal):
            return Literal(
                -operand.value if operand.value else operand.value, place=place_of_first(parts)
            )
        return Negate(operand, place=place_of_first(parts))

    def instance_of(self, parts: Parts) -> Node:
        return InstanceOf(parts[0], parts[-1], place=place_of_first(parts[1:]))

    def path(self, parts: Parts) -> Node:
        return Path(parts[0], str(parts[2]), place=place_of_first(parts[2:]))

    def filtered(self, parts: Parts) -> Node:
        origin, condition = nodes_of(parts)
        return Filter(origin, condition, place=place_of_first(parts[1:]))

    def call(self, parts: Parts) -> Node:
        callee, *arguments = (part for part in parts if not isinstance(part, Token))
        named = tuple(each for each in arguments if isinstance(each, tuple))
        positional = nodes_of(arguments)
        return Call(callee, positional, named, place=callee.place)

    def argument(self, parts: Parts) -> tuple[str, Node]:
        return str(parts[0]), parts[2]

    def number(self, parts: Parts) -> Node:
        try:
            value = NUMBERS.create_decimal(str(parts[0]))
        except ArithmeticError:
            raise RuleError(
                say("angka ini terlalu besar", "this number is too large"),
                place_of_first(parts) or Place(1, 1),
            ) from None
        return Literal(value, place=place_of_first(parts))

    def string(self, parts: Parts) -> Node:
        return Literal(unescaped(parts[0]), place=place_of_first(parts))

    def at_literal(self, parts: Parts) -> Node:
        place = place_of_first(parts)
        try:
            return Literal(read_temporal(unescaped(parts[0])), place=place)
        except Fault as fault:
            raise RuleError(fault.sentence, place or Place(1, 1)) from None

    def true(self, parts: Parts) -> Node:
        return Literal(True, place=place_of_first(parts))

    def false(self, parts: Parts) -> Node:
        return Literal(False, place=place_of_first(parts))

    def null(self, parts: Parts) -> Node:
        return Literal(None, place=place_of_first(parts))

    def name(self, parts: Parts) -> Node:
        return Name(str(parts[0]), place=place_of_first(parts))

    def group(self, parts: Parts) -> Node:
        inner: Node = parts[1]
        return inner

    def range(self, parts: Parts) -> Node:
        opening, start, _, end, closing = parts
        included = opening.type == "LSQB", closing.type == "RSQB"
        return RangeOf(start, end, *included, place=place_of_first(parts))

    def list(self, parts: Parts) -> Node:
        return ListOf(nodes_of(parts), place=place_of_first(parts))

    def context(self, parts: Parts) -> Node:
        entries = tuple(part for part in parts if isinstance(part, tuple))
        return ContextOf(entries, place=place_of_first(parts))

    def entry(self, parts: Parts) -> tuple[str, Node]:
        key = parts[0]
        return unescaped(key) if key.type == "STRING" else str(key), parts[2]

    def choice(self, parts: Parts) -> Node:
        return If(*nodes_of(parts), place=place_of_first(parts))

    def for_each(self, parts: Parts) -> Node:
        return For(parts[1], parts[3], _speaks_of(PARTIAL, parts[3]), place=place_of_first(parts))

    def quantified(self, parts: Parts) -> Node:
        return Quantified(str(parts[0]), parts[1], parts[3], place=place_of_first(parts))

    def iterations(self, parts: Parts) -> tuple[Node, ...]:
        return nodes_of(parts)

    def iteration(self, parts: Parts) -> Node:
        return Iteration(str(parts[0]), *nodes_of(parts), place=place_of_first(parts))

    def function(self, parts: Parts) -> Node:
        parameters = tuple(part for part in parts if isinstance(part, Parameter))
        return FunctionDefinition(parameters, parts[-1], place=place_of_first(parts))

    def parameter(self, parts: Parts) -> Parameter:
        return Parameter(str(parts[0]), parts[-1] if isinstance(parts[-1], Kind) else None)

    def type(self, parts: Parts) -> Kind:
        inner = tuple(part for part in parts[1:] if isinstance(part, Kind))
        entries = tuple(part for part in parts if isinstance(part, tuple))
        return Kind(Kind.canonical(str(parts[0])), inner, entries)

    def type_name(self, parts: Parts) -> str:
        return "".join(str(part) for part in parts)

    def type_part(self, parts: Parts) -> Kind:
        kind: Kind = parts[0]
        return kind

    def type_entry(self, parts: Parts) -> tuple[str, Kind]:
        return str(parts[0]), parts[2]

    def operator_test(self, parts: Parts) -> Node:
        return OperatorTest(str(parts[0]), parts[1], place=place_of_first(parts))

    def unary_tests(self, parts: Parts) -> Node:
        negated = isinstance(parts[0], Token) and parts[0].type == "NOT"
        tests = tuple(
            UnaryTest(test, _speaks_of(INPUT, test), place=test.place) for test in nodes_of(parts)
        )
        return UnaryTests(tests, negated, place=place_of_first(parts))

    def anything(self, parts: Parts) -> Node:
        return Literal(True, place=place_of_first(parts))


def _speaks_of(name: str, node: Node) -> bool:
    return any(use.name == name for use in node.uses(Bound()))


def unescaped(quoted: str) -> str:
    """The text between the quotation marks, escapes read."""
    return _ESCAPE.sub(_character, quoted[1:-1])


def _character(match: re.Match[str]) -> str:
    short, long, letter = match.groups()
    if letter is not None:
        return _ESCAPED.get(letter, "\\" + letter)
    code = int(short or long, 16)
    return chr(code) if code <= 0x10FFFF else "\N{REPLACEMENT CHARACTER}"
