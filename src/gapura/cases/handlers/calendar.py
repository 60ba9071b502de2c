"""A holiday was added or taken away: open deadlines move, with a record, and a report to whoever
changed the calendar."""

from uuid import UUID

from django.utils.translation import ngettext, override

from gapura.access.queries import account_language
from gapura.cases.commands import timing
from gapura.jurisdictions.events import CalendarChanged
from gapura.kernel.events import Occurrence, on
from gapura.notifications import commands as notifications


@on(CalendarChanged)
def move_open_deadlines(fact: CalendarChanged, occurrence: Occurrence) -> None:
    offices = frozenset({fact.office_id}) if fact.office_id else None
    moved = timing.move_deadlines(by=occurrence.by, office_ids=offices)
    _kind, _colon, account = occurrence.actor.partition(":")
    if account:
        with override(account_language(UUID(account))):
            subject = ngettext(
                "Batas waktu %(n)s urusan pindah karena hari kerja berubah",
                "Batas waktu %(n)s urusan pindah karena hari kerja berubah",
                moved,
            ) % {"n": moved}
        notifications.notify(
            account_id=UUID(account),
            subject=subject,
            body="",
            link=f"/{occurrence.jurisdiction}/desk/kelola/kalender/",
            key=occurrence.key,
            by=occurrence.by,
        )
