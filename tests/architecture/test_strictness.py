"""The suite refuses what it says it refuses."""

import socket
import warnings

import pytest
from django.contrib.auth import get_user_model
from django.db import connection
from django.template import engines

from gapura.kernel.models import Event
from gapura.kernel.scope import scope


def test_a_statement_without_its_jurisdiction_fails(db):
    with scope("jakarta"):
        with pytest.raises(AssertionError, match="no jurisdiction for kernel_event"):
            Event.objects.filter(type="x").exists()
        assert not Event.objects.of("jakarta").filter(type="x").exists()


def test_a_join_without_its_jurisdiction_fails(db):
    statement = (
        'SELECT 1 FROM "cases_case" JOIN "cases_task" t ON t.case_id = "cases_case".id '
        'WHERE "cases_case"."jurisdiction_id" = \'jakarta\''
    )

    with (
        scope("jakarta"),
        connection.cursor() as cursor,
        pytest.raises(AssertionError, match="no jurisdiction for cases_task"),
    ):
        cursor.execute(statement)


def test_an_undefined_template_variable_fails():
    template = engines["django"].from_string("{{ nobody_gave_this }}")

    with pytest.raises(AssertionError, match="nobody_gave_this"):
        template.render({})


def test_an_unordered_queryset_is_shuffled_and_an_ordered_one_is_not(db):
    accounts = get_user_model().objects
    for number in range(12):
        accounts.create_user(f"{number:02}@example.org", name="Warga")
    everyone = accounts.filter(email__endswith="@example.org")

    orders = {tuple(a.email for a in everyone.order_by().all()) for _time in range(5)}
    ordered = {tuple(a.email for a in everyone.order_by("email").all()) for _time in range(5)}

    assert len(orders) > 1
    assert len(ordered) == 1


def test_a_test_that_leaves_the_machine_fails():
    with socket.socket() as out, pytest.raises(AssertionError, match="may not speak to 192"):
        out.connect(("192.0.2.1", 80))


def test_a_warning_fails_a_test():
    with pytest.raises(UserWarning, match="careful"):
        warnings.warn("careful", stacklevel=1)


def test_tests_run_in_random_order(pytestconfig):
    assert pytestconfig.getoption("randomly_reorganize") is True
