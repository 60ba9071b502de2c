"""The SOP of a service: steps, who does them, what they may do, and the clocks that run.

A workflow is the SOP-AP matrix of PermenPANRB 35/2012: each step is an activity (active verb, no
subject), an actor, required inputs, a standard time and an output; only execution and decision.
"""

from typing import Annotated, Literal

from pydantic import Field

from gapura.engines.rules.strict import Strict
from gapura.engines.rules.text import Text, WrittenText

Outcome = Literal["granted", "refused", "withdrawn", "resolved", "rejected", "deemed_granted"]
OUTCOMES: tuple[Outcome, ...] = (
    "granted", "refused", "withdrawn", "resolved", "rejected", "deemed_granted",
)  # fmt: skip

Need = Literal["grounds", "legal_reference", "message", "marks", "photo"]


class Branch(Strict):
    """One of several ways: the first whose `when` holds is taken, the last has none."""

    when: str | None = None  # FEEL over answers and decisions


class Way(Branch):
    to: str


class Desk(Branch):
    actor: str


class Span(Branch):
    within: str


class Action(Strict):
    """What the actor of a step may do; `to` is a step or an outcome, or a rule chooses one."""

    to: str | Annotated[tuple[Way, ...], Field(min_length=1)]
    label: WrittenText
    needs: tuple[Need, ...] = ()
    marks: Literal["fields"] | None = None  # the officer marks the answers to correct
    pauses_clock: bool = False
    starts_clock: str | None = None  # name of a deadline
    legal_reference: str | None = None

    def targets(self) -> tuple[str, ...]:
        """Where it may lead, the usual way first: the one that no rule has to choose."""
        if isinstance(self.to, str):
            return (self.to,)
        *chosen, usual = (way.to for way in self.to)
        return (usual, *chosen)


class Timeout(Strict):
    to: str
    message: WrittenText


class Step(Strict):
    activity: WrittenText
    kind: Literal["execution", "decision"] = "execution"
    actor: str | Annotated[tuple[Desk, ...], Field(min_length=1)]
    """`role @ office`, or `applicant`, or a rule chooses whose desk it is."""
    standard_time: str | None = None  # PT4H: working time of that office
    inputs: tuple[str, ...] = ()
    output: Text | None = None
    note: Text | None = None
    legal_reference: str | None = None
    actions: dict[str, Action] = Field(default_factory=dict)
    within: str | None = None  # applicant's step: P10D, P10WD
    on_timeout: Timeout | None = None

    def actors(self) -> tuple[str, ...]:
        """Everybody who may have to do it, in the order of the package."""
        return (self.actor,) if isinstance(self.actor, str) else tuple(d.actor for d in self.actor)


class Deadline(Strict):
    """A clock with a legal meaning for the whole case."""

    within: str | Annotated[tuple[Span, ...], Field(min_length=1)]
    """P5WD working days, PT8H working hours, P10D calendar days, P3X24H clock hours; or a rule chooses."""
    from_: Literal["submission", "complete_receipt"] = Field(alias="from")
    legal_reference: str
    on_expiry: Literal["none", "escalate", "deemed_granted"] = "escalate"
    needs_verification: bool = False

    model_config = Strict.model_config | {"populate_by_name": True, "serialize_by_alias": True}


class Escalation(Strict):
    at: str = Field(pattern=r"^\d{1,3}%$")  # of the deadline's time
    tell: tuple[str, ...]


class Workflow(Strict):
    start: str
    steps: dict[str, Step] = Field(min_length=1)
    deadlines: dict[str, Deadline] = Field(default_factory=dict)
    escalation: tuple[Escalation, ...] = ()
    withdraw_until: tuple[str, ...] = ()  # steps in which the applicant may withdraw
