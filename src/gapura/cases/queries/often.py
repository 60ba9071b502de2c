"""The rows of one case, as nearly every request reads them: compiled once, see kernel.compiled."""

from uuid import UUID

from django.db.models import QuerySet

from gapura.cases.models import (
    Case,
    CaseAnswers,
    Clock,
    CorrectionRequest,
    Decision,
    Draft,
    FixedFee,
    Judgement,
    Task,
)
from gapura.kernel.compiled import compiled


@compiled
def case_with_id(jurisdiction: str, case_id: UUID) -> QuerySet[Case]:
    return Case.objects.of(jurisdiction).select_related("office").filter(id=case_id)


@compiled
def case_with_number(jurisdiction: str, number: str) -> QuerySet[Case]:
    return Case.objects.of(jurisdiction).select_related("office").filter(number=number)


@compiled
def case_to_change(jurisdiction: str, case_id: UUID) -> QuerySet[Case]:
    """Locked."""
    rows = Case.objects.of(jurisdiction).select_related("office").filter(id=case_id)
    return rows.select_for_update(of=("self",))


@compiled
def case_made_by(jurisdiction: str, key: str) -> QuerySet[Case]:
    return Case.objects.of(jurisdiction).filter(idempotency_key=key)


@compiled
def open_task(jurisdiction: str, case_id: UUID) -> QuerySet[Task]:
    rows = Task.objects.of(jurisdiction).filter(case_id=case_id, closed_at__isnull=True)
    return rows.select_related("office").order_by("id")


@compiled
def open_task_to_change(jurisdiction: str, case_id: UUID) -> QuerySet[Task]:
    """Locked, for the next free task is given without the case's lock."""
    rows = Task.objects.of(jurisdiction).filter(case_id=case_id, closed_at__isnull=True)
    return rows.order_by("id").select_for_update(of=("self",))


@compiled
def tasks_in_order(jurisdiction: str, case_id: UUID) -> QuerySet[Task]:
    rows = Task.objects.of(jurisdiction).filter(case_id=case_id)
    return rows.select_related("office").order_by("opened_at", "id")


@compiled
def offices_at_work(jurisdiction: str, case_id: UUID) -> QuerySet[Task, tuple[UUID]]:
    rows = Task.objects.of(jurisdiction).filter(case_id=case_id, office_id__isnull=False)
    return rows.values_list("office_id")


@compiled
def judgement_of(jurisdiction: str, case_id: UUID) -> QuerySet[Judgement]:
    return Judgement.objects.of(jurisdiction).filter(case_id=case_id)


@compiled
def clocks_that_grant(jurisdiction: str, case_id: UUID) -> QuerySet[Clock]:
    """Silence until their end is a yes."""
    rows = Clock.objects.of(jurisdiction).filter(case_id=case_id, on_expiry="deemed_granted")
    return rows.order_by("due_at", "id")


@compiled
def newest_fee(jurisdiction: str, case_id: UUID) -> QuerySet[FixedFee]:
    return FixedFee.objects.of(jurisdiction).filter(case_id=case_id).order_by("-revision")[:1]


@compiled
def decision_on(jurisdiction: str, case_id: UUID) -> QuerySet[Decision]:
    return Decision.objects.of(jurisdiction).filter(case_id=case_id)


@compiled
def unanswered_correction(jurisdiction: str, case_id: UUID) -> QuerySet[CorrectionRequest]:
    rows = CorrectionRequest.objects.of(jurisdiction).filter(case_id=case_id)
    return rows.filter(answered_at__isnull=True).order_by("id")


@compiled
def newest_answers(jurisdiction: str, case_id: UUID) -> QuerySet[CaseAnswers]:
    return CaseAnswers.objects.of(jurisdiction).filter(case_id=case_id).order_by("-revision")[:1]


@compiled
def draft_with_id(jurisdiction: str, draft_id: UUID) -> QuerySet[Draft]:
    return Draft.objects.of(jurisdiction).filter(id=draft_id)


@compiled
def draft_to_change(jurisdiction: str, draft_id: UUID) -> QuerySet[Draft]:
    """Locked."""
    return Draft.objects.of(jurisdiction).filter(id=draft_id).select_for_update(of=("self",))
