"""Make every process compute a calendar anew: one office's, or all."""

from datetime import date
from uuid import UUID

from gapura.jurisdictions.events import CalendarChanged, subject_of
from gapura.jurisdictions.models import Office
from gapura.kernel.actors import Actor
from gapura.kernel.events import publish
from gapura.kernel.ids import uuid7


def announce_calendar_change(*, office_id: UUID | None, on: date | None, by: Actor) -> None:
    """A new version for the offices concerned, and the fact that open deadlines may move."""
    offices = Office.objects.of(by.jurisdiction)
    if office_id is not None:
        offices = offices.filter(id=office_id)
    offices.update(calendar_version=uuid7())
    subject = office_id or subject_of(by.jurisdiction)
    publish(CalendarChanged(subject_id=subject, office_id=office_id, on=on), by=by)
