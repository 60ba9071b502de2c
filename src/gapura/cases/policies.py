"""Who may see a case, and who may do what with it."""

from collections.abc import Collection
from uuid import UUID

from django.utils.translation import gettext as _

from gapura.cases.models import Case, Draft, Task
from gapura.kernel.actors import Actor
from gapura.kernel.errors import Forbidden, NotFound

SUPERVISOR = "supervisor"
INSPECTORATE = "inspectorate"  # sees the whole jurisdiction, works on nothing
OVERSEERS = frozenset({"supervisor", "head", INSPECTORATE})
APPLICANT = "applicant"
# They keep accounts, calendars and services in order; what residents wrote is not theirs to read.
KEEPERS = frozenset({"administrator", "designer"})


def no_such_case() -> NotFound:
    """The same sentence for 'is not there' and 'is not yours': a stranger learns nothing."""
    return NotFound(
        _(
            "Urusan ini tidak ditemukan. Periksa nomornya, atau lacak dengan nomor dan PIN. "
            "Kehilangan PIN? Datang ke kantor yang menangani, bawa KTP."
        ),
        code="case-not-found",
    )


def is_applicant_of(case: Case, actor: Actor) -> bool:
    """The account that sent it, or whoever proved number and PIN."""
    if case.id in actor.proved_cases:
        return True
    return actor.account_id is not None and case.account_id == actor.account_id


def holds_task(actor: Actor, task: Task) -> bool:
    return task.office_id is not None and actor.holds(task.role, task.office_id)


def oversees(actor: Actor, offices_beneath: Collection[UUID], office_id: UUID | None) -> bool:
    """Supervisors, heads and inspectors see what lies below their office."""
    return office_id is not None and office_id in offices_beneath


def casework_offices(actor: Actor) -> set[UUID]:
    """Where the actor has to do with cases at all."""
    return {post.office_id for post in actor.posts if post.role not in KEEPERS}


def overseeing_offices(actor: Actor) -> set[UUID]:
    return {post.office_id for post in actor.posts if post.role in OVERSEERS}


def supervised_offices(actor: Actor) -> set[UUID]:
    """Where the actor may assign work to others."""
    return {post.office_id for post in actor.posts if post.role in {SUPERVISOR, "head"}}


def require_applicant(case: Case, actor: Actor) -> None:
    if not is_applicant_of(case, actor):
        raise no_such_case()


def require_worker(officer: Actor, task: Task, *, assignee_name: str = "") -> None:
    """The role at the office of the task, and nobody else's hands on it."""
    if not officer.is_officer or not holds_task(officer, task):
        raise Forbidden(
            _(
                "Langkah ini bukan tugas jabatan Anda. Antrean Anda memuat tugas yang dapat "
                "Anda kerjakan; untuk memindahkannya, hubungi pengawas kantor."
            ),
            code="not-your-task",
        )
    if task.assignee_id not in {None, officer.account_id}:
        raise Forbidden(
            _(
                "Tugas ini dipegang %(name)s. Minta yang bersangkutan melepasnya, atau minta "
                "pengawas memindahkannya kepada Anda."
            )
            % {"name": assignee_name or _("petugas lain")},
            code="held-by-another",
        )


def require_not_own(case: Case, officer: Actor) -> None:
    """Nobody works on what they asked for themselves."""
    if case.account_id is not None and case.account_id == officer.account_id:
        raise Forbidden(
            _("Ini permohonan Anda sendiri. Petugas lain yang harus mengerjakannya."),
            code="own-application",
        )


def holds_draft(draft: Draft, actor: Actor) -> bool:
    """The account's own, or the one this visitor's session started."""
    if draft.account_id is not None:
        return draft.account_id == actor.account_id
    return draft.id in actor.proved_cases


def may_see_identity(case: Case, actor: Actor, *, decides: bool) -> bool:
    """Enforced here once, so that every face, feed, search and export inherits it."""
    if is_applicant_of(case, actor) or actor.kind == "system":
        return True
    if not actor.is_officer or case.identity_shown_to == "nobody":
        return False
    return case.identity_shown_to == "officers" or decides
