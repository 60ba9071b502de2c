"""The door of the checker: what an expression is, and what is wrong with it, before anyone is asked."""

from dataclasses import dataclass, replace
from functools import lru_cache

from gapura.engines.rules.expressions import compile_expression, compile_unary_tests
from gapura.engines.rules.functions import BUILTINS
from gapura.engines.rules.inference import calls, control, operators, structures
from gapura.engines.rules.inference.inferring import infer
from gapura.engines.rules.inference.operators import check_test
from gapura.engines.rules.inference.reach import Asked, Known, Reach
from gapura.engines.rules.inference.remarks import (
    Remark,
    may_be_unknown,
    unreadable,
    wrong_result,
)
from gapura.engines.rules.inference.types import ANY, BOOLEAN, Type, may_be_alike
from gapura.engines.rules.names import KnownNames
from gapura.engines.rules.nodes.base import Literal, Node
from gapura.engines.rules.nodes.operators import INPUT, UnaryTest, UnaryTests
from gapura.engines.rules.parsing import parse
from gapura.engines.rules.problems import RuleError

__all__ = ["Asked", "Examination", "Known", "Remark", "examine", "examine_cell"]

ROOMS = (calls, control, operators, structures)
"""Importing them teaches the checker their parts of a rule."""


@dataclass(frozen=True)
class Examination:
    """`type` is ANY when the rule cannot be read or nothing can be said."""

    type: Type
    remarks: tuple[Remark, ...]
    root: Node | None = None

    @property
    def has_errors(self) -> bool:
        return any(remark.severity == "error" for remark in self.remarks)


def examine(source: str, known: Known, *, expected: Type | None = None) -> Examination:
    """The type of an expression. With `expected`, it must be of that type, and null only where that may be."""
    try:
        root = _root(source, frozenset(known.types), "expression")
    except RuleError as error:
        return Examination(ANY, (unreadable(error),))
    remarks: list[Remark] = []
    try:
        found = infer(root, Reach(known, remarks))
    except RecursionError:
        return Examination(ANY, (), root)
    if expected is not None and not remarks:
        remarks += _against(expected, found, root)
    return Examination(found, tuple(dict.fromkeys(remarks)), root)


def examine_cell(source: str, tested: Type, known: Known) -> Examination:
    """One cell of a decision table, about a value of the type `tested`."""
    around = replace(known, types={**known.types, INPUT: tested})
    try:
        root = _root(source, frozenset(around.types), "unary_tests")
    except RuleError as error:
        return Examination(ANY, (unreadable(error),))
    remarks: list[Remark] = []
    reach = Reach(around, remarks)
    for test in root.tests if isinstance(root, UnaryTests) else ():
        if isinstance(test, UnaryTest) and test.names_input:
            infer(test.test, reach)
        elif isinstance(test, UnaryTest):
            check_test(tested, test.test, reach)
    return Examination(BOOLEAN, tuple(dict.fromkeys(remarks)), root)


def _against(expected: Type, found: Type, root: Node) -> list[Remark]:
    if not may_be_alike(expected, found) or (not expected.nullable and _is_only_null(found, root)):
        return [wrong_result(expected, found, root.place)]
    is_silent = expected.nullable or not found.nullable
    return [] if is_silent else [may_be_unknown(found.missing)]


def _is_only_null(found: Type, root: Node) -> bool:
    return found.kind == "null" and isinstance(root, Literal)


@lru_cache(maxsize=4096)
def _root(source: str, names: frozenset[str], start: str) -> Node:
    """The parts of the rule, also when names in it are unknown: the inference says which."""
    compile_rule = compile_expression if start == "expression" else compile_unary_tests
    try:
        return compile_rule(source, names=names).root
    except RuleError as refusal:
        known = KnownNames(BUILTINS)
        for name in names:
            known.add(name)
        try:
            return parse(source, known, start=start)
        except RecursionError:
            raise refusal from None
