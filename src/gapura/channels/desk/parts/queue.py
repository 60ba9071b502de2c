"""Rows, rail and filters of the queue."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING
from urllib.parse import urlencode
from uuid import UUID

from django.urls import reverse
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from gapura.access import queries as access
from gapura.cases.commands.clocks import as_engine
from gapura.cases.queries.lists import name_in_lists, promise_clocks
from gapura.cases.queries.queue import QueueFilter, View
from gapura.cases.queries.words import about_words
from gapura.catalogue import queries as catalogue
from gapura.channels.desk.parts.worktime import Remaining, remaining, short_moment
from gapura.engines.rules.text import in_language
from gapura.jurisdictions.queries import working_calendar
from gapura.kernel.actors import Actor

if TYPE_CHECKING:
    from gapura.cases.models import Clock, Task

CHANNELS = {
    "web": gettext_lazy("Web"),
    "api": "API",
    "counter": gettext_lazy("Loket"),
    "chat": gettext_lazy("Pesan"),
    "desk": gettext_lazy("Loket"),
}


@dataclass(frozen=True)
class QueueRow:
    number: str
    address: str
    service: str
    about: str
    applicant: str
    step: str
    holder: str
    initials: str
    is_mine: bool
    received: str
    channel: str
    returned: bool
    remaining: Remaining | None
    office: str


@dataclass(frozen=True)
class Choice:
    address: str
    label: str
    count: int
    is_here: bool
    state: str = ""


def rows_of(tasks: Iterable["Task"], *, officer: Actor, now: datetime) -> list[QueueRow]:
    """Two statements for the whole page: clocks and names."""
    tasks = list(tasks)
    clocks = promise_clocks(officer.jurisdiction, [task.case_id for task in tasks])
    names = access.names_of([task.assignee_id for task in tasks if task.assignee_id])
    return [_row(task, clocks.get(task.case_id), names, officer, now) for task in tasks]


def _row(
    task: "Task",
    clock: "Clock | None",
    names: Mapping[UUID, str],
    officer: Actor,
    now: datetime,
) -> QueueRow:
    case = task.case
    service = catalogue.get_version(case.jurisdiction_id, case.version_id)
    step = service.package.workflow.steps.get(task.step)
    language = get_language() or "id"
    left = None
    if clock is not None and task.office is not None and case.is_open:
        left = remaining(as_engine(clock), working_calendar(task.office), now)
    holder = names.get(task.assignee_id, _("petugas lain")) if task.assignee_id else ""
    mine = task.assignee_id is not None and task.assignee_id == officer.account_id
    return QueueRow(
        number=case.number,
        address=reverse("desk:case", args=[case.jurisdiction_id, case.number]),
        service=in_language(service.title, language),
        about=about_words(case.about, service.package),
        applicant=name_in_lists(case),
        step=in_language(step.activity, language) if step else task.step,
        holder=_("Anda") if mine else holder,
        initials=initials(officer.name if mine else holder),
        is_mine=mine,
        received=short_moment(case.submitted_at, now),
        channel=str(CHANNELS.get(case.channel, case.channel)),
        returned=task.returned,
        remaining=left,
        office=task.office.name if task.office else "",
    )


def initials(name: str) -> str:
    return "".join(word[0] for word in name.split()[:2]).upper()


def rail_of(city: str, counts: Mapping[str, int], wanted: QueueFilter) -> list[Choice]:
    labels: list[tuple[View, str, str]] = [
        ("all", _("Semua terbuka"), ""),
        ("mine", _("Milik saya"), ""),
        ("free", _("Belum dipegang"), ""),
        ("today", _("Jatuh tempo hari ini"), "now"),
        ("overdue", _("Lewat batas"), "bad"),
        ("waiting", _("Tunggu warga"), "wait"),
        ("returned", _("Perbaikan masuk"), ""),
        ("done", _("Selesai oleh saya"), "ok"),
    ]
    return [
        Choice(
            address=queue_address(city, QueueFilter(view=view)),
            label=label,
            count=counts.get(view, -1),
            is_here=wanted.view == view,
            state=state if counts.get(view, 1) else "",
        )
        for view, label, state in labels
    ]


def service_choices(
    city: str, counted: Iterable[tuple[str, str, int]], wanted: QueueFilter
) -> list[Choice]:
    """Each service of the view as a link; the first shows all."""
    totals: dict[str, int] = {}
    for service, _step, count in counted:
        totals[service] = totals.get(service, 0) + count
    language = get_language() or "id"
    titles = {
        row.code: in_language(row.title, language)
        for row in (catalogue.list_services(city, language=language) if totals else [])
    }
    every = Choice(
        queue_address(city, QueueFilter(view=wanted.view)),
        _("Semua layanan"),
        sum(totals.values()),
        not wanted.service,
    )
    return [every] + [
        Choice(
            queue_address(city, QueueFilter(view=wanted.view, service=code)),
            titles.get(code, code),
            count,
            wanted.service == code,
        )
        for code, count in sorted(totals.items(), key=lambda pair: (-pair[1], pair[0]))
    ]


def step_choices(
    city: str,
    counted: Iterable[tuple[str, str, int]],
    wanted: QueueFilter,
    titles: Mapping[str, str],
) -> list[Choice]:
    """The steps of the chosen service; none while all services are shown."""
    if not wanted.service:
        return []
    return [
        Choice(
            queue_address(city, QueueFilter(wanted.view, wanted.service, step)),
            titles.get(step, step),
            count,
            wanted.step == step,
        )
        for service, step, count in counted
        if service == wanted.service
    ]


def queue_address(city: str, wanted: QueueFilter, after: str = "") -> str:
    query = {
        "tampilan": "" if wanted.view == "all" else wanted.view,
        "layanan": wanted.service,
        "langkah": wanted.step,
        "setelah": after,
    }
    given = urlencode({name: value for name, value in query.items() if value})
    address = reverse("desk:queue", args=[city])
    return f"{address}?{given}" if given else address
