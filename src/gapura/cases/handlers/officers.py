"""Officers hear of what is given to them, of deadlines, and each morning of what waits."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Literal
from uuid import UUID

from django.conf import settings
from django.db.models import Count, Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, override

from gapura.access.queries import languages_of
from gapura.access.queries.present import PresentOfficer, emails_of, list_present_officers
from gapura.cases import policies
from gapura.cases.events import (
    CaseDeemedGranted,
    DeadlineMissed,
    DeadlineNear,
    MessageSent,
    TaskAssigned,
)
from gapura.cases.models import Case, Task
from gapura.cases.queries.cases import service_of
from gapura.cases.queries.words import about_words
from gapura.jurisdictions import queries as jurisdictions
from gapura.kernel import actors
from gapura.kernel.events import Occurrence, on
from gapura.kernel.timers import DueTimer, every
from gapura.notifications import commands as notifications

DIGEST_HOUR = 7  # local time, on working days of the officer's office


@on(TaskAssigned)
def tell_whoever_was_given_it(fact: TaskAssigned, occurrence: Occurrence) -> None:
    if fact.assignee_id is None or occurrence.actor.endswith(str(fact.assignee_id)):
        return
    case = _case(fact.subject_id, occurrence)
    subject = gettext_noop("Tugas baru untuk Anda: %(number)s")
    _notify([fact.assignee_id], case, subject, occurrence, key=occurrence.key)


@on(MessageSent)
def tell_the_desk_of_a_message(fact: MessageSent, occurrence: Occurrence) -> None:
    if fact.from_office:
        return
    case = _case(fact.subject_id, occurrence)
    tasks = Task.objects.of(occurrence.jurisdiction).filter(case=case, assignee_id__isnull=False)
    holders = list(tasks.order_by("-opened_at").values_list("assignee_id", flat=True)[:1])
    subject = gettext_noop("Pesan dari pemohon: %(number)s")
    _notify(holders, case, subject, occurrence, key=occurrence.key)


@on(DeadlineNear)
def warn_whom_the_sop_names(fact: DeadlineNear, occurrence: Occurrence) -> None:
    case = _case(fact.subject_id, occurrence)
    # Two clocks of one case may come near at the same moment; people hear of it once.
    key = f"near:{case.id}:{fact.percent}:{occurrence.occurred_at:%Y-%m-%d}"
    subject = gettext_noop("Hampir lewat janji: %(number)s")
    _notify(_named(case, fact.tell), case, subject, occurrence, key=key)


@on(DeadlineMissed)
def report_to_whom_the_sop_names(fact: DeadlineMissed, occurrence: Occurrence) -> None:
    case = _case(fact.subject_id, occurrence)
    key = f"missed:{case.id}:{fact.due_at.isoformat()}"
    subject = gettext_noop("Lewat janji: %(number)s")
    _notify(_named(case, fact.tell), case, subject, occurrence, key=key)


@on(CaseDeemedGranted)
def report_the_deemed_decision(fact: CaseDeemedGranted, occurrence: Occurrence) -> None:
    """UU 30/2014 art. 53: the head and the inspectorate must know."""
    case = _case(fact.subject_id, occurrence)
    people = _named(case, ("head", "inspectorate"))
    subject = gettext_noop("Dianggap dikabulkan menurut hukum: %(number)s")
    _notify(people, case, subject, occurrence, key=occurrence.key)


@every(timedelta(minutes=20))
def send_the_morning_digest(timer: DueTimer) -> None:
    """One mail an officer each working morning; the key is the day, so a repeat sends nothing."""
    now = timezone.localtime()
    if now.hour != DIGEST_HOUR:
        return
    by, today = actors.system(timer.jurisdiction), now.date()
    waiting = _waiting_by_desk(timer.jurisdiction)
    held: dict[UUID, list[tuple[PresentOfficer, Counts]]] = {}
    for officer in list_present_officers(timer.jurisdiction):
        counts = waiting.get((officer.office_id, officer.role))
        if counts and _works_today(timer.jurisdiction, officer, today):
            held.setdefault(officer.account_id, []).append((officer, counts))
    addresses, languages = emails_of(list(held)), languages_of(held)
    for account_id, desks in held.items():
        if account_id not in addresses:
            continue
        with override(languages.get(account_id, "id")):
            subject, lines = _("Antrean Anda pagi ini"), [_line(*desk) for desk in desks]
        notifications.send_mail(
            to=addresses[account_id],
            subject=subject,
            body="\n".join(
                [*lines, "", f"{settings.GAPURA_PUBLIC_URL}/{timer.jurisdiction}/desk/"]
            ),
            key=f"digest:{today.isoformat()}:{account_id}",
            by=by,
        )


def _works_today(jurisdiction: str, officer: PresentOfficer, today: date) -> bool:
    calendar = jurisdictions.working_calendar_of(jurisdiction, officer.office_id)
    return calendar.is_working_day(today)


COUNTED: tuple[Literal["waiting", "new", "returned", "soon", "late"], ...] = (
    "waiting", "new", "returned", "soon", "late",
)  # fmt: skip
Counts = dict[str, int]


def _waiting_by_desk(jurisdiction: str) -> dict[tuple[UUID, str], Counts]:
    now = timezone.now()
    # A limit in days ends at 24:00: what is due tomorrow ends when the day after begins.
    midnight = timezone.localtime(now).replace(hour=0, minute=0, second=0, microsecond=0)
    after_tomorrow = midnight + timedelta(days=2)
    rows = (
        Task.objects.of(jurisdiction)
        .filter(closed_at__isnull=True, office_id__isnull=False)
        .exclude(role=policies.APPLICANT)
        .values("office_id", "role")
        .annotate(
            waiting=Count("id"),
            new=Count("id", filter=Q(opened_at__gte=now - timedelta(days=1))),
            returned=Count("id", filter=Q(returned=True)),
            soon=Count("id", filter=Q(case_due_at__gt=now, case_due_at__lte=after_tomorrow)),
            late=Count("id", filter=Q(case_due_at__lte=now)),
        )
        .order_by("office_id", "role")
    )
    return {
        (row["office_id"], row["role"]): {name: int(row[name]) for name in COUNTED}
        for row in rows
        if row["office_id"] is not None
    }


def _line(officer: PresentOfficer, counts: Counts) -> str:
    return _(
        "%(office)s: %(waiting)s menunggu, %(new)s baru, %(returned)s kembali dari perbaikan, "
        "%(soon)s jatuh tempo hari ini atau besok, %(late)s lewat janji."
    ) % {**counts, "office": officer.office_name}


def _case(case_id: UUID, occurrence: Occurrence) -> Case:
    return Case.objects.of(occurrence.jurisdiction).get(id=case_id)


def _named(case: Case, roles: Iterable[str]) -> list[UUID]:
    """Who holds these roles at the office of the case or above it; and the inspectorate, which
    stands beside the tree."""
    if case.office_id is None:
        return []
    named = set(roles)
    chain = jurisdictions.office_ids_above(case.jurisdiction_id, case.office_id)
    in_line = tuple(sorted(named - {policies.INSPECTORATE}))
    people = (
        list_present_officers(case.jurisdiction_id, office_ids=chain, roles=in_line)
        if in_line
        else []
    )
    if policies.INSPECTORATE in named:
        people += list_present_officers(case.jurisdiction_id, roles=(policies.INSPECTORATE,))
    return [officer.account_id for officer in people]


def _notify(
    people: Iterable[UUID | None], case: Case, subject: str, occurrence: Occurrence, *, key: str
) -> None:
    """To each in their own language."""
    wanted = list(dict.fromkeys(person for person in people if person))
    languages, package = languages_of(wanted), service_of(case).package
    for account_id in wanted:
        with override(languages.get(account_id, "id")):
            words, about = _(subject) % {"number": case.number}, about_words(case.about, package)
        notifications.notify(
            account_id=account_id,
            subject=words,
            body=about,
            link=f"/{case.jurisdiction_id}/desk/urusan/{case.number}/",
            key=f"{key}:{account_id}",
            by=occurrence.by,
        )
