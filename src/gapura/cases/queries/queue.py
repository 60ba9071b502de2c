"""The officers' queue: what is on my desks, most urgent first, at the same cost however long."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal
from uuid import UUID

from django.db.models import Count, F, Q, QuerySet
from django.utils import timezone

from gapura.audit import commands as audit
from gapura.cases import policies
from gapura.cases.models import Case, Finder, Task
from gapura.cases.queries.words import name_words
from gapura.jurisdictions import queries as jurisdictions
from gapura.kernel import ids, sealing
from gapura.kernel.actors import Actor

PAGE = 40
NOBODY = UUID(int=0)

View = Literal["all", "mine", "free", "today", "overdue", "waiting", "returned", "done"]
VIEWS: tuple[View, ...] = (
    "all", "mine", "free", "today", "overdue", "waiting", "returned", "done",
)  # fmt: skip


@dataclass(frozen=True)
class QueueFilter:
    view: View = "all"
    service: str = ""
    step: str = ""


@dataclass(frozen=True)
class QueuePage:
    tasks: tuple[Task, ...]
    after: str  # cursor of the next page; "" at the end


def list_queue(*, officer: Actor, wanted: QueueFilter, after: str = "") -> QueuePage:
    """One statement: tasks with their case and office."""
    rows = _in_view(officer, wanted.view)
    if wanted.service:
        rows = rows.filter(service_code=wanted.service)
    if wanted.step:
        rows = rows.filter(step=wanted.step)
    if wanted.view == "done":
        rows = _after(rows, after, "closed_at", newest_first=True).order_by("-closed_at", "-id")
    else:
        rows = _after(rows, after, "case_due_at", newest_first=False).order_by("case_due_at", "id")
    found = list(rows.select_related("case", "office")[: PAGE + 1])
    if len(found) <= PAGE:
        return QueuePage(tuple(found), "")
    last = found[PAGE - 1]
    moment = last.closed_at if wanted.view == "done" else last.case_due_at
    return QueuePage(tuple(found[:PAGE]), f"{moment.isoformat()}|{last.id}" if moment else "")


def count_queue(*, officer: Actor) -> dict[str, int]:
    """How many in each view, in one statement."""
    now, tomorrow = timezone.now(), _end_of_today()
    role = ~Q(role=policies.APPLICANT)
    counted = _on_my_desks(officer).aggregate(
        all=Count("id", filter=role),
        mine=Count("id", filter=role & Q(assignee_id=officer.account_id)),
        free=Count("id", filter=role & Q(assignee_id__isnull=True)),
        today=Count("id", filter=role & Q(case_due_at__gt=now, case_due_at__lte=tomorrow)),
        overdue=Count("id", filter=role & Q(case_due_at__lte=now)),
        waiting=Count("id", filter=Q(role=policies.APPLICANT)),
        returned=Count("id", filter=role & Q(returned=True)),
    )
    return {name: int(number) for name, number in counted.items()}


def count_by_service(*, officer: Actor, view: View) -> list[tuple[str, str, int]]:
    """(service, step, how many) of a view, for its filters."""
    rows = _in_view(officer, view).values_list("service_code", "step").annotate(n=Count("id"))
    return [(service, step, n) for service, step, n in rows.order_by("service_code", "step")]


def search_cases(*, officer: Actor, words: str) -> list[Case]:
    """By number, name, NIK or phone; only where the officer may look, and written down."""
    text = words.strip()
    visible = _visible_offices(officer)
    rows = Case.objects.of(officer.jurisdiction).filter(
        id__in=Task.objects.of(officer.jurisdiction).filter(office_id__in=visible).values("case_id")
    )
    proper = ids.read_number(text)
    digits = "".join(c for c in text if c.isdigit())
    if proper is not None:
        rows = rows.filter(number=proper)
    elif len(digits) >= 9 and not any(c.isalpha() for c in text):
        rows = rows.filter(id__in=_by_index(officer, digits))
    else:
        wanted = name_words(text)
        if not wanted:
            return []
        for word in sorted(wanted):
            keys = Finder.objects.of(officer.jurisdiction).filter(kind="name", key__begins=word)
            rows = rows.filter(id__in=keys.values("case_id"))
    found = list(
        rows.select_related("office").order_by(
            F("closed_at").desc(nulls_first=True), "-submitted_at", "-id"
        )[:PAGE]
    )
    audit.record_access(
        by=officer,
        kind="search",
        subject_id=officer.account_id or NOBODY,
        purpose="casework",
        details=[str(case.id) for case in found],
    )
    return found


def _by_index(officer: Actor, digits: str) -> QuerySet[Finder]:
    phone = "+62" + digits.removeprefix("62").removeprefix("0")
    keys = [sealing.blind_index("nik", digits).hex(), sealing.blind_index("phone", phone).hex()]
    rows = Finder.objects.of(officer.jurisdiction).filter(kind__in=["nik", "phone"], key__in=keys)
    return rows.values("case_id")  # type: ignore[return-value]


def _visible_offices(officer: Actor) -> set[UUID]:
    beneath = jurisdictions.office_ids_beneath(
        officer.jurisdiction, policies.overseeing_offices(officer)
    )
    return beneath | {post.office_id for post in officer.posts}


def _on_my_desks(officer: Actor, *, closed: bool = False) -> QuerySet[Task]:
    desks = Q(pk__in=[])
    for post in officer.posts:
        desks |= Q(office_id=post.office_id, role=post.role)
        desks |= Q(office_id=post.office_id, role=policies.APPLICANT)
    rows = Task.objects.of(officer.jurisdiction).filter(closed_at__isnull=not closed)
    return rows.filter(desks)


def _in_view(officer: Actor, view: View) -> QuerySet[Task]:
    if view == "done":
        return Task.objects.of(officer.jurisdiction).filter(
            closed_at__isnull=False, closed_by=officer.ref
        )
    rows = _on_my_desks(officer)
    if view == "waiting":
        return rows.filter(role=policies.APPLICANT)
    rows = rows.exclude(role=policies.APPLICANT)
    now = timezone.now()
    narrowed = {
        "mine": Q(assignee_id=officer.account_id),
        "free": Q(assignee_id__isnull=True),
        "today": Q(case_due_at__gt=now, case_due_at__lte=_end_of_today()),
        "overdue": Q(case_due_at__lte=now),
        "returned": Q(returned=True),
    }
    return rows.filter(narrowed[view]) if view in narrowed else rows


def _end_of_today() -> datetime:
    """The legal end of today: 24:00 local time."""
    start = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)
    return start + timedelta(days=1)


def _after(rows: QuerySet[Task], after: str, field: str, *, newest_first: bool) -> QuerySet[Task]:
    moment, bar, last = after.partition("|")
    if not bar:
        return rows
    try:
        when, row_id = datetime.fromisoformat(moment), UUID(last)
    except ValueError:
        return rows  # a cursor somebody made up: begin at the beginning
    before = "lt" if newest_first else "gt"
    return rows.filter(
        Q(**{f"{field}__{before}": when}) | Q(**{field: when, f"id__{before}": row_id})
    )
