"""Which open deadlines would move if a planned day became true: seen before it is done."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from gapura.cases.models import Clock
from gapura.cases.queries.lists import PROMISE
from gapura.engines.deadlines.calendars import WorkingCalendar
from gapura.engines.deadlines.limits import due_at, parse_limit
from gapura.jurisdictions import queries as jurisdictions
from gapura.jurisdictions.queries import PlannedDay


@dataclass(frozen=True)
class Move:
    case_number: str
    clock: str
    office_id: UUID
    office_name: str
    old: datetime
    new: datetime


def preview_moves(jurisdiction: str, planned: PlannedDay) -> list[Move]:
    """Running clocks only: one that stands still is counted anew when it goes on."""
    rows = Clock.objects.of(jurisdiction).filter(
        stopped_at__isnull=True, case__paused_at__isnull=True
    )
    if planned.office_id is not None:
        rows = rows.filter(office_id=planned.office_id)
    clocks = list(rows.select_related("case", "office").order_by("due_at", "id"))
    calendars = _calendars(clocks, planned)
    moves: dict[tuple[object, ...], Move] = {}
    for clock in sorted(clocks, key=lambda clock: clock.name != PROMISE):
        calendar = calendars.get(clock.office_id)
        if calendar is None or clock.office is None:
            continue
        new = due_at(parse_limit(clock.limit), clock.started_at, calendar, stopped=_stood(clock))
        if new != clock.due_at:
            # A deadline of the SOP that moves as the promise does is one line to whoever reads.
            moves.setdefault(
                (clock.case_id, clock.due_at, new),
                Move(
                    case_number=clock.case.number,
                    clock=clock.name,
                    office_id=clock.office.id,
                    office_name=clock.office.name,
                    old=clock.due_at,
                    new=new,
                ),
            )
    return sorted(moves.values(), key=lambda move: (move.old, move.case_number))


def _calendars(clocks: list[Clock], planned: PlannedDay) -> dict[UUID, WorkingCalendar]:
    """One look at the calendar per office that has open clocks."""
    offices = {clock.office_id: clock.office for clock in clocks if clock.office is not None}
    return {
        office_id: jurisdictions.preview_calendar(office, planned)
        for office_id, office in offices.items()
    }


def _stood(clock: Clock) -> list[tuple[datetime, datetime]]:
    return [
        (datetime.fromisoformat(begin), datetime.fromisoformat(end))
        for begin, end, _reason in clock.pauses
        if end
    ]
