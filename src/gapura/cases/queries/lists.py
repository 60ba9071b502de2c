"""What a list of cases needs beside its rows, in one statement whatever its length."""

from collections.abc import Iterable
from uuid import UUID

from gapura.cases import policies
from gapura.cases.models import Case, Clock
from gapura.cases.queries import often
from gapura.cases.queries.cases import may_see
from gapura.kernel import ids
from gapura.kernel.actors import Actor

PROMISE = "promise"


def promise_clocks(jurisdiction: str, case_ids: Iterable[UUID]) -> dict[UUID, Clock]:
    """By case: the clock of what the resident was promised."""
    rows = Clock.objects.of(jurisdiction).filter(name=PROMISE, case_id__in=set(case_ids))
    return {row.case_id: row for row in rows.order_by("id")}


def list_clocks(case: Case) -> list[Clock]:
    """The promise first, then the deadlines of the SOP."""
    rows = Clock.objects.of(case.jurisdiction_id).filter(case=case).order_by("due_at", "id")
    return sorted(rows, key=lambda clock: clock.name != PROMISE)


def name_in_lists(case: Case) -> str:
    """In a list only a name that every officer may know; "" where it is kept from some."""
    return case.applicant_name if case.identity_shown_to == "officers" else ""


def numbers_of(jurisdiction: str, case_ids: Iterable[UUID]) -> dict[UUID, str]:
    rows = Case.objects.of(jurisdiction).filter(id__in=set(case_ids)).order_by("id")
    return dict(rows.values_list("id", "number"))


def find_visible(number: str, *, seen_by: Actor) -> Case:
    """The case to act on, without showing it: nothing is read, so no look is written down."""
    proper = ids.read_number(number)
    case = often.case_with_number.first(seen_by.jurisdiction, proper) if proper else None
    if case is None or not may_see(case, seen_by):
        raise policies.no_such_case()
    return case
