"""Stock, load and absences for whoever shares out the work; never a ranking of people."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from gapura.access import queries as access
from gapura.cases.queries.board import Board, OfficerLoad, StepStock
from gapura.catalogue import queries as catalogue
from gapura.channels.desk.parts.worktime import short_moment
from gapura.engines.rules.text import in_language
from gapura.jurisdictions import queries as jurisdictions
from gapura.kernel.actors import Actor
from gapura.kernel.errors import NotFound

NAMES_SHOWN = 200
WIDEST = 230  # units of the load figure


@dataclass(frozen=True)
class Totals:
    open: int
    late: int
    waiting_for_resident: int
    closed: int
    on_time: int
    on_time_share: str  # "92%"; "" while nothing was closed this month
    month: str


@dataclass(frozen=True)
class Stock:
    service: str
    step: str
    office: str
    waiting: int
    free: int
    due_today: int
    late: int
    oldest: str


@dataclass(frozen=True)
class Load:
    """One bar: what is held, and how much of it is late."""

    name: str
    held: int
    late: int
    done_this_week: int
    width: int
    late_width: int
    top: int


@dataclass(frozen=True)
class Away:
    name: str
    office: str
    until: str
    delegate: str


def totals_of(board: Board) -> Totals:
    closed = board.closed_this_month
    share = f"{round(100 * board.on_time_this_month / closed)}%" if closed else ""
    return Totals(
        open=board.open_total,
        late=board.late_total,
        waiting_for_resident=board.waiting_for_resident,
        closed=closed,
        on_time=board.on_time_this_month,
        on_time_share=share,
        month=date_format(timezone.localdate(), "F Y"),
    )


def stock_of(rows: Iterable[StepStock], city: str, now: datetime) -> list[Stock]:
    rows = list(rows)
    names = {code: _service(city, code) for code in {row.service_code for row in rows}}
    return [
        Stock(
            service=names[row.service_code][0],
            step=names[row.service_code][1].get(row.step, row.step),
            office=row.office_name,
            waiting=row.waiting,
            free=row.free,
            due_today=row.due_today,
            late=row.late,
            oldest=short_moment(row.oldest, now) if isinstance(row.oldest, datetime) else "",
        )
        for row in rows
    ]


def _service(city: str, code: str) -> tuple[str, dict[str, str]]:
    """Title and steps of the version that holds today."""
    language = get_language() or "id"
    try:
        package = catalogue.get_service(city, code, on=timezone.localdate()).package
    except NotFound:
        return code, {}
    steps = package.workflow.steps.items()
    return (
        in_language(package.service.title, language),
        {name: in_language(step.activity, language) for name, step in steps},
    )


def loads_of(loads: Iterable[OfficerLoad]) -> list[Load]:
    """By name: the order says nothing about anybody."""
    loads = list(loads)
    names = access.names_of([load.account_id for load in loads])
    most = max((load.held for load in loads), default=0) or 1
    named = sorted(loads, key=lambda load: names.get(load.account_id, ""))
    return [
        Load(
            name=names.get(load.account_id, _("petugas")),
            held=load.held,
            late=load.late,
            done_this_week=load.done_this_week,
            width=round(WIDEST * load.held / most),
            late_width=round(WIDEST * load.late / most),
            top=32 * place,
        )
        for place, load in enumerate(named)
    ]


def away_of(officer: Actor) -> list[Away]:
    """Who is away today in the offices below; a supervisor sees whom nobody stands in for."""
    tops = [post.office_id for post in officer.posts]
    beneath = jurisdictions.office_ids_beneath(officer.jurisdiction, tops)
    page = access.list_officers(officer.jurisdiction, offices=beneath, limit=NAMES_SHOWN)
    return [
        Away(row.name, row.office_name, date_format(row.absent_until, "D j M"), row.delegate_name)
        for row in page.officers
        if row.absent_until is not None
    ]
