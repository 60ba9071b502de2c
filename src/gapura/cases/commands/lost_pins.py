"""A lost PIN is replaced by the e-mail on the case; the answer never says whether there is one."""

from datetime import timedelta

from django.conf import settings
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from gapura.access import limits
from gapura.cases.commands.pins import replace_pin
from gapura.cases.models import Case
from gapura.kernel import ids
from gapura.kernel.actors import Actor, system
from gapura.kernel.commands import command
from gapura.kernel.errors import Refused
from gapura.notifications import commands as notifications
from gapura.parties import queries as parties

SCOPE = "pin-mail"
READ_WITHIN = timedelta(days=1)


def mail_new_pin(*, by: Actor, number: str, address: str) -> None:
    """To the e-mail of the case, if it has one. `address` is where the request came from; asking
    again and again gets slower."""
    proper = ids.read_number(number)
    if proper is None:
        raise Refused(
            _("Nomor ini tidak lengkap atau salah ketik. Nomor urusan seperti JKT-7F3K-9Q2M-X."),
            code="number-mistyped",
        )
    limits.spend(SCOPE, f"{by.jurisdiction}:{proper}", address)
    _replace_and_mail(proper, by=system(by.jurisdiction))


@command
def _replace_and_mail(number: str, *, by: Actor) -> None:
    case = Case.objects.of(by.jurisdiction).filter(number=number).first()
    if case is None or case.person_id is None:
        return
    email = parties.get_person(case.person_id, jurisdiction=by.jurisdiction).email
    if not email:
        return
    pin = replace_pin(case.id, by=by)
    case.refresh_from_db(fields=["pin_serial"])
    with translation.override(case.language):
        notifications.send_mail(
            to=email,
            subject=_("PIN baru untuk urusan %(number)s") % {"number": number},
            body=_(
                "PIN baru Anda: %(pin)s. PIN lama tidak berlaku lagi.\n"
                "Buka %(link)s, lalu tulis nomor %(number)s dan PIN ini.\n\n"
                "Jangan berikan PIN kepada siapa pun yang menelepon Anda, walau mengaku petugas."
            )
            % {
                "pin": pin,
                "number": number,
                "link": f"{settings.GAPURA_PUBLIC_URL}/{case.jurisdiction_id}/lacak/",
            },
            key=f"pin:{case.id}:{case.pin_serial}",
            by=by,
            useless_after=timezone.now() + READ_WITHIN,
        )
