"""Hit policies: which of the rows that hold count, and what is made of their outcomes."""

from collections.abc import Callable

from gapura.engines.decisions.compiling import CompiledOutput, TableParts
from gapura.engines.decisions.model import Aggregation, DecisionTable, HitPolicy
from gapura.engines.rules.comparing import equal
from gapura.engines.rules.functions import BUILTINS
from gapura.engines.rules.nodes.base import Literal, Node
from gapura.engines.rules.nodes.operators import INPUT
from gapura.engines.rules.problems import Fault
from gapura.engines.rules.scope import Scope
from gapura.engines.rules.text import say
from gapura.engines.rules.values import Value

Outcomes = list[Value]
"""What one row gives, an entry for each output."""
Settled = tuple[Value, tuple[int, ...]]


def settle(table: DecisionTable, parts: TableParts, held: list[int], scope: Scope) -> Settled:
    """The value of the table and the rows it comes from; a fault when the policy is not kept."""
    if not held:
        return _nothing(table, parts, scope), ()
    if table.hit_policy == HitPolicy.UNIQUE:
        _require_one(held)
    found = {row: _outcomes(parts, row, scope) for row in held}
    return _SETTLING[table.hit_policy](table, parts, found, scope)


def _nothing(table: DecisionTable, parts: TableParts, scope: Scope) -> Value:
    """No row holds: the defaults, else null, or an empty list where the policy gives lists."""
    if any(output.default for output in parts.outputs):
        defaults = [output.default or Literal(None) for output in parts.outputs]
        return _shaped(parts, _evaluated(parts, tuple(defaults), scope))
    if table.aggregation == Aggregation.COUNT:
        return _aggregate(Aggregation.COUNT, [], scope)
    is_list = table.hit_policy in _LISTS and table.aggregation is None
    return [] if is_list else None


def _only(
    table: DecisionTable, parts: TableParts, found: dict[int, Outcomes], scope: Scope
) -> Settled:
    first = min(found)
    return _shaped(parts, found[first]), (first,)


def _agreed(
    table: DecisionTable, parts: TableParts, found: dict[int, Outcomes], scope: Scope
) -> Settled:
    first, *others = found
    for other in others:
        if equal(found[first], found[other]) is not True:
            raise Fault(
                say(
                    f"baris {_rows([first, other], 'dan')} sama-sama berlaku tetapi hasilnya berbeda; "
                    "samakan hasilnya atau persempit syaratnya",
                    f"rows {_rows([first, other], 'and')} both hold but give different outcomes; "
                    "make these the same or narrow the conditions",
                )
            )
    return _shaped(parts, found[first]), tuple(found)


def _foremost(
    table: DecisionTable, parts: TableParts, found: dict[int, Outcomes], scope: Scope
) -> Settled:
    first = _by_priority(parts, found, scope)[0]
    return _shaped(parts, found[first]), (first,)


def _in_priority(
    table: DecisionTable, parts: TableParts, found: dict[int, Outcomes], scope: Scope
) -> Settled:
    rows = _by_priority(parts, found, scope)
    return [_shaped(parts, found[row]) for row in rows], tuple(rows)


def _all(
    table: DecisionTable, parts: TableParts, found: dict[int, Outcomes], scope: Scope
) -> Settled:
    values = [_shaped(parts, outcomes) for outcomes in found.values()]
    if table.aggregation:
        return _aggregate(table.aggregation, values, scope), tuple(found)
    return values, tuple(found)


_SETTLING: dict[HitPolicy, Callable[..., Settled]] = {
    HitPolicy.UNIQUE: _only,
    HitPolicy.FIRST: _only,
    HitPolicy.ANY: _agreed,
    HitPolicy.PRIORITY: _foremost,
    HitPolicy.OUTPUT_ORDER: _in_priority,
    HitPolicy.RULE_ORDER: _all,
    HitPolicy.COLLECT: _all,
}
_LISTS = frozenset({HitPolicy.RULE_ORDER, HitPolicy.OUTPUT_ORDER, HitPolicy.COLLECT})


def _require_one(held: list[int]) -> None:
    if len(held) > 1:
        raise Fault(
            say(
                f"baris {_rows(held, 'dan')} sama-sama berlaku, padahal hanya satu yang boleh; "
                "persempit syaratnya",
                f"rows {_rows(held, 'and')} all hold, but only one may; narrow their conditions",
            )
        )


def _rows(rows: list[int], word: str) -> str:
    shown = [str(row + 1) for row in rows]
    return f"{', '.join(shown[:-1])} {word} {shown[-1]}"


def _outcomes(parts: TableParts, row: int, scope: Scope) -> Outcomes:
    return _evaluated(parts, parts.rows[row].outcomes, scope)


def _evaluated(parts: TableParts, nodes: tuple[Node, ...], scope: Scope) -> Outcomes:
    return [
        _outcome(output, node, scope) for output, node in zip(parts.outputs, nodes, strict=True)
    ]


def _outcome(output: CompiledOutput, node: Node, scope: Scope) -> Value:
    value = node.value if isinstance(node, Literal) else scope.value_of(node)
    if value is None or (output.type is None and output.values is None):
        return value
    if output.type is not None:
        value = output.type.fit(value)
    if output.values and output.values(value, scope.within({INPUT: value})) is not True:
        raise Fault(
            say(
                f"hasil {output.name} tidak termasuk nilai yang disebut tabel ini",
                f"the outcome {output.name} is not among those this table names",
            )
        )
    return value


def _shaped(parts: TableParts, outcomes: Outcomes) -> Value:
    if len(parts.outputs) == 1:
        return outcomes[0]
    return {output.name: value for output, value in zip(parts.outputs, outcomes, strict=True)}


def _by_priority(parts: TableParts, found: dict[int, Outcomes], scope: Scope) -> list[int]:
    return sorted(
        found,
        key=lambda row: [
            _priority(output, value, scope)
            for output, value in zip(parts.outputs, found[row], strict=True)
        ],
    )


def _priority(output: CompiledOutput, value: Value, scope: Scope) -> int:
    inside = scope.within({INPUT: value})
    for place, test in enumerate(output.priorities):
        if test(value, inside) is True:
            return place
    return len(output.priorities)


def _aggregate(aggregation: Aggregation, values: list[Value], scope: Scope) -> Value:
    return BUILTINS[aggregation.lower()].invoke(scope, [values], {})
