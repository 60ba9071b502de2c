"""Loaders run as the owner; everything else in these tests runs as the application's role."""

import os
from contextlib import contextmanager

import pytest
from django.db import connection, connections, transaction

from config import database
from gapura.jurisdictions import commands, queries
from gapura.jurisdictions.tests.makers import a_definition
from tests.harness.strictness import lacks_jurisdiction


@pytest.fixture
def as_owner(django_db_setup, django_db_blocker, business_tables):
    """A connection of the owner, whom no wall holds back; what it does is rolled back."""

    def guard(execute, statement, params, many, context):
        missing = lacks_jurisdiction(str(statement), business_tables)
        assert missing is None, f"no jurisdiction for {missing} in: {statement}"
        return execute(statement, params, many, context)

    with django_db_blocker.unblock(), _owner_connection(), _rolled_back():
        queries.forget()
        with connection.execute_wrapper(guard):
            yield
    queries.forget()


@contextmanager
def _owner_connection():
    ours, owner = connections["default"], connections.create_connection("default")
    url = os.environ["DATABASE_OWNER_URL"]
    owner.settings_dict = ours.settings_dict | database.parse(url)
    connections["default"] = owner
    try:
        yield
    finally:
        owner.close()
        connections["default"] = ours


@contextmanager
def _rolled_back():
    """Like the transaction of a test case: commands inside may open their durable ones."""
    atomic = transaction.atomic()
    atomic._from_testcase = True
    with atomic:
        yield
        transaction.set_rollback(True)


@pytest.fixture
def testland(as_owner):
    """A small city of its own, loaded from a definition: `with scope("testland")` to look."""
    commands.load_jurisdiction(a_definition())
    return "testland"


@pytest.fixture
def cities(db):
    """Both cities, none entered: a test opens the scopes itself."""
    return ("jakarta", "depok")
