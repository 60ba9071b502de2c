"""A fact is recorded once, with what it owes to each handler, in the caller's transaction."""

from uuid import uuid4

import pytest
from django.db import transaction

from gapura.kernel.actors import Actor, system
from gapura.kernel.commands import command
from gapura.kernel.events import DomainEvent, event, list_events, publish, restore
from gapura.kernel.models import Delivery, Event
from gapura.kernel.scope import WrongScopeError, current_jurisdiction
from gapura.kernel.tests.facts import BellRung, NobodyCares

SYSTEM = system("jakarta")


def owed(row):
    deliveries = Delivery.objects.of("jakarta").filter(event=row)
    return sorted(deliveries.values_list("handler", "state"))


@command
def ring_bell(subject, *, by):
    publish(BellRung(subject_id=subject, times=3), by=by)
    return current_jurisdiction()


@command
def ring_two_bells(subject, *, by):
    ring_bell(subject, by=by)
    ring_bell(subject, by=by)


def test_a_published_fact_is_owed_to_each_of_its_handlers(jakarta):
    row = publish(BellRung(subject_id=uuid4()), by=SYSTEM)

    assert owed(row) == [
        ("kernel.tests.facts.open_door", "waiting"),
        ("kernel.tests.facts.write_down", "waiting"),
    ]


def test_a_fact_nobody_listens_to_owes_nothing(jakarta):
    row = publish(NobodyCares(subject_id=uuid4()), by=SYSTEM)

    assert owed(row) == []


def test_a_stored_event_comes_back_as_the_same_fact(jakarta):
    fact = BellRung(subject_id=uuid4(), times=7)
    row = publish(fact, by=SYSTEM)

    stored = Event.objects.of("jakarta").get(id=row.id)

    assert restore(stored) == fact


def test_an_event_of_a_forgotten_type_is_kept_and_not_restored(jakarta):
    row = publish(BellRung(subject_id=uuid4()), by=SYSTEM)
    row.type = "test.long_gone"

    assert restore(row) is None


def test_an_event_names_its_actor_by_kind_and_id_never_by_name(jakarta):
    officer = Actor(kind="officer", jurisdiction="jakarta", account_id=uuid4(), name="Siti")

    row = publish(BellRung(subject_id=uuid4()), by=officer)

    assert row.actor == f"officer:{officer.account_id}"


def test_history_is_listed_oldest_first(jakarta):
    subject = uuid4()
    rows = [publish(BellRung(subject_id=subject, times=n), by=SYSTEM) for n in (1, 2, 3)]

    assert [row.id for row in list_events("jakarta", subject)] == [row.id for row in rows]


def test_what_is_rolled_back_was_never_said(jakarta):
    subject = uuid4()

    with transaction.atomic():
        publish(BellRung(subject_id=subject), by=SYSTEM)
        transaction.set_rollback(True)

    assert list_events("jakarta", subject) == []


def test_two_events_may_not_share_a_type():
    with pytest.raises(TypeError, match="needs a `type` of its own"):

        @event
        class AnotherBell(DomainEvent):
            type = "test.bell_rung"


def test_an_event_without_a_type_is_refused():
    with pytest.raises(TypeError, match="needs a `type` of its own"):

        @event
        class Unnamed(DomainEvent):
            pass


def test_a_command_runs_in_the_city_of_its_actor(db):
    assert ring_bell(uuid4(), by=SYSTEM) == "jakarta"
    assert current_jurisdiction() is None


def test_a_command_inside_a_command_of_the_same_city_joins(db):
    subject = uuid4()

    ring_two_bells(subject, by=SYSTEM)

    assert current_jurisdiction() is None


def test_a_command_for_another_city_inside_a_scope_is_refused(jakarta):
    with pytest.raises(WrongScopeError, match="depok was asked for"):
        ring_bell(uuid4(), by=system("depok"))


def test_a_command_without_an_actor_is_refused(db):
    with pytest.raises(TypeError, match="needs a keyword that names the actor"):
        ring_bell(uuid4(), by=None)


def test_a_command_that_fails_leaves_nothing(db):
    subject = uuid4()

    @command
    def ring_and_fall(*, by):
        publish(BellRung(subject_id=subject), by=by)
        raise RuntimeError("fell")

    with pytest.raises(RuntimeError, match="fell"):
        ring_and_fall(by=SYSTEM)

    from gapura.kernel.scope import scope

    with scope("jakarta"):
        assert list_events("jakarta", subject) == []
