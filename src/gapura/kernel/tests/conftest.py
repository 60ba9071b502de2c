"""Cities side by side without the database's wall, so that only our own code can keep them apart."""

import os
from uuid import uuid4

import pytest


@pytest.fixture
def unwalled(django_db_setup, django_db_blocker):
    """A transaction of the owner: row-level security is off; everything is rolled back."""
    from django.db import connection, transaction

    from config import database

    ours = dict(connection.settings_dict)
    with django_db_blocker.unblock():
        connection.close()
        connection.settings_dict |= database.parse(os.environ["DATABASE_OWNER_URL"])
        try:
            with transaction.atomic():
                yield
                transaction.set_rollback(True)
        finally:
            connection.close()
            connection.settings_dict.clear()
            connection.settings_dict |= ours


@pytest.fixture
def committed(django_db_setup, django_db_blocker):
    """A city of its own whose rows really commit: what several connections need to see."""
    from django.db import connection

    with django_db_blocker.unblock():
        yield f"city-{uuid4().hex[:12]}"
        connection.close()
