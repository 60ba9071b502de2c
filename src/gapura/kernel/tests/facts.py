"""An event, handlers and timers that only the kernel's tests know; what they do is kept here."""

from dataclasses import dataclass
from typing import ClassVar

from gapura.kernel import timers
from gapura.kernel.events import DomainEvent, event, on

done = []
"""(what, subject, key) of every effect, in order."""

faults = {}
"""By what: the exception to raise instead of working."""


@event
@dataclass(frozen=True, kw_only=True)
class BellRung(DomainEvent):
    type: ClassVar[str] = "test.bell_rung"
    times: int = 1


@event
@dataclass(frozen=True, kw_only=True)
class NobodyCares(DomainEvent):
    type: ClassVar[str] = "test.nobody_cares"


def _work(what, subject, key):
    if what in faults:
        raise faults[what]
    done.append((what, subject, key))


@on(BellRung)
def open_door(fact, occurrence):
    _work("open_door", fact.subject_id, occurrence.key)


@on(BellRung)
def write_down(fact, occurrence):
    _work("write_down", fact.subject_id, occurrence.key)


@timers.on_timer("test.alarm")
def ring(timer):
    _work("ring", timer.subject_id, timer.key)
    timers.take(timer)


@timers.on_timer("test.lazy")
def sleep_on(timer):
    _work("sleep_on", timer.subject_id, timer.key)
