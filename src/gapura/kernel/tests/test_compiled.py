"""What is compiled once answers as the queryset itself would."""

from uuid import UUID, uuid4

import pytest
from django.db.models import QuerySet
from django.utils import timezone

from gapura.kernel.compiled import compiled
from gapura.kernel.models import Delivery, Event
from gapura.kernel.scope import scope

pytestmark = pytest.mark.django_db


@compiled
def deliveries_to(jurisdiction: str, subject_id: UUID) -> QuerySet[Delivery]:
    rows = Delivery.objects.of(jurisdiction).filter(event__subject_id=subject_id)
    return rows.select_related("event").order_by("handler")


@compiled
def facts_about(jurisdiction: str, subject_id: UUID) -> QuerySet[Event, tuple[str, object]]:
    rows = Event.objects.of(jurisdiction).filter(subject_id=subject_id)
    return rows.values_list("type", "data")


@compiled
def facts_like(jurisdiction: str, letters: str) -> QuerySet[Event]:
    return Event.objects.of(jurisdiction).filter(type__contains=letters)


@pytest.fixture
def subjects():
    """Two subjects with an event each, and two handlers that were told."""
    ids = [uuid4(), uuid4()]
    with scope("jakarta"):
        for place, subject_id in enumerate(ids):
            event = Event.objects.create(
                jurisdiction_id="jakarta",
                type="test.happened",
                subject_id=subject_id,
                actor="system",
                channel="test",
                data={"place": place},
                occurred_at=timezone.now(),
            )
            for handler in ("b", "a"):
                Delivery.objects.create(
                    jurisdiction_id="jakarta",
                    event=event,
                    handler=handler,
                    run_at=timezone.now(),
                )
        yield ids


def test_each_asking_gets_its_own_rows_with_what_is_joined(subjects, django_assert_num_queries):
    deliveries_to.all("jakarta", uuid4())

    with django_assert_num_queries(2):
        found = [deliveries_to.all("jakarta", each) for each in subjects]
        told = [[(row.handler, row.event.data) for row in rows] for rows in found]

    assert told == [
        [("a", {"place": 0}), ("b", {"place": 0})],
        [("a", {"place": 1}), ("b", {"place": 1})],
    ]


def test_the_rows_are_those_of_the_queryset(subjects):
    rows = Delivery.objects.of("jakarta").filter(event__subject_id=subjects[0])

    found = deliveries_to.all("jakarta", subject_id=subjects[0])

    assert [vars(row) | {"_state": None} for row in found] == [
        vars(row) | {"_state": None} for row in rows.select_related("event").order_by("handler")
    ]


def test_a_row_can_be_changed_and_saved(subjects):
    row = deliveries_to.first("jakarta", subjects[0])
    row.last_error = "no answer"

    row.save(update_fields=["last_error"])

    assert Delivery.objects.of("jakarta").get(id=row.id).last_error == "no answer"


def test_columns_come_as_tuples_with_json_read(subjects):
    found = facts_about.all("jakarta", subjects[1])

    assert found == [("test.happened", {"place": 1})]


def test_nothing_found_is_none(subjects):
    assert facts_about.first("jakarta", uuid4()) is None


def test_another_city_finds_nothing(subjects):
    assert deliveries_to.all("depok", subjects[0]) == []


def test_a_lookup_that_changes_what_is_asked_is_refused(subjects):
    with pytest.raises(TypeError) as refused:
        facts_like.all("jakarta", "happened")

    assert str(refused.value) == "facts_like does not use each value unchanged"
