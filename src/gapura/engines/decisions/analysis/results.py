"""What a table gives: the type of its outcomes, shaped as its hit policy shapes them."""

from gapura.engines.decisions.analysis.cells import declared
from gapura.engines.decisions.model import Aggregation, DecisionTable, HitPolicy, OutputClause
from gapura.engines.rules.inference.examining import Known, examine
from gapura.engines.rules.inference.types import (
    ANY,
    NUMBER,
    Type,
    context_of,
    joined_all,
    list_of,
    optional,
)

_LISTS = {HitPolicy.COLLECT, HitPolicy.RULE_ORDER, HitPolicy.OUTPUT_ORDER}


def type_of_table(table: DecisionTable, known: Known) -> Type:
    outputs = {
        output.name: _outcome(table, at, output, known) for at, output in enumerate(table.outputs)
    }
    single = next(iter(outputs.values()), ANY)
    value = single if len(outputs) == 1 else context_of(outputs)
    if table.aggregation is not None:
        return NUMBER if table.aggregation == Aggregation.COUNT else optional(single)
    return list_of(value) if table.hit_policy in _LISTS else value


def _outcome(table: DecisionTable, at: int, output: OutputClause, known: Known) -> Type:
    """As declared; nullable when a row says null. That a row is missing is said as a gap."""
    texts = [row.outcomes[at] for row in table.rows if at < len(row.outcomes)]
    texts += [output.default] if output.default is not None else []
    found = joined_all(examine(text, known).type for text in texts if text.strip())
    wanted = declared(output)
    if wanted is None or wanted.kind == found.kind:
        return found
    return optional(wanted, found.missing) if found.nullable else wanted
