"""The clocks of a case for its page: due, used, when and why it stood still, and a bar to see it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from gapura.cases.commands.clocks import as_engine
from gapura.cases.queries.lists import PROMISE
from gapura.cases.queries.words import in_reader_language
from gapura.channels.desk.parts.worktime import (
    PLAIN_DAY,
    Remaining,
    due_words,
    full_moment,
    remaining,
    short_due,
    short_moment,
    span_words,
)
from gapura.engines.deadlines.calendars import WorkingCalendar
from gapura.engines.deadlines.clocks import Clock as Running
from gapura.engines.deadlines.limits import describe, parse_limit
from gapura.engines.definitions.schema import ServicePackage

if TYPE_CHECKING:
    from gapura.cases.models import Clock

LEFT, RIGHT = 2, 298
MIDDLE, ROOM = 150, 120
WARN_AT = 0.8


@dataclass(frozen=True)
class Bar:
    """Moments put on a line of 300 units; `runs` and `stops` are (x, width)."""

    runs: tuple[tuple[int, int], ...]
    stops: tuple[tuple[int, int], ...]
    now: int | None
    warn: int
    due: int
    begins: str
    ends: str
    due_anchor: str


@dataclass(frozen=True)
class ClockPanel:
    title: str
    limit: str
    due: str
    used: str
    law: str
    remaining: Remaining | None  # None once it has stopped
    stopped: str
    pauses: tuple[str, ...]
    bar: Bar
    needs_verification: bool


def panel_of(
    row: "Clock", package: ServicePackage, calendar: WorkingCalendar, now: datetime
) -> ClockPanel:
    clock = as_engine(row)
    until = row.stopped_at or now
    used = clock.share_used(until, calendar)
    return ClockPanel(
        title=_("Janji kepada warga") if row.name == PROMISE else _("Batas menurut SOP"),
        limit=in_reader_language(describe(parse_limit(row.limit))),
        due=due_words(row.due_at),
        used=_("Terpakai %(share)s%%") % {"share": round(used * 100)},
        law=row.legal_reference,
        remaining=None if row.stopped_at else remaining(clock, calendar, now),
        stopped=full_moment(row.stopped_at),
        pauses=tuple(_pauses(clock, package)),
        bar=_bar(clock, calendar, until, row.due_at, now),
        needs_verification=_unsure(row.name, package),
    )


def _unsure(name: str, package: ServicePackage) -> bool:
    if name == PROMISE:
        return package.service.promise.needs_verification
    deadline = package.workflow.deadlines.get(name)
    return deadline is not None and deadline.needs_verification


def _pauses(clock: Running, package: ServicePackage) -> list[str]:
    labels = {
        code: in_reader_language(action.label)
        for step in package.workflow.steps.values()
        for code, action in step.actions.items()
    }
    said = []
    for pause in clock.pauses:
        words = {"begin": full_moment(pause.started_at), "why": labels.get(pause.reason, "")}
        if pause.ended_at is None:
            said.append(_("Berhenti sejak %(begin)s: %(why)s.") % words)
            continue
        words["length"] = span_words(pause.ended_at - pause.started_at, PLAIN_DAY)
        said.append(_("Berhenti %(begin)s selama %(length)s: %(why)s.") % words)
    return said


def _bar(
    clock: Running, calendar: WorkingCalendar, until: datetime, due: datetime, now: datetime
) -> Bar:
    end = max(due, until)
    whole = (end - clock.started_at).total_seconds() or 1.0

    def at(moment: datetime) -> int:
        share = (moment - clock.started_at).total_seconds() / whole
        return round(LEFT + max(0.0, min(1.0, share)) * (RIGHT - LEFT))

    runs, stops = _stretches(clock, until, at)
    return Bar(
        runs=runs,
        stops=stops,
        now=at(until),
        warn=at(clock.moment_of_share(WARN_AT, calendar)),
        due=at(due),
        begins=short_moment(clock.started_at, now) if at(due) > ROOM else "",
        ends=short_due(due, now),
        due_anchor="start" if at(due) < MIDDLE else "end",
    )


Stretch = tuple[tuple[int, int], ...]


def _stretches(
    clock: Running, until: datetime, at: Callable[[datetime], int]
) -> tuple[Stretch, Stretch]:
    runs, stops, begin = [], [], clock.started_at
    for pause in clock.pauses:
        ended = pause.ended_at or until
        runs.append((at(begin), at(pause.started_at) - at(begin)))
        stops.append((at(pause.started_at), at(ended) - at(pause.started_at)))
        begin = ended
    runs.append((at(begin), max(0, at(until) - at(begin))))
    return tuple(runs), tuple(stops)
