"""Whose desk: the office that a step's actor points to, by the answers of the case."""

from collections.abc import Mapping
from typing import Any

from gapura.engines.definitions.schema import ServicePackage
from gapura.engines.workflow.actors import StepActor, parse_actor, target_area
from gapura.jurisdictions import queries as jurisdictions
from gapura.jurisdictions.queries import Office


def actor_of(package: ServicePackage, step: str) -> StepActor:
    return parse_actor(package.workflow.steps[step].actor)


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


def area_of(package: ServicePackage, answers: Mapping[str, Any]) -> str:
    """The area that decides who handles the case."""
    for step in package.workflow.steps.values():
        area = target_area(parse_actor(step.actor), answers)
        if area:
            return area
    return ""
