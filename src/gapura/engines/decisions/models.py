"""A decision of a DMN file that was drawn elsewhere, asked with values of a service package."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from gapura.engines.decisions.dmn.reading import DmnError, read_dmn
from gapura.engines.decisions.graphs import CompiledGraph, compile_graph
from gapura.engines.decisions.tables import Decided
from gapura.engines.rules.expressions import Expression, compile_expression
from gapura.engines.rules.problems import Place, RuleError
from gapura.engines.rules.text import Text, say


@dataclass(frozen=True)
class AskedModel:
    """`inputs`: for each input of the model, the rule of the package that gives its value."""

    graph: CompiledGraph = field(repr=False)
    decision: str
    inputs: Mapping[str, Expression]

    @property
    def names(self) -> frozenset[str]:
        """What the package's rules read for it."""
        return frozenset[str]().union(*(rule.names for rule in self.inputs.values()))

    def evaluate(self, values: Mapping[str, Any], *, today: date) -> Decided:
        """Total. The row of its last table that decided is told as the row of a table of ours is."""
        given = {
            name: rule.evaluate(values, today=today).value for name, rule in self.inputs.items()
        }
        answer = self.graph.evaluate(self.decision, given, today=today)
        last = answer.tables[-1][1] if answer.tables else Decided(None)
        return Decided(answer.value, last.fired, answer.problem, last.inputs, last.why_not)


def ask_model(source: str, decision: str, inputs: Mapping[str, str]) -> AskedModel:
    """Raises RuleError: the file does not read, the decision is not in it, or an input is missing."""
    try:
        graph = compile_graph(read_dmn(source.encode()))
    except DmnError as error:
        raise _refused(error.sentence) from None
    if graph.problems:
        raise _refused(graph.problems[0].sentence)
    wanted = graph.inputs_of(decision)
    known = {element.name for element in graph.model.elements}
    if decision not in known:
        raise _refused(
            say(
                f"keputusan “{decision}” tidak ada di berkas ini; yang ada: {_listed(known)}",
                f"the decision “{decision}” is not in this file; there are: {_listed(known)}",
            )
        )
    missing, strange = wanted - inputs.keys(), inputs.keys() - wanted
    if missing:
        raise _refused(
            say(
                f"masukan {_listed(missing)} belum diberi nilai; tulis di `inputs`",
                f"the input {_listed(missing)} is given no value; write it in `inputs`",
            )
        )
    if strange:
        raise _refused(
            say(
                f"masukan {_listed(strange)} tidak dipakai keputusan ini; yang dipakai: {_listed(wanted)}",
                f"the input {_listed(strange)} is not used by this decision; it uses: {_listed(wanted)}",
            )
        )
    return AskedModel(graph, decision, {n: compile_expression(rule) for n, rule in inputs.items()})


def _refused(sentence: Text) -> RuleError:
    return RuleError(sentence, Place(1, 1))


def _listed(names: frozenset[str] | set[str]) -> str:
    return ", ".join(f"“{name}”" for name in sorted(names)[:8]) or "–"
