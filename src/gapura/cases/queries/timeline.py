"""Where a case is at any moment: done, now, next; whose desk, by when, and what if it is missed."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from django.utils.translation import gettext as _

from gapura.cases.models import Case, Decision, Task
from gapura.cases.queries import often
from gapura.cases.queries.choosing import facts_for_way
from gapura.cases.queries.words import in_reader_language
from gapura.engines.definitions.schema import ServicePackage
from gapura.engines.workflow.paths import normal_path
from gapura.engines.workflow.running import is_applicants
from gapura.engines.workflow.schema import OUTCOMES
from gapura.jurisdictions.queries import get_jurisdiction
from gapura.kernel.events import list_events
from gapura.kernel.models import Event

PROMISE = "promise"


@dataclass(frozen=True)
class TimelineItem:
    state: Literal["done", "now", "next"]
    title: str
    at: datetime | None = None  # when it was done
    desk: str = ""  # whose desk
    due_at: datetime | None = None
    text: str = ""


@dataclass(frozen=True)
class Timeline:
    items: tuple[TimelineItem, ...]
    due_at: datetime | None
    is_late: bool
    paused_at: datetime | None
    if_missed: tuple[str, ...]


def timeline_of(case: Case, package: ServicePackage, *, now: datetime) -> Timeline:
    """Three statements, whatever the length; one more where rules choose the way."""
    tasks = often.tasks_in_order.all(case.jurisdiction_id, case.id)
    decision = often.decision_on.first(case.jurisdiction_id, case.id)
    done = [_happened(case, package, row) for row in list_events(case.jurisdiction_id, case.id)]
    items = [item for item in done if item is not None]
    if case.is_open:
        items += [_now(package, task) for task in tasks if task.closed_at is None]
        items += _next(case, package)
    elif decision is not None:
        items.append(_end(case, package, decision))
    return Timeline(
        items=tuple(items),
        due_at=case.due_at,
        is_late=bool(case.is_open and case.due_at and not case.paused_at and now > case.due_at),
        paused_at=case.paused_at,
        if_missed=_if_missed(case, package) if case.is_open else (),
    )


def desk_name(package: ServicePackage, task: Task, jurisdiction: str) -> str:
    """“Verifikator, Kelurahan Kemayoran”; the resident's own step says so."""
    if task.role == "applicant":
        return _("Anda")
    roles = {role.code: role.title for role in get_jurisdiction(jurisdiction).roles}
    title = in_reader_language(roles[task.role]) if task.role in roles else task.role
    return f"{title}, {task.office.name}" if task.office else title


def _happened(case: Case, package: ServicePackage, row: Event) -> TimelineItem | None:
    titles = {
        "case.submitted": _("Terkirim"),
        "case.correction_requested": _("Diminta memperbaiki"),
        "case.corrected": _("Perbaikan diterima"),
        "case.deadline_missed": _("Lewat janji"),
        "case.deadline_moved": _("Batas waktu disesuaikan karena hari kerja berubah"),
    }
    if row.type == "case.complete" and row.data.get("found_by") == "officer":
        return TimelineItem("done", _("Syarat lengkap"), at=row.occurred_at)
    if row.type == "case.step_taken":
        return _step_done(package, row)
    if row.type not in titles:
        return None
    if row.type == "case.deadline_missed" and row.data.get("clock") != PROMISE:
        return None
    return TimelineItem("done", titles[row.type], at=row.occurred_at)


def _step_done(package: ServicePackage, row: Event) -> TimelineItem | None:
    step = package.workflow.steps.get(row.data["origin"])
    if step is None or is_applicants(step):
        return None
    action = step.actions.get(row.data["action"])
    text = in_reader_language(action.label) if action else ""
    return TimelineItem("done", in_reader_language(step.activity), at=row.occurred_at, text=text)


def _now(package: ServicePackage, task: Task) -> TimelineItem:
    step = package.workflow.steps[task.step]
    return TimelineItem(
        "now",
        in_reader_language(step.activity),
        desk=desk_name(package, task, task.jurisdiction_id),
        due_at=task.due_at,
        text=in_reader_language(step.note) if step.note else "",
    )


def _next(case: Case, package: ServicePackage) -> list[TimelineItem]:
    facts = facts_for_way(case, package)
    path = [step for step in normal_path(package.workflow, facts) if step not in OUTCOMES]
    here = path.index(case.step) if case.step in path else -1
    following = [
        TimelineItem("next", in_reader_language(package.workflow.steps[step].activity))
        for step in path[here + 1 :]
    ]
    return [*following, TimelineItem("next", in_reader_language(package.service.product))]


def _end(case: Case, package: ServicePackage, decision: Decision) -> TimelineItem:
    return TimelineItem("done", outcome_title(case.outcome), at=decision.decided_at)


def outcome_title(outcome: str) -> str:
    return {
        "granted": _("Dikabulkan"),
        "refused": _("Ditolak"),
        "resolved": _("Selesai ditangani"),
        "rejected": _("Tidak dapat ditangani"),
        "withdrawn": _("Dibatalkan"),
        "deemed_granted": _("Dianggap dikabulkan menurut hukum"),
    }.get(outcome, outcome)


def _if_missed(case: Case, package: ServicePackage) -> tuple[str, ...]:
    sentences = [_("Atasan petugas diberi tahu otomatis, dan keterlambatan tercatat.")]
    for clock in often.clocks_that_grant.all(case.jurisdiction_id, case.id):
        sentences.append(
            _("Tanpa keputusan sampai batas waktu, permohonan dianggap dikabulkan (%(law)s).")
            % {"law": clock.legal_reference}
        )
    sentences.append(in_reader_language(package.service.complaints))
    return tuple(sentences)
