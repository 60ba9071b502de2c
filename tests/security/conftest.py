"""Raw connections of the application's role, outside of Django and of our own scope."""

import os

import psycopg
import pytest


@pytest.fixture
def as_app(django_db_setup):
    """A session as gapura_app that nothing of ours has prepared; undone at the end."""
    with psycopg.connect(os.environ["DATABASE_URL"]) as connection:
        yield connection
        connection.rollback()
