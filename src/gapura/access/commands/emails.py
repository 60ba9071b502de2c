"""Another e-mail address: the new one confirms, the old one is told and can stop it."""

from datetime import timedelta
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from gapura.access import limits
from gapura.access.commands.accounts import clean_email
from gapura.access.events import EmailChanged
from gapura.access.models import Account, EmailChange
from gapura.access.queries import links
from gapura.kernel.actors import Actor, visitor
from gapura.kernel.commands import command
from gapura.kernel.errors import Conflict, Forbidden, Refused
from gapura.kernel.events import publish
from gapura.notifications.commands import send_mail

LIFETIME = timedelta(days=1)
PROVING = "email-change"


def request_email_change(new_email: str, *, by: Actor, password: str, address: str) -> None:
    """Mail both addresses. Whoever has a password proves it first: a desk left open is not
    enough to take an account away."""
    to = clean_email(new_email)
    account = (
        Account.objects.filter(id=by.account_id, is_active=True).first() if by.account_id else None
    )
    if account is None:
        raise Forbidden(_("Masuklah lebih dulu untuk mengganti alamat e-mail."), code="sign-in")
    subject = str(account.id)
    if account.has_usable_password():
        limits.check(PROVING, subject, address)
        if not account.check_password(password):
            limits.failed(PROVING, subject, address)
            raise Refused(
                _("Kata sandi tidak cocok, jadi e-mail belum diganti. Ketik lagi kata sandi Anda."),
                code="wrong-password",
            )
        limits.succeeded(PROVING, subject, address)
    limits.spend(f"{PROVING}-mail", subject, address)
    _ask_both(account, to, by=by)


@command
def _ask_both(account: Account, to: str, *, by: Actor) -> None:
    if to == account.email:
        raise Refused(_("Ini sudah alamat e-mail akun Anda. Tidak ada yang diganti."), code="same")
    change = EmailChange.objects.create(
        account=account,
        old_email=account.email,
        new_email=to,
        expires_at=timezone.now() + LIFETIME,
    )
    with override(account.language):
        send_mail(
            to=to,
            subject=_("Pastikan alamat e-mail baru Anda"),
            body=_(
                "Alamat ini akan dipakai untuk masuk ke Gapura. Bila benar, buka tautan ini:"
                "\n\n%(link)s\n\nTautan berlaku 24 jam. Bila bukan Anda, abaikan e-mail ini.\n"
            )
            % {"link": links.email_link(change, by.jurisdiction, "confirm")},
            key=f"email-change-new:{change.id}",
            by=by,
            useless_after=change.expires_at,
        )
        send_mail(
            to=account.email,
            subject=_("Alamat e-mail akun Anda akan diganti"),
            body=_(
                "Seseorang yang masuk dengan akun Anda meminta alamat e-mail diganti menjadi "
                "%(new)s.\n\nBila bukan Anda, hentikan di sini:\n\n%(link)s\n\n"
                "Lalu ganti kata sandi Anda. Bila memang Anda, tidak perlu melakukan apa-apa.\n"
            )
            % {"new": to, "link": links.email_link(change, by.jurisdiction, "stop")},
            key=f"email-change-old:{change.id}",
            by=by,
            useless_after=change.expires_at,
        )


def confirm_email_change(token: str, *, jurisdiction: str) -> None:
    """By the link in the mail to the new address."""
    _confirm(_change_id(token, "confirm"), by=visitor(jurisdiction))


def stop_email_change(token: str, *, jurisdiction: str) -> None:
    """By the link in the mail to the old address."""
    _stop(_change_id(token, "stop"), by=visitor(jurisdiction))


@command
def _confirm(change_id: UUID, *, by: Actor) -> None:
    change = _open_change(change_id)
    account = change.account
    if account.email != change.old_email:
        raise _over()
    account.email = change.new_email
    try:
        with transaction.atomic():
            account.save(update_fields=["email"])
    except IntegrityError as error:
        raise Conflict(
            _(
                "Alamat ini sudah dipakai akun lain. Pilih alamat lain, atau masuklah dengan akun itu."
            ),
            code="email-taken",
        ) from error
    change.confirmed_at = timezone.now()
    change.save(update_fields=["confirmed_at"])
    publish(EmailChanged(subject_id=account.id, change_id=change.id), by=by)
    with override(account.language):
        for to in (change.old_email, change.new_email):
            send_mail(
                to=to,
                subject=_("Alamat e-mail akun Gapura sudah diganti"),
                body=_(
                    "Mulai sekarang akun ini masuk dengan %(new)s. Alamat lama tidak dipakai lagi.\n"
                    "\nBila ini bukan Anda, segera hubungi kantor Anda atau petugas bantuan.\n"
                )
                % {"new": change.new_email},
                key=f"email-changed:{change.id}:{to}",
                by=by,
            )


@command
def _stop(change_id: UUID, *, by: Actor) -> None:
    change = _open_change(change_id)
    change.stopped_at = timezone.now()
    change.save(update_fields=["stopped_at"])


def _open_change(change_id: UUID) -> EmailChange:
    rows = EmailChange.objects.select_for_update(of=("self",)).select_related("account")
    change = rows.filter(id=change_id).first()
    if change is None or change.confirmed_at or change.stopped_at:
        raise _over()
    if change.expires_at <= timezone.now():
        raise _over()
    return change


def _change_id(token: str, purpose: str) -> UUID:
    read = links.read_email_link(token)
    if read is None or read[1] != purpose:
        raise _over()
    return read[0]


def _over() -> Refused:
    return Refused(
        _(
            "Tautan ini sudah dipakai, dihentikan, atau lebih dari 24 jam umurnya. "
            "Mintalah penggantian e-mail sekali lagi."
        ),
        code="link-over",
    )
