"""The type of any part of a rule: each kind of part has one inference, found here by its class."""

from collections.abc import Callable
from typing import Any, TypeVar

from gapura.engines.rules.inference.reach import Reach
from gapura.engines.rules.inference.types import (
    ANY,
    BOOLEAN,
    DATE,
    DATE_AND_TIME,
    DAYS,
    MONTHS,
    NULL,
    NUMBER,
    STRING,
    TIME,
    Type,
    enumeration,
)
from gapura.engines.rules.nodes.base import Literal, Node
from gapura.engines.rules.values import kind_of

Inference = Callable[[Any, Reach], Type]
_Inference = TypeVar("_Inference", bound=Inference)
_INFERENCES: dict[type[Node], Inference] = {}

SIMPLE = {
    each.kind: each
    for each in (BOOLEAN, NUMBER, STRING, DATE, TIME, DATE_AND_TIME, DAYS, MONTHS, ANY, NULL)
}


def infers(*nodes: type[Node]) -> Callable[[_Inference], _Inference]:
    def declare(inference: _Inference) -> _Inference:
        for node in nodes:
            _INFERENCES[node] = inference
        return inference

    return declare


def infer(node: Node, reach: Reach) -> Type:
    """ANY for a part that nobody taught this checker about: it then keeps silent."""
    inference = _INFERENCES.get(type(node))
    return ANY if inference is None else inference(node, reach)


@infers(Literal)
def _literal(node: Literal, reach: Reach) -> Type:
    if isinstance(node.value, str):
        return enumeration([node.value])
    return SIMPLE.get(kind_of(node.value), ANY)
