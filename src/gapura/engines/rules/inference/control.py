"""Types of `if`, `for`, `some` and `every`."""

from gapura.engines.rules.inference.inferring import infer, infers
from gapura.engines.rules.inference.narrowing import denial, proved, when_not_true
from gapura.engines.rules.inference.reach import Reach
from gapura.engines.rules.inference.remarks import unfit, unfit_operands
from gapura.engines.rules.inference.types import (
    ANY,
    BOOLEAN,
    Type,
    as_unknown_as,
    in_words,
    joined,
    list_of,
)
from gapura.engines.rules.nodes.base import Node
from gapura.engines.rules.nodes.control import PARTIAL, For, If, Iteration, Quantified


@infers(If)
def _if(node: If, reach: Reach) -> Type:
    condition = _condition(node.condition, reach)
    denied = () if condition.nullable else (denial(node.condition),)
    inside = reach.where(facts=(node.condition,), certain=proved(node.condition))
    otherwise = reach.where(facts=denied, certain=when_not_true(node.condition))
    return joined(infer(node.consequence, inside), infer(node.alternative, otherwise))


@infers(For)
def _for(node: For, reach: Reach) -> Type:
    inside, sources = _inside(node.iterations, reach)
    inside = inside.within({PARTIAL: list_of(ANY)})
    return as_unknown_as(list_of(infer(node.body, inside)), *sources)


@infers(Quantified)
def _quantified(node: Quantified, reach: Reach) -> Type:
    inside, sources = _inside(node.iterations, reach)
    return as_unknown_as(BOOLEAN, *sources, _condition(node.condition, inside))


def _condition(node: Node, reach: Reach) -> Type:
    found = infer(node, reach)
    if found.kind not in {"boolean", "any", "null"}:
        reach.remark(unfit(in_words(BOOLEAN), found, node.place))
    return found


def _inside(iterations: tuple[Iteration, ...], reach: Reach) -> tuple[Reach, list[Type]]:
    sources = []
    for iteration in iterations:
        source, item = _entries(iteration, reach)
        sources.append(source)
        reach = reach.within({iteration.name: item})
    return reach, sources


def _entries(iteration: Iteration, reach: Reach) -> tuple[Type, Type]:
    source = infer(iteration.source, reach)
    if iteration.end is None:
        inner = source.inner or ANY if source.kind in {"list", "range"} else source
        return source, inner
    end = infer(iteration.end, reach)
    countable = {"number", "date", "any", "null"}
    if (
        source.kind not in countable
        or end.kind not in countable
        or (source.kind != end.kind and not {"any", "null"} & {source.kind, end.kind})
    ):
        reach.remark(unfit_operands("..", source, end, iteration.place))
        return ANY, ANY
    return as_unknown_as(source, end), source
