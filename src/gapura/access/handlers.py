"""Tell who stands in, and forget what has run out."""

from datetime import timedelta

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from gapura.access import limits
from gapura.access.events import AbsenceSet
from gapura.access.models import EmailChange, PendingCode
from gapura.access.queries import account_language, names_of
from gapura.kernel.events import Occurrence, on
from gapura.kernel.timers import DueTimer, every
from gapura.notifications.commands import notify


@on(AbsenceSet)
def tell_delegate(fact: AbsenceSet, occurrence: Occurrence) -> None:
    if fact.delegate_id is None:
        return
    absent = names_of([fact.subject_id]).get(fact.subject_id, "")
    with override(account_language(fact.delegate_id)):
        notify(
            account_id=fact.delegate_id,
            subject=_("Anda menggantikan %(name)s") % {"name": absent},
            body=_("Dari %(first)s sampai %(last)s tugasnya juga tampil di meja Anda.")
            % {
                "first": fact.starts_on.strftime("%d-%m-%Y"),
                "last": fact.until.strftime("%d-%m-%Y"),
            },
            link=f"/{occurrence.jurisdiction}/desk/",
            key=occurrence.key,
            by=occurrence.by,
        )


@every(timedelta(days=1))
def forget_what_ran_out(_timer: DueTimer) -> None:
    """Codes, wishes and marks are platform rows: whichever city's turn comes first clears them."""
    now = timezone.now()
    PendingCode.objects.filter(expires_at__lt=now - timedelta(days=1)).delete()
    EmailChange.objects.filter(expires_at__lt=now - timedelta(days=30)).delete()
    limits.forget(before=now - timedelta(days=2))
