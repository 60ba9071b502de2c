"""Days that differ from the week, set and taken back by those who answer for the office."""

from datetime import date
from uuid import UUID

from django.db.models import Q
from django.utils.translation import gettext as _

from gapura.engines.deadlines.calendars import parse_hours
from gapura.engines.rules.text import Text
from gapura.jurisdictions import policies, queries
from gapura.jurisdictions.commands.freshness import announce_calendar_change
from gapura.jurisdictions.commands.wording import refusing_unreadable_hours
from gapura.jurisdictions.models import LOCAL_KINDS, NATIONAL_KINDS, CalendarDay, Office
from gapura.kernel.actors import Actor
from gapura.kernel.commands import command
from gapura.kernel.errors import NotFound, Refused
from gapura.kernel.ids import uuid7


@command
def set_calendar_day(
    *,
    on: date,
    kind: str,
    name: Text,
    by: Actor,
    hours: str = "",
    office_id: UUID | None = None,
) -> CalendarDay:
    """Say how a day differs, for one office or (None) for all; replaces what was said before."""
    _require_administrator(by, office_id)
    _require_sense(kind, hours, name, office_id)

    kinds = LOCAL_KINDS if kind in LOCAL_KINDS else NATIONAL_KINDS
    days = CalendarDay.objects.of(by.jurisdiction)
    days.filter(_place(office_id), date=on, kind__in=kinds).delete()
    day = CalendarDay.objects.create(
        id=uuid7(),
        jurisdiction_id=by.jurisdiction,
        office_id=office_id,
        date=on,
        kind=kind,
        hours=hours,
        names=dict(name),
        source=by.ref,
    )
    announce_calendar_change(office_id=office_id, on=on, by=by)
    return day


@command
def remove_calendar_day(day_id: UUID, *, by: Actor) -> None:
    """The day is again what the week, or the national calendar below it, says."""
    days = CalendarDay.objects.of(by.jurisdiction).filter(id=day_id)
    day = days.select_for_update(of=("self",)).first()
    if day is None:
        raise NotFound(
            _("Hari ini sudah dihapus dari kalender; tidak ada yang perlu dilakukan."),
            code="unknown-calendar-day",
        )
    _require_administrator(by, day.office_id)

    days.delete()
    announce_calendar_change(office_id=day.office_id, on=day.date, by=by)


def _place(office_id: UUID | None) -> Q:
    return Q(office__isnull=True) if office_id is None else Q(office_id=office_id)


def _require_administrator(by: Actor, office_id: UUID | None) -> None:
    if office_id is None:
        tops = Office.objects.of(by.jurisdiction).filter(parent_id=None, is_open=True)
        policies.require_administrator_of_all(
            by, top_offices=set(tops.order_by("code").values_list("id", flat=True))
        )
        return
    office = queries.get_office_by_id(by.jurisdiction, office_id)
    beneath = queries.office_ids_beneath(by.jurisdiction, policies.administered_offices(by))
    policies.require_administrator_of(by, office, beneath=beneath)


def _require_sense(kind: str, hours: str, name: Text, office_id: UUID | None) -> None:
    if kind not in (*LOCAL_KINDS, *NATIONAL_KINDS):
        raise Refused(
            _("Jenis hari “%(kind)s” tidak dikenal. Pilih jenis hari dari daftar.")
            % {"kind": kind},
            code="unknown-day-kind",
        )
    if kind in NATIONAL_KINDS and office_id is not None:
        raise Refused(
            _(
                "Libur nasional dan cuti bersama berlaku untuk semua kantor. Untuk satu kantor, "
                "pilih tutup atau jam khusus."
            ),
            code="national-day-is-for-all",
        )
    if not name.get("id", "").strip():
        raise Refused(
            _("Tulis sebab hari ini berbeda, misalnya “Pemilu” atau “Banjir”."), code="no-reason"
        )
    if bool(hours) != (kind == "special_hours"):
        raise Refused(
            _(
                "Jam buka ditulis hanya untuk hari dengan jam khusus. Isi jamnya, misalnya "
                "08:00-12:00, atau pilih jenis hari yang lain."
            ),
            code="hours-do-not-fit",
        )
    if hours:
        with refusing_unreadable_hours():
            parse_hours(hours)
