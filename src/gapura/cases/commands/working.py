"""What officers do: take a step of the SOP, take and hand back work, assign it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from gapura.access import queries as access
from gapura.cases import policies
from gapura.cases.commands import judging, steps, timing
from gapura.cases.commands.messaging import write_message
from gapura.cases.events import CompletenessConfirmed, CorrectionRequested, TaskAssigned
from gapura.cases.models import Case, CorrectionRequest, Message, Task
from gapura.cases.queries.answers import current_answers, seal_json
from gapura.cases.queries.choosing import facts_for_action
from gapura.cases.queries.words import in_reader_language
from gapura.documents import commands as documents
from gapura.engines.definitions.schema import ServicePackage
from gapura.engines.workflow import running
from gapura.engines.workflow.schema import Need
from gapura.jurisdictions import queries as jurisdictions
from gapura.kernel.actors import Actor
from gapura.kernel.commands import command
from gapura.kernel.errors import Conflict, Forbidden, Refused
from gapura.kernel.events import publish
from gapura.kernel.ids import uuid7


@dataclass(frozen=True)
class Given:
    """What comes with an action; which parts are needed, the SOP says."""

    grounds: str = ""
    legal_reference: str = ""
    message: str = ""
    marks: Mapping[str, str] = field(default_factory=dict)  # question path: note
    photos: Sequence[tuple[str, bytes]] = ()
    departure: str = ""  # why it is granted although a rule advises against it

    def needs(self) -> set[Need]:
        present: dict[Need, object] = {
            "grounds": self.grounds.strip(),
            "legal_reference": self.legal_reference.strip(),
            "message": self.message.strip(),
            "marks": self.marks,
            "photo": self.photos,
        }
        return {need for need, value in present.items() if value}


@command
def take_step(
    case_id: UUID, *, officer: Actor, seen_step: str, action: str, given: Given | None = None
) -> Case:
    """Do one action of the SOP. `seen_step` is the step the officer's page showed: when somebody
    else was first, the officer is told who, and nothing happens twice."""
    given = given or Given()
    case = steps.lock(officer.jurisdiction, case_id)
    timing.let_due_timers_act(case)
    task = steps.open_task_of(case)
    if task.step != seen_step:
        raise steps.moved_on(case, seen_step)
    policies.require_worker(officer, task, assignee_name=_other_holder(task, officer))
    policies.require_not_own(case, officer)
    package = steps.package_of(case)
    facts_read = facts_for_action(case, package, task.step, action)
    try:
        move = running.advance(
            package.workflow, task.step, action, given=given.needs(), facts=facts_read
        )
    except running.WorkflowRefused as refusal:
        raise Refused(in_reader_language(refusal.sentence), code="sop-refuses") from refusal

    now = timezone.now()
    judging.judge_before_decision(case, package, move.outcome, departure=given.departure, at=now)
    grounds = _keep_words(case, given, by=officer)
    _keep_photos(case, given, by=officer)
    if move.outcome:
        steps.close(
            case,
            move,
            task=task,
            at=now,
            by=officer,
            grounds=grounds,
            legal_reference=given.legal_reference.strip()[:300],
            post_id=_post_for(officer, task),
        )
        return case
    _revision, answers = current_answers(case)
    complete = CompletenessConfirmed(subject_id=case.id, found_by="officer")
    facts = (complete,) if move.starts_clock else ()
    steps.follow(case, package, move, task=task, answers=answers, at=now, by=officer, facts=facts)
    if move.marks_fields:
        _ask_for_correction(case, package, move.to, task, given, by=officer)
    return case


def _other_holder(task: Task, officer: Actor) -> str:
    if task.assignee_id is None or task.assignee_id == officer.account_id:
        return ""
    return access.names_of([task.assignee_id]).get(task.assignee_id, "")


def _post_for(officer: Actor, task: Task) -> UUID | None:
    held = (p.id for p in officer.posts if p.role == task.role and p.office_id == task.office_id)
    return next(held, None)


def _keep_words(case: Case, given: Given, *, by: Actor) -> Message | None:
    """Grounds and messages are words to the resident: kept as a message that can be erased."""
    text = "\n\n".join(part.strip() for part in (given.grounds, given.message) if part.strip())
    if not text:
        return None
    return write_message(case, text=text, from_office=True, by=by, key=f"step:{uuid7()}")


def _keep_photos(case: Case, given: Given, *, by: Actor) -> None:
    for name, content in given.photos:
        documents.receive_file(
            content, name=name, belongs_to=case.id, accept=("jpeg", "png"), by=by
        )


def _ask_for_correction(
    case: Case, package: ServicePackage, step: str, asked_from: Task, given: Given, *, by: Actor
) -> None:
    task = steps.open_task_of(case)
    request = CorrectionRequest(
        jurisdiction_id=case.jurisdiction_id,
        case=case,
        step=asked_from.step,
        until=task.due_at,
        requested_at=timezone.now(),
        requested_by=by.ref,
    )
    known = {question.id for question in package.full_form().questions()}
    marks = {path: note for path, note in given.marks.items() if path.split(".")[0] in known}
    if not marks:
        raise Refused(_("Tandai dulu jawaban mana yang harus diperbaiki pemohon."), code="no-marks")
    request.marks = seal_json(marks, bound_to=case.bound_to(f"marks:{request.id}"))
    request.message = seal_json(given.message, bound_to=case.bound_to(f"asked:{request.id}"))
    request.save(force_insert=True)
    timing.set_correction_timer(case, request, step)
    publish(
        CorrectionRequested(subject_id=case.id, request_id=request.id, until=request.until), by=by
    )


@command
def take_task(case_id: UUID, *, officer: Actor) -> Task:
    """Put my hands on it; somebody else's hands are named."""
    case = steps.lock(officer.jurisdiction, case_id)
    timing.let_due_timers_act(case)
    task = steps.open_task_of(case)
    policies.require_worker(officer, task, assignee_name=_other_holder(task, officer))
    policies.require_not_own(case, officer)
    return _assign(case, task, officer.account_id, by=officer)


@command
def take_next_task(*, officer: Actor) -> UUID | None:
    """The most urgent free task of my posts; two officers never get the same."""
    for post in officer.posts:
        task = (
            Task.objects.of(officer.jurisdiction)
            .filter(
                office_id=post.office_id,
                role=post.role,
                assignee_id__isnull=True,
                closed_at__isnull=True,
            )
            .order_by("case_due_at", "id")
            .select_for_update(skip_locked=True, of=("self",))
            .first()
        )
        if task is not None:
            task.assignee_id = officer.account_id
            task.save(update_fields=["assignee_id"])
            publish(
                TaskAssigned(
                    subject_id=task.case_id, task_id=task.id, assignee_id=officer.account_id
                ),
                by=officer,
            )
            return UUID(str(task.case_id))
    return None


@command
def hand_back(case_id: UUID, *, officer: Actor) -> Task:
    """Let go, so that a colleague may take it."""
    case = steps.lock(officer.jurisdiction, case_id)
    task = steps.open_task_of(case)
    if task.assignee_id != officer.account_id:
        raise Conflict(_("Anda tidak memegang tugas ini, jadi tidak ada yang perlu dilepas."))
    return _assign(case, task, None, by=officer)


@command
def assign(case_id: UUID, *, officer: Actor, to: UUID | None) -> Task:
    """A supervisor gives the task to somebody who holds the role at that office; None frees it."""
    case = steps.lock(officer.jurisdiction, case_id)
    task = steps.open_task_of(case)
    beneath = jurisdictions.office_ids_beneath(
        officer.jurisdiction, policies.supervised_offices(officer)
    )
    if not policies.oversees(officer, beneath, task.office_id):
        raise Forbidden(
            _("Hanya pengawas kantor ini yang dapat membagi tugas."), code="not-supervisor"
        )
    if to is not None and task.office_id is not None:
        able = {
            o.account_id
            for o in access.officers_of(officer.jurisdiction, task.office_id, task.role)
        }
        if to not in able:
            raise Refused(
                _("Petugas itu tidak memegang peran untuk langkah ini, atau sedang tidak hadir."),
                code="cannot-hold-task",
            )
    return _assign(case, task, to, by=officer)


def _assign(case: Case, task: Task, to: UUID | None, *, by: Actor) -> Task:
    if task.assignee_id != to:
        task.assignee_id = to
        task.save(update_fields=["assignee_id"])
        publish(TaskAssigned(subject_id=case.id, task_id=task.id, assignee_id=to), by=by)
    return task
