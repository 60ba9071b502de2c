"""Ways through an SOP: the usual one, the longest normal one, and what can be reached at all."""

from collections.abc import Iterator

from gapura.engines.workflow.choosing import Facts, target_of
from gapura.engines.workflow.running import is_applicants, outcome_of, targets
from gapura.engines.workflow.schema import Outcome, Workflow
from gapura.engines.workflow.times import WORKING_DAY_MINUTES, working_minutes

GOOD: frozenset[str] = frozenset({"granted", "resolved", "deemed_granted"})
MOST_PATHS = 20_000  # an SOP has a dozen steps; this only keeps an absurd one from running on


def normal_path(workflow: Workflow, facts: Facts | None = None) -> list[str]:
    """Steps a case usually takes, in order: at each step the first action of the package that
    leads on to a good end. If nothing can end well, the way to any end. With `facts` the rules
    choose as they will for this case."""
    return _usual_walk(workflow, facts)[:-1]


def normal_outcome(workflow: Workflow) -> Outcome | None:
    """How the normal path ends."""
    return outcome_of(_usual_walk(workflow)[-1])


def _usual_walk(workflow: Workflow, facts: Facts | None = None) -> list[str]:
    return next(_normal_walks(workflow, facts), [workflow.start, ""])


def longest_normal_path(
    workflow: Workflow, *, working_day: int = WORKING_DAY_MINUTES
) -> tuple[list[str], int]:
    """The normal way that takes longest by the standard times, and its minutes."""
    walks = (walk[:-1] for walk in _normal_walks(workflow))
    timed = ((walk, _minutes(workflow, walk, working_day)) for walk in walks)
    return max(timed, key=lambda pair: pair[1], default=([workflow.start], 0))


def reachable(workflow: Workflow) -> set[str]:
    """Steps that a case can come to."""
    found: set[str] = set()
    ahead = [workflow.start]
    while ahead:
        name = ahead.pop()
        if name in found or name not in workflow.steps:
            continue
        found.add(name)
        ahead += targets(workflow.steps[name])
    return found


def able_to_end(workflow: Workflow) -> set[str]:
    """Steps from which some way leads to an outcome."""
    found: set[str] = set()
    grown = True
    while grown:
        more = {
            name
            for name, step in workflow.steps.items()
            if any(to in found or outcome_of(to) for to in targets(step))
        }
        grown = more != found
        found = more
    return found


def _normal_walks(workflow: Workflow, facts: Facts | None = None) -> Iterator[list[str]]:
    """Ways to a good end, the outcome last, without corrections and without coming back; the
    usual one first."""
    ends_well = any(to in GOOD for step in workflow.steps.values() for to in targets(step))
    budget = MOST_PATHS
    stack: list[list[str]] = [[workflow.start]] if workflow.start in workflow.steps else []
    while stack and budget:
        budget -= 1
        walk = stack.pop()
        if outcome_of(walk[-1]):
            yield walk
            continue
        onward = [
            to
            for to in _usual(workflow, walk[-1], facts)
            if to in GOOD
            or (outcome_of(to) and not ends_well)
            or (to in workflow.steps and to not in walk)
        ]
        stack += [[*walk, to] for to in reversed(dict.fromkeys(onward))]


def _usual(workflow: Workflow, name: str, facts: Facts | None) -> list[str]:
    """Where the actions lead that do not stop the clock."""
    actions = [a for a in workflow.steps[name].actions.values() if not a.pauses_clock]
    if facts is not None:
        return [target_of(action, facts) for action in actions]
    return [to for action in actions for to in action.targets()]


def _minutes(workflow: Workflow, walk: list[str], working_day: int) -> int:
    """The applicant's own time is not the office's."""
    steps = [workflow.steps[name] for name in walk]
    return sum(
        working_minutes(step.standard_time, working_day=working_day)
        for step in steps
        if step.standard_time and not is_applicants(step)
    )
