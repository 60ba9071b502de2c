"""Officers come, get another post, and go."""

from datetime import date
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from gapura.access import policies
from gapura.access.commands.accounts import ensure_account
from gapura.access.commands.passwords import mail_link
from gapura.access.events import OfficerAdded, PostAdded, PostEnded
from gapura.access.models import Account, OfficerPost
from gapura.access.queries.officers import ADMINISTRATOR
from gapura.jurisdictions.queries import get_jurisdiction, get_office_by_id
from gapura.kernel.actors import Actor
from gapura.kernel.commands import command
from gapura.kernel.errors import Conflict, NotFound, Refused
from gapura.kernel.events import publish
from gapura.kernel.keys import JurisdictionQuerySet


@command
def add_officer(
    *, by: Actor, name: str, email: str, role: str, office_id: UUID, starts_on: date
) -> UUID:
    """A new colleague: account, post, and a mail with a link to set the password."""
    account_id = appoint(
        by=by, name=name, email=email, role=role, office_id=office_id, starts_on=starts_on
    )
    account = Account.objects.get(id=account_id)
    if not account.has_usable_password():
        _invite(account, by=by)
    return account_id


@command
def appoint(
    *, by: Actor, name: str, email: str, role: str, office_id: UUID, starts_on: date
) -> UUID:
    """Account and post without a mail: what the demo and `add_officer` share."""
    policies.require_administrator(by, {office_id})
    shown = " ".join(name.split())[:120]
    if not shown:
        raise Refused(_("Tulis nama petugas seperti pada surat tugasnya."), code="name-missing")
    account = ensure_account(email, name=shown)
    is_new = not OfficerPost.objects.of(by.jurisdiction).filter(account_id=account.id).exists()
    post = _add(account.id, shown, role, office_id, starts_on, by=by)
    fact = OfficerAdded if is_new else PostAdded
    publish(fact(subject_id=account.id, post_id=post.id, role=role, office_id=office_id), by=by)
    return UUID(str(account.id))


@command
def send_invitation(account_id: UUID, *, by: Actor) -> None:
    """The link once more, for somebody who lost the mail or let three days pass."""
    policies.require_administrator(by, _offices_of(account_id, by.jurisdiction))
    account = Account.objects.filter(id=account_id, is_active=True).first()
    if account is None:
        raise _no_such_officer()
    if account.has_usable_password():
        raise Conflict(
            _("Petugas ini sudah memasang kata sandi. Bila lupa, ia memakai “Lupa kata sandi”."),
            code="already-joined",
        )
    _invite(account, by=by)


@command
def add_post(*, by: Actor, account_id: UUID, role: str, office_id: UUID, starts_on: date) -> UUID:
    """Another role or office for somebody who already works in this city."""
    policies.require_administrator(by, {office_id})
    known = _posts(by.jurisdiction).filter(account_id=account_id).order_by("-id").first()
    if known is None:
        raise _no_such_officer()
    post = _add(account_id, known.name, role, office_id, starts_on, by=by)
    publish(
        PostAdded(subject_id=account_id, post_id=post.id, role=role, office_id=office_id), by=by
    )
    return UUID(str(post.id))


@command
def end_post(post_id: UUID, *, by: Actor, ends_on: date) -> None:
    """`ends_on` is the last day in the post."""
    post = _posts(by.jurisdiction).filter(id=post_id).select_for_update(of=("self",)).first()
    if post is None:
        raise NotFound(
            _("Penugasan ini tidak ada di kota ini. Cari petugasnya di daftar petugas."),
            code="no-such-post",
        )
    policies.require_administrator(by, {post.office_id})
    if post.account_id == by.account_id and post.role == ADMINISTRATOR:
        raise Refused(
            _(
                "Anda tidak dapat mengakhiri tugas pengelola Anda sendiri, agar kantor tidak "
                "kehilangan pengelola. Mintalah pengelola lain melakukannya."
            ),
            code="own-administration",
        )
    if post.ends_on is not None:
        raise Conflict(
            _("Tugas ini sudah diakhiri per %(day)s.") % {"day": post.ends_on.strftime("%d-%m-%Y")},
            code="already-ended",
        )
    if ends_on < post.starts_on:
        raise Refused(
            _("Hari terakhir tidak boleh sebelum hari pertama, %(day)s.")
            % {"day": post.starts_on.strftime("%d-%m-%Y")},
            code="ends-before-start",
        )
    post.ends_on = ends_on
    post.save(update_fields=["ends_on"])
    publish(
        PostEnded(
            subject_id=post.account_id,
            post_id=post.id,
            role=post.role,
            office_id=post.office_id,
            ends_on=ends_on,
        ),
        by=by,
    )


def _add(
    account_id: UUID, name: str, role: str, office_id: UUID, starts_on: date, *, by: Actor
) -> OfficerPost:
    office = get_office_by_id(by.jurisdiction, office_id)
    known = [each.code for each in get_jurisdiction(by.jurisdiction).roles]
    if role not in known:
        raise Refused(
            _("Peran “%(role)s” tidak dikenal di kota ini. Peran yang ada: %(known)s.")
            % {"role": role, "known": ", ".join(known)},
            code="unknown-role",
        )
    post = OfficerPost(
        jurisdiction_id=by.jurisdiction,
        account_id=account_id,
        name=name,
        office=office,
        role=role,
        starts_on=starts_on,
        created_at=timezone.now(),
    )
    try:
        with transaction.atomic():
            post.save(force_insert=True)
    except IntegrityError as error:
        raise Conflict(
            _("Petugas ini sudah memegang peran itu di %(office)s.") % {"office": office.name},
            code="already-in-post",
        ) from error
    return post


def _invite(account: Account, *, by: Actor) -> None:
    city = get_jurisdiction(by.jurisdiction).name(account.language)
    with override(account.language):
        mail_link(
            account,
            subject=_("Anda ditambahkan sebagai petugas Gapura %(city)s") % {"city": city},
            text=_(
                "Halo %(name)s,\n\nPengelola kantor Anda membuatkan akun meja petugas. "
                "Pasang kata sandi Anda di sini:\n\n%(link)s\n\n"
                "Tautan berlaku 3 hari dan sekali pakai. Bila lewat, mintalah undangan baru kepada "
                "pengelola kantor Anda.\n"
            ),
            by=by,
        )


def _posts(jurisdiction: str) -> JurisdictionQuerySet[OfficerPost]:
    rows: JurisdictionQuerySet[OfficerPost] = OfficerPost.objects.of(jurisdiction)
    return rows


def _offices_of(account_id: UUID, jurisdiction: str) -> set[UUID]:
    posts = _posts(jurisdiction).filter(account_id=account_id).order_by("id")
    return set(posts.values_list("office_id", flat=True))


def _no_such_officer() -> NotFound:
    return NotFound(
        _("Petugas ini tidak ada di kota ini. Tambahkan dahulu di halaman petugas."),
        code="no-such-officer",
    )
