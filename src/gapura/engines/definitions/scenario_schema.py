"""A worked situation: what somebody asks, what officers do, and what must come of it."""

from datetime import date, datetime
from typing import Any

from pydantic import Field

from gapura.engines.rules.strict import Strict
from gapura.engines.rules.text import WrittenText
from gapura.engines.workflow.schema import Outcome


class ScenarioStep(Strict):
    """One action; `by` is the role that takes it, or `applicant`."""

    by: str
    action: str
    at: datetime
    grounds: str | None = None
    legal_reference: str | None = None
    message: str | None = None
    photo: bool = False
    marks: tuple[str, ...] = ()  # question ids the applicant must correct
    answers: dict[str, Any] = Field(default_factory=dict)  # what the applicant corrects


class Expected(Strict):
    """Only what is written is compared."""

    problems: tuple[str, ...] = ()  # question ids refused at submit; then nothing else happens
    not_eligible: bool = (
        False  # a condition of eligibility.yaml does not hold; nothing else happens
    )
    advice: tuple[str, ...] | None = (
        None  # advisory conditions not met, such as conditions.1 or tables.household
    )
    pages: tuple[str, ...] | None = None  # ids of the pages shown
    path: tuple[str, ...] | None = None  # steps and the outcome, in order
    outcome: Outcome | None = None
    fee: int | None = None  # rupiah
    fee_lines: dict[str, int] = Field(default_factory=dict)  # id of a line -> rupiah
    due: date | None = None  # last day of the promise, local
    document: dict[str, str] = Field(default_factory=dict)  # output field -> its value


class Scenario(Strict):
    title: WrittenText
    submitted_at: datetime
    answers: dict[str, Any]
    files: tuple[str, ...] = ()  # file questions answered with one good picture
    steps: tuple[ScenarioStep, ...] = ()
    expect: Expected
