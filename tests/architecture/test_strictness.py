"""The suite refuses what it says it refuses."""

import os
import socket
import subprocess
import sys
import warnings
from pathlib import Path

import pytest
from django.contrib.auth import get_user_model
from django.db import connection
from django.template import engines

from gapura.kernel.models import Event
from gapura.kernel.scope import scope

ROOT = Path(__file__).parents[2]


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


def test_without_chromium_the_tests_that_need_it_are_skipped_with_a_sentence(tmp_path):
    environ = {name: value for name, value in os.environ.items() if not name.startswith("PYTEST_")}

    ran = subprocess.run(
        [sys.executable, "-m", "pytest", "-rs", "src/gapura/channels/ui/tests/test_script.py"],
        cwd=ROOT, capture_output=True, text=True, check=False,
        env=environ | {"PATH": str(tmp_path), "CHROMIUM": ""},
    )  # fmt: skip

    assert ran.returncode == 0, ran.stdout
    assert "needs Chromium, and none is installed" in ran.stdout
