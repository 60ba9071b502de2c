"""What the rules of the SOP read of a case: the answers as they stand, on the day it was sent."""

from django.utils import timezone

from gapura.cases.models import Case
from gapura.cases.queries.answers import Answers, current_answers
from gapura.engines.definitions.facts import facts_of
from gapura.engines.definitions.schema import ServicePackage
from gapura.engines.workflow.choosing import Facts, chooses, has_choices


def facts_in(case: Case, package: ServicePackage, answers: Answers) -> Facts:
    return facts_of(package, answers, sent_on=timezone.localdate(case.submitted_at))


def facts_for_action(case: Case, package: ServicePackage, step: str, action: str) -> Facts | None:
    """None, without a statement, where no rule chooses."""
    return _read(case, package) if chooses(package.workflow, step, action) else None


def facts_for_step(case: Case, package: ServicePackage, step: str) -> Facts | None:
    actions = package.workflow.steps[step].actions if step in package.workflow.steps else ()
    chosen = any(chooses(package.workflow, step, action) for action in actions)
    return _read(case, package) if chosen else None


def facts_for_way(case: Case, package: ServicePackage) -> Facts | None:
    return _read(case, package) if has_choices(package.workflow) else None


def _read(case: Case, package: ServicePackage) -> Facts:
    _revision, answers = current_answers(case)
    return facts_in(case, package, answers)
