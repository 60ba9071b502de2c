"""Somebody is away, and somebody stands in."""

from datetime import date
from uuid import UUID

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from gapura.access import policies
from gapura.access.events import AbsenceEnded, AbsenceSet
from gapura.access.models import Absence, OfficerPost
from gapura.access.queries.today import posts_on, today_in
from gapura.kernel.actors import Actor
from gapura.kernel.commands import command
from gapura.kernel.errors import Conflict, NotFound, Refused
from gapura.kernel.events import publish


@command
def set_absence(
    *,
    by: Actor,
    account_id: UUID,
    starts_on: date,
    until: date,
    note: str = "",
    delegate_id: UUID | None = None,
) -> UUID:
    """Away from `starts_on` to `until`, both included. An officer may say so for oneself."""
    posts = _lock_posts(by.jurisdiction, account_id)
    _require_may_excuse(by, account_id, posts)
    if until < starts_on:
        raise Refused(
            _("Hari terakhir tidak boleh sebelum hari pertama. Periksa kedua tanggal."),
            code="ends-before-start",
        )
    if until < today_in(by.jurisdiction):
        raise Refused(
            _("Ketidakhadiran ini sudah lewat. Catat yang hari ini atau yang akan datang."),
            code="in-the-past",
        )
    _require_free(by.jurisdiction, account_id, starts_on, until)
    if delegate_id is not None:
        _require_delegate(by.jurisdiction, account_id, delegate_id, starts_on, until)

    absence = Absence.objects.create(
        jurisdiction_id=by.jurisdiction,
        account_id=account_id,
        starts_on=starts_on,
        until=until,
        note=note.strip()[:200],
        delegate_id=delegate_id,
    )
    publish(
        AbsenceSet(
            subject_id=account_id,
            absence_id=absence.id,
            starts_on=starts_on,
            until=until,
            delegate_id=delegate_id,
        ),
        by=by,
    )
    return UUID(str(absence.id))


@command
def end_absence(absence_id: UUID, *, by: Actor) -> None:
    """Back earlier than planned."""
    absence = Absence.objects.of(by.jurisdiction).filter(id=absence_id).select_for_update().first()
    if absence is None:
        raise NotFound(
            _("Catatan ketidakhadiran ini tidak ada di kota ini."), code="no-such-absence"
        )
    _require_may_excuse(by, absence.account_id, _lock_posts(by.jurisdiction, absence.account_id))
    if absence.ended_at is not None:
        raise Conflict(_("Ketidakhadiran ini sudah diakhiri."), code="already-ended")

    absence.ended_at = timezone.now()
    absence.save(update_fields=["ended_at"])
    publish(AbsenceEnded(subject_id=absence.account_id, absence_id=absence.id), by=by)


def _lock_posts(jurisdiction: str, account_id: UUID) -> list[OfficerPost]:
    """One change of an officer's absences at a time."""
    posts = OfficerPost.objects.of(jurisdiction).filter(account_id=account_id)
    return list(posts.order_by("id").select_for_update(of=("self",)))


def _require_may_excuse(by: Actor, account_id: UUID, posts: list[OfficerPost]) -> None:
    if by.is_officer and by.account_id == account_id:
        return
    policies.require_administrator(by, {post.office_id for post in posts})


def _require_free(jurisdiction: str, account_id: UUID, starts_on: date, until: date) -> None:
    other = (
        Absence.objects.of(jurisdiction)
        .filter(account_id=account_id, ended_at=None, starts_on__lte=until, until__gte=starts_on)
        .order_by("starts_on")
        .first()
    )
    if other is not None:
        raise Conflict(
            _(
                "Petugas ini sudah tercatat tidak hadir %(first)s sampai %(last)s. "
                "Akhiri catatan itu dahulu, atau pilih hari lain."
            )
            % {
                "first": other.starts_on.strftime("%d-%m-%Y"),
                "last": other.until.strftime("%d-%m-%Y"),
            },
            code="absent-already",
        )


def _require_delegate(
    jurisdiction: str, account_id: UUID, delegate_id: UUID, starts_on: date, until: date
) -> None:
    if delegate_id == account_id:
        raise Refused(
            _("Pengganti harus orang lain. Pilih petugas yang hadir pada hari itu."),
            code="delegate-is-oneself",
        )
    stays = posts_on(jurisdiction, starts_on).filter(
        Q(ends_on=None) | Q(ends_on__gte=until), account_id=delegate_id
    )
    if not stays.exists():
        raise Refused(
            _("Pengganti harus petugas kota ini yang bertugas selama ketidakhadiran itu."),
            code="delegate-without-post",
        )
    _require_free(jurisdiction, delegate_id, starts_on, until)
