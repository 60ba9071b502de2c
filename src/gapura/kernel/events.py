"""Facts and who must hear of them: publish in the transaction of the change, deliver after it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields
from datetime import datetime, timedelta
from typing import Any, ClassVar, TypeVar
from uuid import UUID

from django.db import connection
from django.db.models import QuerySet
from django.utils import timezone
from pydantic import TypeAdapter
from pydantic_core import to_jsonable_python

from gapura.kernel import actors
from gapura.kernel.actors import Actor
from gapura.kernel.compiled import compiled
from gapura.kernel.models import Delivery, Event

CHANNEL = "gapura"


@dataclass(frozen=True, kw_only=True)
class DomainEvent:
    """Base of every event: a past-tense fact about `subject_id`, made of ids, codes, hashes."""

    type: ClassVar[str] = ""  # "case.granted"
    subject_id: UUID


@dataclass(frozen=True)
class Occurrence:
    """When and through whom an event happened, as its handler sees it."""

    event_id: UUID
    jurisdiction: str
    actor: str
    channel: str
    occurred_at: datetime
    handler: str

    @property
    def key(self) -> str:
        """Unique for this handler's duty: every effect carries it, so a repeat changes nothing."""
        return f"{self.event_id}:{self.handler}"

    @property
    def by(self) -> Actor:
        return actors.system(self.jurisdiction)


E = TypeVar("E", bound=DomainEvent)
Handler = Callable[[Any, Occurrence], None]

_types: dict[str, type[DomainEvent]] = {}
_readers: dict[str, TypeAdapter[DomainEvent]] = {}  # to build one takes longer than a delivery
_handlers: dict[str, dict[str, Handler]] = {}


def event(cls: type[E]) -> type[E]:
    """Class decorator below @dataclass(frozen=True, kw_only=True): make the type known."""
    if not cls.type or _types.setdefault(cls.type, cls).__qualname__ != cls.__qualname__:
        raise TypeError(f"{cls.__name__} needs a `type` of its own")
    return cls


def on(*event_types: type[DomainEvent]) -> Callable[[Callable[[E, Occurrence], None]], Handler]:
    """Subscribe: the worker calls the function once the event has been committed.

    The function runs in the jurisdiction's scope and may run twice; use `occurrence.key`.
    """

    def register(function: Callable[[E, Occurrence], None]) -> Handler:
        name = f"{function.__module__.removeprefix('gapura.')}.{function.__name__}"
        for event_type in event_types:
            _handlers.setdefault(event_type.type, {})[name] = function
        return function

    return register


def publish(fact: DomainEvent, *, by: Actor) -> Event:
    """Record the fact and owe it to every handler, inside the caller's transaction."""
    return publish_all([fact], by=by)[0]


def publish_all(facts: Sequence[DomainEvent], *, by: Actor) -> list[Event]:
    """The same for many facts, in as few statements."""
    now = timezone.now()
    # What happens at once is still told in its order.
    rows = [_row(fact, by, now + timedelta(microseconds=n)) for n, fact in enumerate(facts)]
    Event.objects.insert(rows)
    owed = [
        Delivery(jurisdiction_id=by.jurisdiction, event=row, handler=name, run_at=now)
        for row in rows
        for name in _handlers.get(row.type, {})
    ]
    if owed:
        Delivery.objects.insert(owed)
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_notify(%s, %s)", [CHANNEL, by.jurisdiction])
    return rows


def _row(fact: DomainEvent, by: Actor, now: datetime) -> Event:
    data = {f.name: getattr(fact, f.name) for f in fields(fact) if f.name != "subject_id"}
    return Event(
        jurisdiction_id=by.jurisdiction,
        type=fact.type,
        subject_id=fact.subject_id,
        actor=by.ref,
        channel=by.channel,
        data=to_jsonable_python(data),
        occurred_at=now,
    )


def restore(row: Event) -> DomainEvent | None:
    """The typed fact of a stored event; None when its type is no longer known."""
    cls = _types.get(row.type)
    if cls is None:
        return None
    if row.type not in _readers:
        _readers[row.type] = TypeAdapter(cls)
    return _readers[row.type].validate_python({"subject_id": row.subject_id, **row.data})


def handler_named(event_type: str, name: str) -> Handler | None:
    return _handlers.get(event_type, {}).get(name)


def list_events(jurisdiction: str, subject_id: UUID) -> list[Event]:
    """All that happened to one subject, oldest first."""
    return _events_of.all(jurisdiction, subject_id)


@compiled
def _events_of(jurisdiction: str, subject_id: UUID) -> QuerySet[Event]:
    rows = Event.objects.of(jurisdiction).filter(subject_id=subject_id)
    return rows.order_by("occurred_at", "id")
