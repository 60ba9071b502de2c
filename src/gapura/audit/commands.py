"""Write down that somebody looked."""

from collections.abc import Sequence
from uuid import UUID

from django.utils import timezone

from gapura.audit.models import AccessRecord
from gapura.kernel.actors import Actor, Post
from gapura.kernel.commands import command


@command
def record_access(
    *,
    by: Actor,
    kind: str,
    subject_id: UUID,
    case_id: UUID | None = None,
    purpose: str = "casework",
    details: Sequence[str] = (),
    post: Post | None = None,
) -> None:
    """Record one look, in the caller's transaction: what was shown and its trace are one.

    Name the `post` that gave the right to look when the officer holds several; an officer with
    one post looked through that one.
    """
    through = post or (by.posts[0] if len(by.posts) == 1 else None)
    look = AccessRecord(
        jurisdiction_id=by.jurisdiction,
        actor=by.ref,
        account_id=by.account_id,
        post_id=through.id if through else None,
        office_id=through.office_id if through else None,
        channel=by.channel,
        kind=kind,
        subject_id=subject_id,
        case_id=case_id,
        purpose=purpose,
        details=list(details),
        at=timezone.now(),
    )
    AccessRecord.objects.insert([look])
