"""The times of an SOP: readable, started, resumed, and together within the promise."""

from collections.abc import Iterator

from gapura.engines.rules.text import say
from gapura.engines.workflow.actors import WorkflowError
from gapura.engines.workflow.findings import Path, WorkflowFinding
from gapura.engines.workflow.paths import longest_normal_path
from gapura.engines.workflow.running import is_applicants, resumes, targets, waiting_steps
from gapura.engines.workflow.schema import Step, Workflow
from gapura.engines.workflow.times import in_words, working_minutes


def check(workflow: Workflow, promise: str | None, working_day: int) -> list[WorkflowFinding]:
    unreadable = list(_unreadable(workflow, promise))
    findings = [*unreadable, *_deadlines(workflow), *_applicants(workflow), *_pauses(workflow)]
    if promise is not None and not unreadable and workflow.start in workflow.steps:
        findings += _above_promise(workflow, promise, working_day)
    return findings


def _unreadable(workflow: Workflow, promise: str | None) -> Iterator[WorkflowFinding]:
    written: list[tuple[Path, str | None]] = [(("promise",), promise)]
    for name, step in workflow.steps.items():
        written.append((("steps", name, "standard_time"), step.standard_time))
        written.append((("steps", name, "within"), step.within))
    for name, deadline in workflow.deadlines.items():
        path: Path = ("deadlines", name, "within")
        if isinstance(deadline.within, str):
            written.append((path, deadline.within))
            continue
        for position, span in enumerate(deadline.within):
            written.append(((*path, position, "within"), span.within))
    for place, duration in written:
        if duration is None:
            continue
        try:
            working_minutes(duration)
        except WorkflowError as error:
            remedy = say("Betulkan lamanya.", "Correct the duration.")
            yield WorkflowFinding(place, error.sentence, remedy)


def _deadlines(workflow: Workflow) -> Iterator[WorkflowFinding]:
    started = set()
    for name, step in workflow.steps.items():
        for action_name, action in step.actions.items():
            started.add(action.starts_clock)
            if action.starts_clock and action.starts_clock not in workflow.deadlines:
                yield WorkflowFinding(
                    ("steps", name, "actions", action_name, "starts_clock"),
                    say(
                        f"Batas waktu “{action.starts_clock}” tidak ada.",
                        f"There is no deadline “{action.starts_clock}”.",
                    ),
                    say(
                        "Tulis di `deadlines`, atau betulkan namanya.",
                        "Write it under `deadlines`, or correct the name.",
                    ),
                )
    for name, deadline in workflow.deadlines.items():
        if deadline.from_ == "complete_receipt" and name not in started:
            yield WorkflowFinding(
                ("deadlines", name),
                say(
                    f"Batas waktu “{name}” dihitung sejak berkas lengkap, tetapi tidak ada tindakan "
                    "yang memulainya.",
                    f"The deadline “{name}” counts from complete receipt, but no action starts it.",
                ),
                say(
                    f"Tulis starts_clock: {name} pada tindakan yang menyatakan berkas lengkap.",
                    f"Write starts_clock: {name} at the action that finds the case complete.",
                ),
            )


def _applicants(workflow: Workflow) -> Iterator[WorkflowFinding]:
    for name, step in workflow.steps.items():
        wanted = is_applicants(step)
        missing = [
            key
            for key, value in (("within", step.within), ("on_timeout", step.on_timeout))
            if value is None
        ]
        if wanted and missing:
            keys = " dan ".join(missing), " and ".join(missing)
            yield WorkflowFinding(
                ("steps", name),
                say(
                    f"Langkah pemohon “{name}” tanpa {keys[0]}: permohonan dapat menunggu selamanya.",
                    f"The applicant's step “{name}” lacks {keys[1]}: a case could wait for ever.",
                ),
                say(
                    "Tulis within (misalnya P10D) dan on_timeout dengan pesannya.",
                    "Write within (for example P10D) and on_timeout with its message.",
                ),
            )
        elif not wanted and len(missing) == 1:
            yield _half_a_time_limit(name, missing[0])


def _half_a_time_limit(name: str, missing: str) -> WorkflowFinding:
    return WorkflowFinding(
        ("steps", name),
        say(
            f"Langkah “{name}” hanya berisi separuh batas waktu: {missing} tidak ada.",
            f"The step “{name}” has half a time limit: {missing} is missing.",
        ),
        say("Tulis keduanya, atau hapus keduanya.", "Write both, or remove both."),
    )


def _pauses(workflow: Workflow) -> Iterator[WorkflowFinding]:
    resumed = _resumed(workflow)
    for name, step in workflow.steps.items():
        for action_name, action in step.actions.items():
            if action.pauses_clock and not resumed.intersection(action.targets()):
                yield WorkflowFinding(
                    ("steps", name, "actions", action_name, "pauses_clock"),
                    say(
                        f"Tindakan “{action_name}” menghentikan waktu, tetapi tidak ada yang "
                        "menjalankannya lagi.",
                        f"The action “{action_name}” pauses the clock, but nothing resumes it.",
                    ),
                    say(
                        "Arahkan ke langkah yang kembali ke langkah petugas.",
                        "Lead it to a step that goes back to an officer's step.",
                    ),
                )


def _resumed(workflow: Workflow) -> set[str]:
    """Steps in which the clock stands still and from which some way lets it run again."""
    waiting = waiting_steps(workflow)
    found = {name for name in waiting if _resumes_at(workflow, workflow.steps[name], name)}
    grown = True
    while grown:
        more = {n for n in waiting if found & set(targets(workflow.steps[n]))} - found
        found |= more
        grown = bool(more)
    return found


def _resumes_at(workflow: Workflow, step: Step, name: str) -> bool:
    return any(resumes(workflow, name, action) for action in step.actions.values())


def _above_promise(workflow: Workflow, promise: str, working_day: int) -> Iterator[WorkflowFinding]:
    steps, minutes = longest_normal_path(workflow, working_day=working_day)
    promised = working_minutes(promise, working_day=working_day)
    if minutes <= promised:
        return
    (took_id, took_en), (may_id, may_en) = (
        in_words(minutes, working_day=working_day),
        in_words(promised, working_day=working_day),
    )
    yield WorkflowFinding(
        ("steps",),
        say(
            f"Waktu baku jalan normal terpanjang ({', '.join(steps)}) adalah {took_id}, melebihi "
            f"janji {promise} ({may_id}).",
            f"The standard times of the longest normal path ({', '.join(steps)}) add up to "
            f"{took_en}, above the promise {promise} ({may_en}).",
        ),
        say(
            "Percepat langkah, atau janjikan waktu yang lebih panjang.",
            "Make steps shorter, or promise a longer time.",
        ),
    )
