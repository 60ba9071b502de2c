"""Where an SOP leads: nowhere, in circles, or to a step nobody comes to."""

from collections.abc import Iterator

from gapura.engines.rules.text import say
from gapura.engines.workflow.findings import Path, WorkflowFinding
from gapura.engines.workflow.paths import able_to_end, reachable
from gapura.engines.workflow.running import outcome_of
from gapura.engines.workflow.schema import OUTCOMES, Action, Workflow


def check(workflow: Workflow) -> list[WorkflowFinding]:
    findings = [*_names_taken(workflow), *_dangling(workflow)]
    if workflow.start not in workflow.steps:
        findings.append(_no_such_step(workflow, ("start",), workflow.start))
        return findings
    found, ending = reachable(workflow), able_to_end(workflow)
    findings += [_unreachable(name) for name in workflow.steps if name not in found]
    findings += [_dead_end(name) for name in workflow.steps if name in found and name not in ending]
    return findings


def _names_taken(workflow: Workflow) -> list[WorkflowFinding]:
    return [
        WorkflowFinding(
            ("steps", name),
            say(
                f"“{name}” adalah nama hasil akhir, jadi tidak dapat menjadi nama langkah.",
                f"“{name}” is the name of an outcome, so it cannot name a step.",
            ),
            say("Beri langkah ini nama lain.", "Give this step another name."),
        )
        for name in workflow.steps
        if outcome_of(name)
    ]


def _dangling(workflow: Workflow) -> Iterator[WorkflowFinding]:
    for name, step in workflow.steps.items():
        for action_name, action in step.actions.items():
            for path, to in _ways(name, action_name, action):
                if not _leads_somewhere(workflow, to):
                    yield _no_such_step(workflow, path, to)
        if step.on_timeout and not _leads_somewhere(workflow, step.on_timeout.to):
            yield _no_such_step(workflow, ("steps", name, "on_timeout", "to"), step.on_timeout.to)
    for name in workflow.withdraw_until:
        if name not in workflow.steps:
            yield _no_such_step(workflow, ("withdraw_until",), name)


def _ways(step: str, code: str, action: Action) -> list[tuple[Path, str]]:
    path: Path = ("steps", step, "actions", code, "to")
    if isinstance(action.to, str):
        return [(path, action.to)]
    return [((*path, position, "to"), way.to) for position, way in enumerate(action.to)]


def _leads_somewhere(workflow: Workflow, to: str) -> bool:
    return to in workflow.steps or outcome_of(to) is not None


def _no_such_step(workflow: Workflow, path: Path, to: str) -> WorkflowFinding:
    steps, outcomes = ", ".join(workflow.steps), ", ".join(OUTCOMES)
    return WorkflowFinding(
        path,
        say(f"Langkah “{to}” tidak ada.", f"There is no step “{to}”."),
        say(
            f"Pakai salah satu langkah ({steps}) atau hasil akhir ({outcomes}).",
            f"Use one of the steps ({steps}) or an outcome ({outcomes}).",
        ),
    )


def _unreachable(name: str) -> WorkflowFinding:
    return WorkflowFinding(
        ("steps", name),
        say(
            f"Langkah “{name}” tidak pernah dicapai: tidak ada tindakan yang menuju ke sana.",
            f"The step “{name}” can never be reached: no action leads to it.",
        ),
        say("Arahkan satu tindakan ke sana, atau hapus.", "Lead an action to it, or remove it."),
    )


def _dead_end(name: str) -> WorkflowFinding:
    return WorkflowFinding(
        ("steps", name),
        say(
            f"Dari langkah “{name}” permohonan tidak dapat mencapai hasil akhir.",
            f"From the step “{name}” a case cannot come to an outcome.",
        ),
        say(
            "Tambahkan tindakan yang menuju granted, refused, atau hasil akhir lain.",
            "Add an action that leads to granted, refused or another outcome.",
        ),
    )
