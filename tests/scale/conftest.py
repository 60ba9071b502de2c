"""A city with a few thousand cases, and a count of what a page or a command asks the database."""

import os
from contextlib import contextmanager

import psycopg
import pytest
from psycopg import sql

from benchmarks import bulk
from tests.harness import factories
from tests.harness.database import ensure_template, locked, owner_url, with_database

CASES = 2000
CONTROL = ("SAVEPOINT", "RELEASE SAVEPOINT", "SELECT set_config('gapura.jurisdiction'")


class Asked(list):
    """Statements with their parameters, in order; transaction control is left out."""

    def __call__(self, execute, statement, params, many, context):
        if not str(statement).startswith(CONTROL):
            self.append((str(statement), params))
        return execute(statement, params, many, context)


@contextmanager
def asking():
    from django.db import connection

    asked = Asked()
    with connection.execute_wrapper(asked):
        yield asked


@pytest.fixture
def statements():
    """`statements(action)`: how many statements the action takes."""

    def count(action):
        with asking() as asked:
            action()
        return len(asked)

    return count


@pytest.fixture(scope="session")
def loaded(django_db_setup, django_db_blocker):
    """The name of a copy of the city that holds some thousand cases; it goes with the run."""
    name = f"big_{os.getpid()}_{os.environ.get('PYTEST_XDIST_WORKER', 'main')}"
    template = ensure_template()
    with locked("template"):
        _as_owner(sql.SQL("CREATE DATABASE {} TEMPLATE {}"), name, template)
    with django_db_blocker.unblock(), _connected_to(name):
        verifier = factories.officer("jakarta", "verifier", bulk.BUSY_OFFICE)
        head = factories.officer("jakarta", "head", bulk.BUSY_OFFICE)
        ground = bulk.survey(verifier.account_id, head.account_id)
        bulk.load(owner_url(name), CASES, ground, say=lambda _said: None)
    yield name, verifier
    _as_owner(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)"), name)


@pytest.fixture
def busy(loaded, django_db_blocker):
    """The officer of the busiest desk of that city; the connection leads there."""
    name, verifier = loaded
    with django_db_blocker.unblock(), _connected_to(name):
        yield verifier


@contextmanager
def _connected_to(name):
    from django.db import connection

    from config import database

    before = dict(connection.settings_dict)
    connection.close()
    url = with_database(os.environ["DATABASE_URL"], name)
    connection.settings_dict |= database.parse(url)
    try:
        yield
    finally:
        connection.close()
        connection.settings_dict |= before


def _as_owner(statement, *names):
    with psycopg.connect(owner_url(), autocommit=True) as connection:
        connection.execute(statement.format(*map(sql.Identifier, names)))
