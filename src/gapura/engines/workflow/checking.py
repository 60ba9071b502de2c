"""What is wrong with an SOP, said to the person who writes it, before anyone works by it."""

from collections.abc import Collection
from dataclasses import dataclass

from gapura.engines.rules.text import Text, say
from gapura.engines.workflow import check_branches, check_clocks, check_ways
from gapura.engines.workflow.actors import APPLICANT, WorkflowError, parse_actor
from gapura.engines.workflow.findings import Path, WorkflowFinding
from gapura.engines.workflow.running import is_applicants
from gapura.engines.workflow.schema import Step, Workflow
from gapura.engines.workflow.times import WORKING_DAY_MINUTES

__all__ = ["WorkflowFinding", "check_workflow"]

_BETWEEN_DESKS = say(
    "Aturan hanya memilih di antara meja petugas; langkah pemohon ditulis sebagai langkah sendiri.",
    "Rules choose between desks of officers only; write the applicant's step as one of its own.",
)


@dataclass(frozen=True)
class _Known:
    """What the rest of the package and the jurisdiction offer; None means: not known here."""

    questions: frozenset[str]
    roles: frozenset[str] | None
    office_kinds: frozenset[str] | None
    office_codes: frozenset[str] | None


def check_workflow(
    workflow: Workflow,
    *,
    question_ids: Collection[str],
    promise: str | None = None,
    working_day: int = WORKING_DAY_MINUTES,
    legal_resources: Collection[str] = (),
    roles: Collection[str] | None = None,
    office_kinds: Collection[str] | None = None,
    office_codes: Collection[str] | None = None,
) -> list[WorkflowFinding]:
    """`question_ids`: those whose answer holds an area (kinds area, address, location), or all.
    `promise`: the promised time (P1WD). `working_day`: minutes of one. Lists that are given
    are checked against; those left out are not."""
    known = _Known(frozenset(question_ids), _set(roles), _set(office_kinds), _set(office_codes))
    findings = [*check_ways.check(workflow), *check_branches.check(workflow)]
    for name, step in workflow.steps.items():
        findings += _check_actor(name, step, known)
        findings += _check_standard(name, step, workflow, legal_resources)
    return [*findings, *check_clocks.check(workflow, promise, working_day)]


def _set(names: Collection[str] | None) -> frozenset[str] | None:
    return None if names is None else frozenset(names)


def _check_actor(name: str, step: Step, known: _Known) -> list[WorkflowFinding]:
    path: Path = ("steps", name, "actor")
    if isinstance(step.actor, str):
        return _check_desk(path, step.actor, known)
    found = []
    for position, desk in enumerate(step.actor):
        place = (*path, position, "actor")
        found += _check_desk(place, desk.actor, known)
        if desk.actor.strip() == APPLICANT:
            found.append(_nobody(place, _BETWEEN_DESKS))
    return found


def _check_desk(path: Path, written: str, known: _Known) -> list[WorkflowFinding]:
    try:
        actor = parse_actor(written)
    except WorkflowError as error:
        return [_nobody(path, error.sentence)]
    if actor.question is not None and actor.question not in known.questions:
        return [
            _nobody(
                path,
                say(
                    f"Kantor dicari dari jawaban “{actor.question}”, tetapi pertanyaan itu tidak ada "
                    "atau tidak berisi wilayah.",
                    f"The office is found from the answer “{actor.question}”, but that question does "
                    "not exist or holds no area.",
                ),
            )
        ]
    unknown = [
        (noun_id, noun_en, word)
        for noun_id, noun_en, word, offered in (
            ("Peran", "role", None if actor.is_applicant else actor.role, known.roles),
            ("Jenis kantor", "kind of office", actor.office_kind, known.office_kinds),
            ("Kantor", "office", actor.office_code, known.office_codes),
        )
        if word is not None and offered is not None and word not in offered
    ]
    return [
        _nobody(
            path, say(f"{noun_id} “{word}” tidak dikenal.", f"The {noun_en} “{word}” is not known.")
        )
        for noun_id, noun_en, word in unknown
    ]


def _nobody(path: Path, reason: Text) -> WorkflowFinding:
    return WorkflowFinding(
        path,
        say(
            f"Tindakan pada langkah “{path[1]}” tidak dapat diambil siapa pun. {reason['id']}",
            f"Nobody may take the actions of the step “{path[1]}”. {reason.get('en') or reason['id']}",
        ),
        say(
            "Betulkan `actor` menjadi peran di kantor yang ada.",
            "Change `actor` to a role at an office that exists.",
        ),
    )


def _check_standard(
    name: str, step: Step, workflow: Workflow, legal_resources: Collection[str]
) -> list[WorkflowFinding]:
    if is_applicants(step):
        return []
    findings = []
    if step.standard_time is None:
        findings.append(
            WorkflowFinding(
                ("steps", name),
                say(
                    f"Langkah “{name}” tidak mempunyai waktu baku.",
                    f"The step “{name}” has no standard time.",
                ),
                say(
                    "Tulis standard_time, misalnya PT4H (PermenPANRB 35/2012: mutu baku).",
                    "Write standard_time, for example PT4H (PermenPANRB 35/2012).",
                ),
            )
        )
    if not _has_legal_basis(step, workflow, legal_resources):
        findings.append(
            WorkflowFinding(
                ("steps", name),
                say(
                    f"Langkah “{name}” tidak mempunyai dasar hukum di mana pun.",
                    f"The step “{name}” has no legal basis anywhere.",
                ),
                say(
                    "Tulis legal_reference pada langkah, tindakan, atau batas waktunya.",
                    "Write legal_reference at the step, its actions or a deadline.",
                ),
            )
        )
    return findings


def _has_legal_basis(step: Step, workflow: Workflow, legal_resources: Collection[str]) -> bool:
    return bool(
        step.legal_reference
        or any(action.legal_reference for action in step.actions.values())
        or workflow.deadlines
        or legal_resources
    )
