"""Two at the same moment: what is done here is kept, for threads meet only over rows that are there."""

import json
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from gapura.channels.api.tests.calling import body_of, key, submit


@pytest.fixture
def committing(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock():
        yield


def test_the_same_submission_twice_at_once_is_one_case(committing):
    body, mine = body_of(), key()
    start = threading.Barrier(2)

    def send(_nth):
        start.wait(10)
        response = submit(body, idempotency_key=mine)
        connection.close()
        return response.status_code, json.loads(response.content)["number"]

    with ThreadPoolExecutor(2) as threads:
        one, other = sorted(threads.map(send, range(2)))

    assert (one[0], other[0]) == (200, 201)
    assert one[1] == other[1]
