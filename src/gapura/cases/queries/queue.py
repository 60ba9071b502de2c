"""The officers' queue: what is on my desks, most urgent first, at the same cost however long."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal
from uuid import UUID

from django.db.models import Count, F, Q, QuerySet
from django.utils import timezone

from gapura.audit import commands as audit
from gapura.cases import policies
from gapura.cases.models import Case, Finder, Task
from gapura.cases.queries.reach import overseen_offices
from gapura.cases.queries.words import name_words
from gapura.kernel import ids, sealing
from gapura.kernel.actors import Actor

PAGE = 40
NOBODY = UUID(int=0)
Desk = tuple[UUID, str]  # an office and a role there

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
    """One statement: tasks with their case and office. Each desk gives at most a page, read in the
    order of the index `task_queue`, so that a long queue is not sorted to show its beginning."""
    if wanted.view == "done":
        pages = [_page(_done_by(officer), wanted, after)]
    else:
        desks = _desks(officer, wanted.view)
        pages = [_page(_in_view(officer, wanted.view, [desk]), wanted, after) for desk in desks]
    found = list(_merged(pages, wanted.view)) if pages else []
    if len(found) <= PAGE:
        return QueuePage(tuple(found), "")
    last = found[PAGE - 1]
    moment = last.closed_at if wanted.view == "done" else last.case_due_at
    return QueuePage(tuple(found[:PAGE]), f"{moment.isoformat()}|{last.id}" if moment else "")


def count_queue(*, officer: Actor) -> dict[str, int]:
    """How many in each view, in one statement."""
    now, tomorrow = timezone.now(), _end_of_today()
    role = ~Q(role=policies.APPLICANT)
    desks = [*_desks(officer, "all"), *_desks(officer, "waiting")]
    counted = _on_desks(officer, desks).aggregate(
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
    rows = _done_by(officer) if view == "done" else _in_view(officer, view, _desks(officer, view))
    counted = rows.values_list("service_code", "step").annotate(n=Count("id"))
    return [(service, step, n) for service, step, n in counted.order_by("service_code", "step")]


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
        rows = rows.filter(id__in=_by_name(officer, wanted))
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


def _by_name(officer: Actor, words: set[str]) -> QuerySet[Finder]:
    """Cases with all the words: two lists from the index, not each case of one looked up again."""
    first, *others = (
        Finder.objects.of(officer.jurisdiction)
        .filter(kind="name", key__begins=word)
        .values("case_id")
        for word in sorted(words)
    )
    return first.intersection(*others) if others else first  # type: ignore[return-value]


def _by_index(officer: Actor, digits: str) -> QuerySet[Finder]:
    phone = "+62" + digits.removeprefix("62").removeprefix("0")
    keys = [sealing.blind_index("nik", digits).hex(), sealing.blind_index("phone", phone).hex()]
    rows = Finder.objects.of(officer.jurisdiction).filter(kind__in=["nik", "phone"], key__in=keys)
    return rows.values("case_id")  # type: ignore[return-value]


def _visible_offices(officer: Actor) -> set[UUID]:
    beneath = overseen_offices(officer)
    return beneath | policies.casework_offices(officer)


def _desks(officer: Actor, view: View) -> list[Desk]:
    """Where the tasks of a view lie: the officer's roles, or what waits for residents there."""
    if view == "waiting":
        return sorted((office, policies.APPLICANT) for office in policies.casework_offices(officer))
    return sorted({(p.office_id, p.role) for p in officer.posts if p.role != policies.APPLICANT})


def _on_desks(officer: Actor, desks: Iterable[Desk]) -> QuerySet[Task]:
    roles: dict[UUID, set[str]] = {}
    for office_id, role in desks:
        roles.setdefault(office_id, set()).add(role)
    theirs = Q(pk__in=[])
    for office_id, held in roles.items():
        theirs |= Q(office_id=office_id, role__in=sorted(held))
    return Task.objects.of(officer.jurisdiction).filter(theirs, closed_at__isnull=True)


def _done_by(officer: Actor) -> QuerySet[Task]:
    return Task.objects.of(officer.jurisdiction).filter(
        closed_at__isnull=False, closed_by=officer.ref
    )


def _in_view(officer: Actor, view: View, desks: Iterable[Desk]) -> QuerySet[Task]:
    rows = _on_desks(officer, desks)
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


def _page(rows: QuerySet[Task], wanted: QueueFilter, after: str) -> QuerySet[Task]:
    if wanted.service:
        rows = rows.filter(service_code=wanted.service)
    if wanted.step:
        rows = rows.filter(step=wanted.step)
    if wanted.view == "done":
        rows = _after(rows, after, "closed_at", "lt")
    else:
        rows = _after(rows, after, "case_due_at", "gt")
    return rows.select_related("case", "office").order_by(*_order(wanted.view))[: PAGE + 1]


def _order(view: View) -> tuple[str, str]:
    return ("-closed_at", "-id") if view == "done" else ("case_due_at", "id")


def _merged(pages: Sequence[QuerySet[Task]], view: View) -> QuerySet[Task]:
    first, *others = pages
    if not others:
        return first
    return first.union(*others, all=True).order_by(*_order(view))[: PAGE + 1]


def _after(rows: QuerySet[Task], after: str, field: str, beyond: str) -> QuerySet[Task]:
    moment, bar, last = after.partition("|")
    if not bar:
        return rows
    try:
        when, row_id = datetime.fromisoformat(moment), UUID(last)
    except ValueError:
        return rows  # a cursor somebody made up: begin at the beginning
    # The first condition says nothing new, but it alone tells the index where to begin.
    return rows.filter(**{f"{field}__{beyond}e": when}).filter(
        Q(**{f"{field}__{beyond}": when}) | Q(**{f"id__{beyond}": row_id})
    )
