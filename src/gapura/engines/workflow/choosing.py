"""Which of several ways: rules read the answers and decisions of the case, and the first that holds is taken."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar

from gapura.engines.rules.expressions import RuleError, compile_expression
from gapura.engines.workflow.actors import StepActor, parse_actor
from gapura.engines.workflow.schema import Action, Branch, Deadline, Step, Workflow

_Branch = TypeVar("_Branch", bound=Branch)


@dataclass(frozen=True)
class Facts:
    """`values` are those that `forms.answers.to_rules` gives; `today` is the day the case was sent,
    so that the same answers always choose the same way."""

    values: Mapping[str, Any]
    today: date


def choose(branches: Sequence[_Branch], facts: Facts | None) -> _Branch:
    """A rule that cannot tell, or goes wrong, does not hold; then the last one is left."""
    if facts is None:
        raise LookupError("a rule chooses here, so the values of the rules are needed")
    for branch in branches[:-1]:
        if branch.when is not None and _holds(branch.when, facts):
            return branch
    return branches[-1]


def chooses(workflow: Workflow, step: str, action: str) -> bool:
    """Whether a rule chooses where this action leads, so that the answers must be read."""
    taken = workflow.steps[step].actions.get(action) if step in workflow.steps else None
    return taken is not None and not isinstance(taken.to, str)


def has_choices(workflow: Workflow) -> bool:
    return any(
        chooses(workflow, name, code)
        for name, step in workflow.steps.items()
        for code in step.actions
    )


def target_of(action: Action, facts: Facts | None) -> str:
    return action.to if isinstance(action.to, str) else choose(action.to, facts).to


def actor_of(step: Step, facts: Facts | None) -> StepActor:
    return parse_actor(
        step.actor if isinstance(step.actor, str) else choose(step.actor, facts).actor
    )


def limit_of(deadline: Deadline, facts: Facts | None) -> str:
    if isinstance(deadline.within, str):
        return deadline.within
    return choose(deadline.within, facts).within


def _holds(rule: str, facts: Facts) -> bool:
    try:
        expression = compile_expression(rule)
    except RuleError:
        return False
    return expression.evaluate(facts.values, today=facts.today).value is True
