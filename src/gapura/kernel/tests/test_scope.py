"""The walls: without a scope nothing is seen, and no scope sees another city."""

from uuid import uuid4

import pytest
from django.db import connection, transaction
from django.db.utils import ProgrammingError
from django.utils import timezone

from gapura.kernel.models import Event
from gapura.kernel.scope import WrongScopeError, current_jurisdiction, scope


def make_event(city):
    return Event.objects.create(
        jurisdiction_id=city,
        type="test.happened",
        subject_id=uuid4(),
        actor="system",
        channel="worker",
        occurred_at=timezone.now(),
    )


def count_all():
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM kernel_event "
            "WHERE kernel_event.jurisdiction_id <> '' AND type = 'test.happened'"
        )
        return cursor.fetchone()[0]


def test_tests_run_as_neither_owner_nor_superuser(db):
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT current_user, usesuper, usebypassrls FROM pg_user WHERE usename = current_user"
        )
        user, is_superuser, bypasses = cursor.fetchone()
        cursor.execute("SELECT count(*) FROM pg_tables WHERE tableowner = current_user")
        owned = cursor.fetchone()[0]

    assert (user, is_superuser, bypasses, owned) == ("gapura_app", False, False, 0)


def test_without_a_scope_no_row_is_seen(db):
    with scope("jakarta"):
        make_event("jakarta")

    assert count_all() == 0


def test_a_scope_sees_only_its_own_city(db):
    with scope("jakarta"):
        make_event("jakarta")
    with scope("depok"):
        make_event("depok")
        make_event("depok")

    with scope("jakarta"):
        assert count_all() == 1


def test_a_row_of_another_city_cannot_be_written(db):
    with pytest.raises(ProgrammingError, match="row-level security"), scope("jakarta"):
        make_event("depok")


def test_history_cannot_be_changed(db):
    with scope("jakarta"):
        row = make_event("jakarta")

        with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
            Event.objects.of("jakarta").filter(id=row.id).update(actor="somebody else")
        with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
            Event.objects.of("jakarta").filter(id=row.id).delete()


def test_two_cities_in_one_transaction_are_refused(db):
    with scope("jakarta"), pytest.raises(WrongScopeError), scope("depok"):
        pass


def test_the_scope_is_given_back(db):
    with scope("jakarta"), scope("jakarta"):
        pass

    assert current_jurisdiction() is None
