"""Which index answers, behind row-level security: without it a city's growth slows every desk.

Plans are made without sequential scans, so that a small city shows what a large one needs: where
no index can serve, the scan stays, and the test sees it.
"""

import json
from uuid import UUID

import pytest
from django.db import connection

from benchmarks import bulk
from gapura.cases.queries import cases, queue
from gapura.kernel import actors, events, timers
from gapura.kernel.models import Timer
from gapura.kernel.scope import scope
from gapura.kernel.worker import deliveries, moments
from gapura.parties import queries as parties
from tests.scale.conftest import asking

RESIDENT = actors.Actor(
    kind="resident", jurisdiction="jakarta", account_id=UUID(int=3, version=4), name="Ayu"
)


def plan_of(look, table):
    """{table: indexes} of the last statement that reads `table`; None is a sequential scan."""
    with asking() as asked, scope("jakarta"):
        look()
    reading = [found for found in asked if f'"{table}"' in found[0] and "INSERT" not in found[0]]
    return indexes_of(*reading[-1])


def indexes_of(statement, params):
    with scope("jakarta"), connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute(f"EXPLAIN (FORMAT JSON) {statement}", params)
        (plan,) = cursor.fetchone()
    found = {}
    _collect((json.loads(plan) if isinstance(plan, str) else plan)[0]["Plan"], found, "")
    return found


def _collect(node, found, above):
    table = node.get("Relation Name", above)
    if node["Node Type"] == "Seq Scan":
        found.setdefault(table, set()).add(None)
    if "Index Name" in node:
        found.setdefault(table, set()).add(node["Index Name"])
    for part in node.get("Plans", ()):
        _collect(part, found, table)


@pytest.mark.parametrize("view", ["all", "free", "today", "overdue", "waiting", "returned"])
def test_the_queue_reads_its_page_in_the_order_of_an_index(busy, view):
    def look():
        queue.list_queue(officer=busy, wanted=queue.QueueFilter(view))

    assert plan_of(look, "cases_task")["cases_task"] <= {"task_queue", "task_mine"}


def test_the_second_page_of_the_queue_begins_where_the_first_ended(busy):
    with scope("jakarta"):
        first = queue.list_queue(officer=busy, wanted=queue.QueueFilter())

    def look():
        queue.list_queue(officer=busy, wanted=queue.QueueFilter(), after=first.after)

    assert plan_of(look, "cases_task")["cases_task"] == {"task_queue"}


def test_what_i_finished_is_read_from_its_own_index(busy):
    def look():
        queue.list_queue(officer=busy, wanted=queue.QueueFilter("done"))

    assert plan_of(look, "cases_task")["cases_task"] == {"task_done_by"}


def test_counting_the_queue_reads_no_other_desk(busy):
    assert plan_of(lambda: queue.count_queue(officer=busy), "cases_task") == {
        "cases_task": {"task_queue"}
    }


def test_a_search_by_name_reads_the_words_from_their_index(busy):
    found = plan_of(lambda: queue.search_cases(officer=busy, words="Ayu Les"), "cases_finder")

    assert found["cases_finder"] == {"finder_by_key"}


def test_a_search_by_number_reads_one_case(busy):
    number = bulk._number(7)
    found = plan_of(lambda: queue.search_cases(officer=busy, words=number), "cases_case")

    assert found["cases_case"] == {"case_number_is_unique"}


def test_my_cases_are_read_from_the_index_of_my_account(busy):
    found = plan_of(lambda: cases.list_my_cases(seen_by=RESIDENT), "cases_case")

    assert found["cases_case"] == {"case_of_account"}


def test_people_are_found_by_the_beginning_of_their_name(busy):
    found = plan_of(
        lambda: parties.find_persons(jurisdiction="jakarta", name="ayu"), "parties_person"
    )

    assert found["parties_person"] == {"person_by_name"}


@pytest.mark.parametrize(
    ("claim", "table", "index"),
    [
        (deliveries.claim, "kernel_delivery", "delivery_waiting"),
        (moments.claim, "kernel_timer", "timer_waiting"),
    ],
)
def test_the_worker_claims_what_is_due_without_reading_the_rest(busy, claim, table, index):
    with asking() as asked:
        claim("jakarta")

    found = indexes_of(*asked[-1])

    assert index in found[table]
    assert None not in found[table]


def test_the_timers_of_one_case_are_read_from_their_index(busy):
    with scope("jakarta"):
        subject = Timer.objects.of("jakarta").filter(fired_at=None, subject_id__isnull=False)
        case_id = subject.order_by("id").values_list("subject_id", flat=True)[0]

    found = plan_of(lambda: timers.due_timers("jakarta", case_id), "kernel_timer")

    assert found["kernel_timer"] <= {"timer_of_subject", "timer_waiting"}


def test_the_history_of_one_case_is_read_from_its_index(busy):
    found = plan_of(lambda: events.list_events("jakarta", UUID(int=1)), "kernel_event")

    assert found["kernel_event"] == {"event_of_subject"}
