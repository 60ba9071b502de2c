"""One draft sent from two windows at the very same moment: one case, one number, one PIN."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from gapura.cases.commands import submitting
from gapura.cases.models import Case
from gapura.cases.tests.filling import filled_draft
from gapura.kernel.events import list_events
from gapura.kernel.scope import scope


@pytest.fixture
def committing(django_db_setup, django_db_blocker):
    """What is done here is kept: two connections meet only over rows that are there."""
    with django_db_blocker.unblock():
        yield
        connection.close()


def test_a_draft_sent_twice_at_the_same_moment_is_one_case_with_one_number_and_pin(committing):
    draft_id, by = filled_draft()
    start = threading.Barrier(2)

    def send(_window):
        start.wait(10)
        try:
            return submitting.submit_draft(draft_id, by=by)
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as threads:
        one, other = sorted(threads.map(send, range(2)), key=lambda sent: sent.repeated)

    assert (one.case_id, one.number, one.pin) == (other.case_id, other.number, other.pin)
    assert (one.repeated, other.repeated) == (False, True)
    with scope("jakarta"):
        numbers = Case.objects.of("jakarta").filter(number=one.number).count()
        kinds = [event.type for event in list_events("jakarta", one.case_id)]
    assert numbers == 1
    assert kinds.count("case.submitted") == 1
