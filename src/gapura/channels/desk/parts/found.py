"""Cases in lists outside the queue: found by a search, or on a supervisor's board."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import get_language

from gapura.cases.queries.lists import name_in_lists
from gapura.cases.queries.timeline import outcome_title
from gapura.cases.queries.words import about_words
from gapura.catalogue import queries as catalogue
from gapura.channels.desk.parts.worktime import due_words, full_moment
from gapura.engines.rules.text import in_language

if TYPE_CHECKING:
    from gapura.cases.models import Case


@dataclass(frozen=True)
class Found:
    number: str
    address: str
    service: str
    about: str
    applicant: str
    office: str
    received: str
    due: str
    outcome: str
    step: str


def found_of(cases: Iterable["Case"]) -> list[Found]:
    return [_found(case, get_language() or "id") for case in cases]


def _found(case: "Case", language: str) -> Found:
    package = catalogue.get_version(case.jurisdiction_id, case.version_id).package
    step = package.workflow.steps.get(case.step)
    return Found(
        number=case.number,
        address=reverse("desk:case", args=[case.jurisdiction_id, case.number]),
        service=in_language(package.service.title, language),
        about=about_words(case.about, package),
        applicant=name_in_lists(case),
        office=case.office.name if case.office else "",
        received=full_moment(case.submitted_at),
        due="" if case.closed_at else due_words(case.due_at),
        outcome=outcome_title(case.outcome) if case.outcome else "",
        step=in_language(step.activity, language) if step and case.is_open else "",
    )
