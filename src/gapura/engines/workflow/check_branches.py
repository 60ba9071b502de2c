"""Where rules choose: each way but the last says when, and the last is for everybody else."""

from collections.abc import Iterator, Sequence

from gapura.engines.rules.text import say
from gapura.engines.workflow.findings import Path, WorkflowFinding
from gapura.engines.workflow.schema import Branch, Workflow


def branches_of(workflow: Workflow) -> Iterator[tuple[Path, Sequence[Branch]]]:
    """Every list of ways with the place where it is written."""
    for name, step in workflow.steps.items():
        if not isinstance(step.actor, str):
            yield ("steps", name, "actor"), step.actor
        for code, action in step.actions.items():
            if not isinstance(action.to, str):
                yield ("steps", name, "actions", code, "to"), action.to
    for name, deadline in workflow.deadlines.items():
        if not isinstance(deadline.within, str):
            yield ("deadlines", name, "within"), deadline.within


def check(workflow: Workflow) -> list[WorkflowFinding]:
    return [
        finding
        for path, branches in branches_of(workflow)
        for position, branch in enumerate(branches)
        for finding in _of_branch((*path, position), branch, is_last=position == len(branches) - 1)
    ]


def _of_branch(path: Path, branch: Branch, *, is_last: bool) -> Iterator[WorkflowFinding]:
    if is_last and branch.when is not None:
        yield WorkflowFinding(
            (*path, "when"),
            say(
                "Pilihan terakhir memakai `when`, jadi mungkin tidak ada pilihan yang berlaku.",
                "The last of the ways has a `when`, so it could be that none is left.",
            ),
            say(
                "Tambahkan pilihan terakhir tanpa `when`.",
                "Add a last one without `when`.",
            ),
        )
    if not is_last and branch.when is None:
        yield WorkflowFinding(
            path,
            say(
                "Pilihan ini tanpa `when`, jadi tidak pernah diambil dan tidak membatasi apa pun.",
                "This way has no `when`, so it is never taken.",
            ),
            say(
                "Tulis `when` di sini; hanya pilihan terakhir tanpa `when`.",
                "Write `when` here; only the last of the ways has none.",
            ),
        )
