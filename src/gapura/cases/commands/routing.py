"""Whose desk: the office that a step's actor points to, by the answers of the case."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.utils import timezone

from gapura.cases.queries.answers import Answers
from gapura.engines.definitions.facts import facts_of
from gapura.engines.definitions.schema import ServicePackage
from gapura.engines.workflow import choosing
from gapura.engines.workflow.actors import StepActor, parse_actor, target_area
from gapura.engines.workflow.schema import Step
from gapura.jurisdictions import queries as jurisdictions
from gapura.jurisdictions.queries import Office


def actor_of(
    package: ServicePackage, step: str, answers: Answers, *, sent_at: datetime
) -> StepActor:
    """Where a rule chooses the desk, by the answers as they stand when the step is opened."""
    return _actor(package, package.workflow.steps[step], answers, sent_at)


def office_of(
    jurisdiction: str, actor: StepActor, answers: Mapping[str, Any], *, before: Office | None
) -> Office | None:
    """The office of a step; the applicant's step stays with the office that asked."""
    if actor.office_code:
        return jurisdictions.get_office(jurisdiction, actor.office_code)
    area = target_area(actor, answers)
    if actor.office_kind and area:
        return jurisdictions.office_for(jurisdiction, actor.office_kind, area)
    return before


def area_of(package: ServicePackage, answers: Answers, *, sent_at: datetime) -> str:
    """The area that decides who handles the case."""
    for step in package.workflow.steps.values():
        area = target_area(_actor(package, step, answers, sent_at), answers)
        if area:
            return area
    return ""


def _actor(package: ServicePackage, step: Step, answers: Answers, sent_at: datetime) -> StepActor:
    if isinstance(step.actor, str):
        return parse_actor(step.actor)
    facts = facts_of(package, answers, sent_on=timezone.localdate(sent_at))
    return choosing.actor_of(step, facts)
