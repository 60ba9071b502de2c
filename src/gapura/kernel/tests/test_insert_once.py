"""Rows are written in one statement, and what may come twice is written once."""

from uuid import uuid4

import pytest
from django.utils import timezone

from gapura.kernel.models import Event, Timer
from gapura.kernel.scope import scope

pytestmark = pytest.mark.django_db


def timer(key, kind="test.alarm"):
    return Timer(jurisdiction_id="jakarta", kind=kind, key=key, due_at=timezone.now())


def test_the_first_goes_in_and_the_second_is_told_that_it_did_not(django_assert_num_queries):
    with scope("jakarta"):
        with django_assert_num_queries(2):
            went_in = [
                Timer.objects.insert_once(timer("one", "test.alarm")),
                Timer.objects.insert_once(timer("one", "test.other")),
            ]
        kinds = list(Timer.objects.of("jakarta").filter(key="one").values_list("kind", flat=True))

    assert (went_in, kinds) == ([True, False], ["test.alarm"])


def test_many_go_in_by_one_statement_and_can_be_changed_after(django_assert_num_queries):
    rows = [timer(key) for key in ("one", "two", "three")]

    with scope("jakarta"):
        with django_assert_num_queries(1):
            Timer.objects.insert(rows)
        rows[1].kind = "test.other"
        rows[1].save(update_fields=["kind"])
        found = Timer.objects.of("jakarta").filter(key__in=["one", "two", "three"])
        kinds = dict(found.order_by("key").values_list("key", "kind"))

    assert kinds == {"one": "test.alarm", "two": "test.other", "three": "test.alarm"}


def test_every_kind_of_column_is_read_back_as_it_was_written():
    row = Event(
        jurisdiction_id="jakarta",
        type="test.happened",
        subject_id=uuid4(),
        actor="system",
        channel="test",
        data={"names": ["Siti", None], "n": 1},
        occurred_at=timezone.now(),
    )

    with scope("jakarta"):
        Event.objects.insert([row])
        found = Event.objects.of("jakarta").get(id=row.id)

    assert vars(found) | {"_state": None} == vars(row) | {"_state": None}


def test_nothing_to_write_is_no_statement(django_assert_num_queries):
    with scope("jakarta"), django_assert_num_queries(0):
        Timer.objects.insert([])


def test_another_city_has_a_key_of_its_own():
    with scope("jakarta"):
        Timer.objects.insert_once(timer("one"))
    elsewhere = timer("one")
    elsewhere.jurisdiction_id = "depok"

    with scope("depok"):
        went_in = Timer.objects.insert_once(elsewhere)

    assert went_in
