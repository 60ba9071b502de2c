"""One step of the SOP at a time: what may be done here, and where it leads."""

from collections.abc import Collection
from dataclasses import dataclass

from gapura.engines.rules.text import Text, say
from gapura.engines.workflow.actors import APPLICANT
from gapura.engines.workflow.choosing import Facts, target_of
from gapura.engines.workflow.schema import (
    OUTCOMES,
    Action,
    Need,
    Outcome,
    Step,
    Workflow,
)

TIME_OUT = "time_out"
WITHDRAW = "withdraw"

_NEEDED: dict[Need, tuple[str, str]] = {
    "grounds": ("alasan tertulis", "written grounds"),
    "legal_reference": ("dasar hukum", "the legal reference"),
    "message": ("pesan kepada pemohon", "a message to the applicant"),
    "marks": ("tanda pada jawaban yang harus diperbaiki", "marks on the answers to correct"),
    "photo": ("foto", "a photo"),
}


class WorkflowRefused(Exception):
    """The SOP does not allow it; `sentence` says what is possible instead."""

    def __init__(self, sentence: Text) -> None:
        super().__init__(sentence.get("en") or sentence["id"])
        self.sentence = sentence


@dataclass(frozen=True)
class Move:
    """One taken step. `outcome` is set when `to` ends the case."""

    action: str
    origin: str
    to: str
    outcome: Outcome | None
    starts_clock: str | None = None
    pauses_clock: bool = False
    resumes_clock: bool = False
    marks_fields: bool = False


def allowed_actions(workflow: Workflow, step: str) -> dict[str, Action]:
    """In the order of the package; the first is the usual one."""
    return dict(_step(workflow, step).actions)


def needs_of(action: Action) -> tuple[Need, ...]:
    """Everything that must come with it, each once."""
    marks: tuple[Need, ...] = ("marks",) if action.marks else ()
    return tuple(dict.fromkeys((*action.needs, *marks)))


def advance(
    workflow: Workflow,
    step: str,
    action: str,
    *,
    given: Collection[Need],
    facts: Facts | None = None,
) -> Move:
    """Take an action of a step with what was given for it, or refuse with a sentence. `facts` are
    needed where a rule chooses the next step."""
    actions = _step(workflow, step).actions
    if action not in actions:
        raise WorkflowRefused(_not_here(workflow.steps[step]))
    chosen = actions[action]
    missing = [need for need in needs_of(chosen) if need not in given]
    if missing:
        raise WorkflowRefused(_incomplete(chosen, missing))
    to = target_of(chosen, facts)
    return Move(
        action=action,
        origin=step,
        to=to,
        outcome=outcome_of(to),
        starts_clock=chosen.starts_clock,
        pauses_clock=chosen.pauses_clock,
        resumes_clock=not chosen.pauses_clock and _leaves_waiting(workflow, step, to),
        marks_fields=chosen.marks == "fields",
    )


def time_out(workflow: Workflow, step: str) -> Move:
    """What the SOP says when the applicant did not answer in time."""
    timeout = _step(workflow, step).on_timeout
    if timeout is None:
        raise WorkflowRefused(
            say(
                "Langkah ini tidak mempunyai batas waktu, jadi tidak dapat lewat waktu.",
                "This step has no time limit, so it cannot time out.",
            )
        )
    return _plain_move(workflow, TIME_OUT, step, timeout.to)


def may_withdraw(workflow: Workflow, step: str) -> bool:
    return step in workflow.withdraw_until


def withdraw(workflow: Workflow, step: str) -> Move:
    """The applicant takes the request back."""
    if not may_withdraw(workflow, step):
        raise WorkflowRefused(
            say(
                "Permohonan tidak dapat dicabut lagi pada langkah ini. "
                "Hubungi kantor yang menanganinya.",
                "The application can no longer be withdrawn at this step. "
                "Please contact the office that handles it.",
            )
        )
    return _plain_move(workflow, WITHDRAW, step, "withdrawn")


def outcome_of(to: str) -> Outcome | None:
    return next((outcome for outcome in OUTCOMES if outcome == to), None)


def is_applicants(step: Step) -> bool:
    """Rules choose between desks only, so a step that they route is never the applicant's."""
    return isinstance(step.actor, str) and step.actor.strip() == APPLICANT


def waiting_steps(workflow: Workflow) -> frozenset[str]:
    """Steps in which the clock stands still: where a pausing action leads, and the applicant's
    steps that follow before an officer has the case again."""
    found = {
        to
        for step in workflow.steps.values()
        for action in step.actions.values()
        for to in action.targets()
        if action.pauses_clock and to in workflow.steps
    }
    fresh = set(found)
    while fresh:
        fresh = {
            to
            for name in fresh
            for to in targets(workflow.steps[name])
            if to in workflow.steps and is_applicants(workflow.steps[to])
        } - found
        found |= fresh
    return frozenset(found)


def resumes(workflow: Workflow, origin: str, action: Action) -> bool:
    """Whether some way of it lets the clock run again."""
    return not action.pauses_clock and any(
        _leaves_waiting(workflow, origin, to) for to in action.targets()
    )


def targets(step: Step) -> list[str]:
    """Where a step may lead, in the order of the package."""
    ways = [to for action in step.actions.values() for to in action.targets()]
    return [*ways, step.on_timeout.to] if step.on_timeout else ways


def _leaves_waiting(workflow: Workflow, origin: str, to: str) -> bool:
    target = workflow.steps.get(to)
    if target is None or is_applicants(target):
        return False
    return origin in waiting_steps(workflow)


def _plain_move(workflow: Workflow, action: str, origin: str, to: str) -> Move:
    return Move(
        action=action,
        origin=origin,
        to=to,
        outcome=outcome_of(to),
        resumes_clock=_leaves_waiting(workflow, origin, to),
    )


def _step(workflow: Workflow, step: str) -> Step:
    if step not in workflow.steps:
        raise WorkflowRefused(
            say(
                f"SOP layanan ini tidak mempunyai langkah “{step}”. Muat ulang berkas ini.",
                f"The SOP of this service has no step “{step}”. Please reload this case.",
            )
        )
    return workflow.steps[step]


def _not_here(step: Step) -> Text:
    """Usually a page that was open while somebody else acted."""
    activity = step.activity
    labels = [action.label for action in step.actions.values()]
    possible_id = ", ".join(label["id"] for label in labels)
    possible_en = ", ".join(label.get("en") or label["id"] for label in labels)
    return say(
        f"Tindakan itu tidak ada pada langkah “{activity['id']}”. Yang dapat dilakukan: {possible_id}.",
        f"That action does not exist at the step “{activity.get('en') or activity['id']}”. "
        f"What can be done: {possible_en}.",
    )


def _incomplete(action: Action, missing: list[Need]) -> Text:
    wanted_id = " dan ".join(_NEEDED[need][0] for need in missing)
    wanted_en = " and ".join(_NEEDED[need][1] for need in missing)
    label = action.label
    return say(
        f"“{label['id']}” harus disertai {wanted_id}. Lengkapi, lalu kirim lagi.",
        f"“{label.get('en') or label['id']}” needs {wanted_en}. Please add it and send again.",
    )
