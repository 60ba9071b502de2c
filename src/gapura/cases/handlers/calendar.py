"""A holiday was added or taken away: open deadlines move, with a record and a notice."""

from gapura.cases.commands import timing
from gapura.jurisdictions.events import CalendarChanged
from gapura.kernel.events import Occurrence, on


@on(CalendarChanged)
def move_open_deadlines(fact: CalendarChanged, occurrence: Occurrence) -> None:
    offices = frozenset({fact.office_id}) if fact.office_id else None
    timing.move_deadlines(by=occurrence.by, office_ids=offices)
