"""What an officer may do next with a case, and what would follow from it."""

from dataclasses import dataclass
from uuid import UUID

from django.utils import timezone

from gapura.cases import policies
from gapura.cases.models import Case, Task
from gapura.cases.queries.answers import current_answers
from gapura.cases.queries.cases import find_open_task, service_of
from gapura.cases.queries.choosing import facts_for_step
from gapura.cases.queries.detail import mask
from gapura.cases.queries.words import in_reader_language
from gapura.engines.definitions import outputs
from gapura.engines.definitions.schema import ServicePackage
from gapura.engines.forms.sensitivity import is_sensitive
from gapura.engines.rules.expressions import compile_expression
from gapura.engines.workflow import running
from gapura.engines.workflow.choosing import target_of
from gapura.engines.workflow.schema import Action, Need, Outcome
from gapura.jurisdictions import queries as jurisdictions
from gapura.kernel.actors import Actor


@dataclass(frozen=True)
class ActionView:
    """One action of the open step, in words; `outcome` is set when it ends the case."""

    code: str
    label: str
    needs: tuple[Need, ...]
    to: str
    next_activity: str
    outcome: Outcome | None
    pauses_clock: bool
    starts_clock: bool
    within: str  # what the applicant has to answer, as the SOP writes it: P10D


@dataclass(frozen=True)
class Work:
    """The open task as this officer meets it; no actions where it is not theirs to act."""

    task: Task | None
    step_title: str
    is_mine: bool
    is_my_desk: bool  # my role at my office, whoever holds it
    held_by: UUID | None
    may_assign: bool
    actions: tuple[ActionView, ...]

    def action(self, code: str) -> ActionView | None:
        return next((action for action in self.actions if action.code == code), None)


def work_on(case: Case, *, officer: Actor) -> Work:
    """The step of the pinned SOP, and its actions for whoever may take them."""
    task = find_open_task(case)
    package = service_of(case).package
    step = package.workflow.steps.get(task.step if task else case.step)
    title = in_reader_language(step.activity) if step else ""
    if task is None:
        return Work(None, title, False, False, None, False, ())
    my_desk = officer.is_officer and policies.holds_task(officer, task)
    free_for_me = task.assignee_id in {None, officer.account_id}
    return Work(
        task=task,
        step_title=title,
        is_mine=task.assignee_id is not None and task.assignee_id == officer.account_id,
        is_my_desk=my_desk,
        held_by=task.assignee_id,
        may_assign=may_assign(officer, task),
        actions=_actions(case, package, task.step) if my_desk and free_for_me else (),
    )


def may_assign(officer: Actor, task: Task) -> bool:
    """A supervisor of the office or of one above it; the applicant's own step is nobody's."""
    tops = policies.supervised_offices(officer)
    if not tops or task.role == policies.APPLICANT:
        return False
    beneath = jurisdictions.office_ids_beneath(officer.jurisdiction, tops)
    return policies.oversees(officer, beneath, task.office_id)


def _actions(case: Case, package: ServicePackage, step: str) -> tuple[ActionView, ...]:
    """Where a rule chooses the next step, the one it will choose."""
    actions = running.allowed_actions(package.workflow, step)
    facts = facts_for_step(case, package, step)
    return tuple(
        _view(package, code, action, target_of(action, facts)) for code, action in actions.items()
    )


def _view(package: ServicePackage, code: str, action: Action, to: str) -> ActionView:
    following = package.workflow.steps.get(to)
    return ActionView(
        code=code,
        label=in_reader_language(action.label),
        needs=running.needs_of(action),
        to=to,
        next_activity=in_reader_language(following.activity) if following else "",
        outcome=running.outcome_of(to),
        pauses_clock=action.pauses_clock,
        starts_clock=action.starts_clock is not None,
        within=(following.within or "") if following else "",
    )


def letter_of(case: Case) -> list[tuple[str, str]]:
    """What the document would say if it were granted now: label and text, in order."""
    package = service_of(case).package
    if package.output is None or case.office is None:
        return []
    _revision, answers = current_answers(case)
    today = timezone.localdate()
    context = outputs.DocumentContext(
        answers=answers,
        today=today,
        area_name=_area_name,
        more={
            "case": {"number": case.number, "about": case.about},
            "office": {"name": case.office.name},
            "decision": {"decided_on": today},
        },
    )
    hidden = _sensitive_fields(package)
    return [
        (in_reader_language(field.label), mask(field.text) if field.id in hidden else field.text)
        for field in outputs.document_fields(package, context)
    ]


def _sensitive_fields(package: ServicePackage) -> set[str]:
    """Fields that print a sensitive answer: the preview masks them, as every page does."""
    sensitive = {q.id for q in package.full_form().questions() if is_sensitive(q)}
    fields = package.output.fields if package.output else ()
    return {field.id for field in fields if compile_expression(field.value).names & sensitive}


def _area_name(code: str) -> str:
    return ", ".join(area.name for area in reversed(jurisdictions.get_area_path(code)[1:]))
