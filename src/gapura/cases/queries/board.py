"""The supervisor's page: load, stock by step, what is due and late, who holds how much."""

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from django.db.models import Count, F, Min, Q
from django.utils import timezone

from gapura.cases import policies
from gapura.cases.models import Case, Task
from gapura.cases.queries.reach import overseen_offices
from gapura.kernel.actors import Actor

PAGE = 40


@dataclass(frozen=True)
class StepStock:
    service_code: str
    step: str
    office_id: UUID
    office_name: str
    waiting: int
    free: int
    due_today: int
    late: int
    oldest: object


@dataclass(frozen=True)
class OfficerLoad:
    account_id: UUID
    held: int
    late: int
    done_this_week: int


@dataclass(frozen=True)
class Board:
    stock: tuple[StepStock, ...]
    load: tuple[OfficerLoad, ...]
    urgent: tuple[Task, ...]
    waiting_for_resident: int
    open_total: int
    late_total: int
    closed_this_month: int
    on_time_this_month: int


def board_of(*, officer: Actor) -> Board:
    """Six statements, however many cases lie below."""
    offices = overseen_offices(officer)
    now = timezone.now()
    month = timezone.localtime().replace(day=1, hour=0, minute=0, second=0, microsecond=0)
    tasks = Task.objects.of(officer.jurisdiction).filter(
        office_id__in=offices, closed_at__isnull=True
    )
    desks = tasks.exclude(role=policies.APPLICANT)
    stock = _stock(desks, now)
    closed = Case.objects.of(officer.jurisdiction).filter(
        office_id__in=offices, closed_at__gte=month
    )
    finished = closed.aggregate(
        all=Count("id"),
        on_time=Count("id", filter=Q(due_at__isnull=True) | Q(closed_at__lte=F("due_at"))),
    )
    return Board(
        stock=stock,
        load=_load(officer, offices, desks, now),
        urgent=tuple(desks.select_related("case", "office").order_by("case_due_at", "id")[:PAGE]),
        waiting_for_resident=tasks.filter(role=policies.APPLICANT).count(),
        open_total=sum(row.waiting for row in stock),
        late_total=sum(row.late for row in stock),
        closed_this_month=finished["all"],
        on_time_this_month=finished["on_time"],
    )


def _stock(desks: object, now: object) -> tuple[StepStock, ...]:
    today = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)
    rows = (
        desks.values("service_code", "step", "office_id", "office__name")  # type: ignore[attr-defined]
        .annotate(
            waiting=Count("id"),
            free=Count("id", filter=Q(assignee_id__isnull=True)),
            due_today=Count(
                "id", filter=Q(case_due_at__gt=now, case_due_at__lte=today + timedelta(days=1))
            ),
            late=Count("id", filter=Q(case_due_at__lte=now)),
            oldest=Min("opened_at"),
        )
        .order_by("-late", "-waiting", "service_code", "step", "office__name")[:200]
    )
    return tuple(
        StepStock(
            service_code=row["service_code"],
            step=row["step"],
            office_id=row["office_id"],
            office_name=row["office__name"] or "",
            waiting=row["waiting"],
            free=row["free"],
            due_today=row["due_today"],
            late=row["late"],
            oldest=row["oldest"],
        )
        for row in rows
    )


def _load(
    officer: Actor, offices: set[UUID], desks: object, now: object
) -> tuple[OfficerLoad, ...]:
    held = {
        row["assignee_id"]: (row["held"], row["late"])
        for row in desks.filter(assignee_id__isnull=False)  # type: ignore[attr-defined]
        .values("assignee_id")
        .annotate(held=Count("id"), late=Count("id", filter=Q(case_due_at__lte=now)))
        .order_by("assignee_id")
    }
    week = timezone.now() - timedelta(days=7)
    done = {
        row["assignee_id"]: row["done"]
        for row in Task.objects.of(officer.jurisdiction)
        .filter(office_id__in=offices, closed_at__gte=week, assignee_id__isnull=False)
        .values("assignee_id")
        .annotate(done=Count("id"))
        .order_by("assignee_id")
    }
    return tuple(
        OfficerLoad(account, *held.get(account, (0, 0)), done.get(account, 0))
        for account in sorted(held.keys() | done.keys(), key=str)
        if account is not None
    )
