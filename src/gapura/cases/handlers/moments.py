"""Deadlines, warnings and lapsed corrections; and drafts that nobody came back for."""

from datetime import timedelta
from uuid import UUID

from django.utils import timezone

from gapura.cases.commands import clocks, timing
from gapura.cases.commands.drafts import KEPT_FOR
from gapura.cases.models import Draft
from gapura.documents import commands as documents
from gapura.kernel import actors
from gapura.kernel.timers import DueTimer, every, on_timer

BATCH = 200


@on_timer(clocks.MISSED)
def deadline_is_missed(timer: DueTimer) -> None:
    timing.act_on_timer(timer)


@on_timer(clocks.SHARE)
def deadline_comes_near(timer: DueTimer) -> None:
    timing.act_on_timer(timer)


@on_timer(timing.CORRECTION)
def correction_has_lapsed(timer: DueTimer) -> None:
    timing.act_on_timer(timer)


@every(timedelta(hours=6))
def forget_old_drafts(timer: DueTimer) -> None:
    """Personal data that nobody sent is not kept longer than it is of use."""
    old = Draft.objects.of(timer.jurisdiction).filter(
        case_id__isnull=True, updated_at__lt=timezone.now() - KEPT_FOR
    )
    ids = [UUID(str(pk)) for pk in old.order_by("updated_at").values_list("id", flat=True)[:BATCH]]
    by = actors.system(timer.jurisdiction)
    for draft_id in ids:
        documents.discard_files(draft_id, by=by)
    Draft.objects.of(timer.jurisdiction).filter(id__in=ids).delete()
