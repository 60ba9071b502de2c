"""Offices added and changed by the administrators above them."""

import re
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from gapura.engines.deadlines.calendars import parse_hours
from gapura.engines.definitions.jurisdiction import WEEKDAYS
from gapura.jurisdictions import policies, queries
from gapura.jurisdictions.commands.freshness import announce_calendar_change
from gapura.jurisdictions.commands.wording import refusing_unreadable_hours
from gapura.jurisdictions.events import OfficeAdded, OfficeChanged
from gapura.jurisdictions.models import Agency, Office
from gapura.kernel.actors import Actor
from gapura.kernel.commands import command
from gapura.kernel.errors import Conflict, NotFound, Refused
from gapura.kernel.events import publish
from gapura.kernel.ids import uuid7

CODE = re.compile(r"[a-z0-9][a-z0-9._-]*")
KIND = re.compile(r"[a-z][a-z0-9_]*")
LONGEST = {"code": 60, "kind": 40, "name": 160, "address": 500, "phone": 40}


@command
def add_office(
    *,
    code: str,
    kind: str,
    name: str,
    agency: str,
    area_code: str,
    parent: str,
    by: Actor,
    address: str = "",
    phone: str = "",
    hours: dict[str, str] | None = None,
) -> Office:
    """A new office below `parent` (a code); without `hours` it works as the city does."""
    above = queries.get_office(by.jurisdiction, parent)
    _require_administrator(by, above)
    _require_lengths(code=code, kind=kind, name=name, address=address, phone=phone)
    _require_code(code, kind, name)
    _require_area(by.jurisdiction, area_code)
    agency_id = _get_agency_id(by.jurisdiction, agency)

    office = Office(
        id=uuid7(),
        jurisdiction_id=by.jurisdiction,
        agency_id=agency_id,
        parent_id=above.id,
        kind=kind,
        code=code,
        name=name.strip(),
        area_code=area_code,
        address=address.strip(),
        phone=phone.strip(),
        hours=_readable(hours),
        needs_verification=False,
        defined_in="desk",
        calendar_version=uuid7(),
    )
    try:
        with transaction.atomic():
            office.save(force_insert=True)
    except IntegrityError as error:
        raise Conflict(
            _("Kode “%(code)s” sudah dipakai kantor lain. Pilih kode yang lain.") % {"code": code},
            code="office-code-taken",
        ) from error
    publish(OfficeAdded(subject_id=office.id, code=code), by=by)
    return office


@command
def change_office(
    office_id: UUID,
    *,
    by: Actor,
    address: str | None = None,
    phone: str | None = None,
    hours: dict[str, str] | None = None,
) -> Office:
    """Change what is given and leave the rest; `hours={}` means: as the city works."""
    offices = Office.objects.of(by.jurisdiction)
    office = offices.select_for_update(of=("self",)).filter(id=office_id).first()
    if office is None:
        office = queries.get_office_by_id(by.jurisdiction, office_id)
    _require_administrator(by, office)
    _require_lengths(address=address or "", phone=phone or "")

    wanted = {
        "address": None if address is None else address.strip(),
        "phone": None if phone is None else phone.strip(),
    }
    changes: dict[str, object] = {
        field: value for field, value in wanted.items() if value is not None
    }
    if hours is not None:
        changes["hours"] = _readable(hours)
    return _apply(office, changes, by=by)


def _apply(office: Office, changes: dict[str, object], *, by: Actor) -> Office:
    changed = tuple(field for field, value in changes.items() if getattr(office, field) != value)
    for field in changed:
        setattr(office, field, changes[field])
    office.needs_verification = False
    office.save()
    if "hours" in changed:
        announce_calendar_change(office_id=office.id, on=None, by=by)
        office.refresh_from_db(fields=["calendar_version"])
    if changed:
        publish(OfficeChanged(subject_id=office.id, code=office.code, changed=changed), by=by)
    return office


def _require_administrator(by: Actor, office: Office) -> None:
    beneath = queries.office_ids_beneath(by.jurisdiction, policies.administered_offices(by))
    policies.require_administrator_of(by, office, beneath=beneath)


def _require_lengths(**texts: str) -> None:
    for field, text in texts.items():
        if len(text.strip()) > LONGEST[field]:
            raise Refused(
                _("“%(text)s…” terlalu panjang: paling banyak %(most)d huruf. Persingkat isiannya.")
                % {"text": text[:20], "most": LONGEST[field]},
                code=f"{field}-too-long",
            )


def _require_code(code: str, kind: str, name: str) -> None:
    if not CODE.fullmatch(code) or not KIND.fullmatch(kind):
        raise Refused(
            _(
                "Kode kantor dan jenisnya ditulis dengan huruf kecil dan angka, tanpa spasi, "
                "misalnya kel-31.71.03.1001 dan kelurahan."
            ),
            code="unreadable-office-code",
        )
    if not name.strip():
        raise Refused(_("Tulis nama kantor seperti di papan namanya."), code="no-office-name")


def _require_area(jurisdiction: str, area_code: str) -> None:
    area = queries.get_area(area_code)
    city = queries.get_jurisdiction(jurisdiction)
    if not city.covers(area.code):
        raise Refused(
            _("%(area)s tidak terletak di %(city)s. Pilih wilayah di kota ini.")
            % {"area": area.name, "city": city.name(get_language() or "id")},
            code="area-outside-jurisdiction",
        )


def _get_agency_id(jurisdiction: str, code: str) -> UUID:
    agencies = Agency.objects.of(jurisdiction).filter(code=code).values_list("id", flat=True)
    agency_id = agencies.first()
    if agency_id is None:
        raise NotFound(
            _("Tidak ada instansi “%(code)s” di kota ini. Pilih instansi dari daftar.")
            % {"code": code},
            code="unknown-agency",
        )
    return agency_id


def _readable(hours: dict[str, str] | None) -> dict[str, str] | None:
    """The open weekdays in order; refuses what no calendar can read."""
    hours = {day: text.strip() for day, text in (hours or {}).items() if text.strip()}
    if not hours:
        return None
    unknown = sorted(set(hours) - set(WEEKDAYS))
    if unknown:
        raise Refused(
            _("Hari “%(day)s” tidak dikenal. Pilih Senin sampai Minggu.") % {"day": unknown[0]},
            code="unknown-weekday",
        )
    with refusing_unreadable_hours():
        for text in hours.values():
            parse_hours(text)
    return {day: hours[day] for day in WEEKDAYS if day in hours}
