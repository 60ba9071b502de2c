"""kill -9 of the web server in the middle of a submission: nothing half, and the retry makes one case."""

import base64
import json
import threading
import urllib.error
import urllib.request
from uuid import uuid4

from tests.harness import factories
from tests.processes.household import kill, wait_until

TABLES = ("cases_case", "cases_caseanswers", "cases_task", "kernel_event", "kernel_delivery",
          "documents_storedfile", "parties_person")  # fmt: skip


def send(city, key):
    """Report a hole in the road by the API; (status, answer), or None when nobody answered."""
    given = factories.scenario("jakarta", "road-damage", "resolved")
    photo = base64.b64encode(factories.jpeg()).decode()
    body = {
        "answers": given.answers,
        "files": {"photos": [{"name": "lubang.jpg", "content_base64": photo}]},
    }
    request = urllib.request.Request(
        f"{city.url}/api/v1/jakarta/services/road-damage/submissions",
        data=json.dumps(body).encode(),
        headers={"Content-Type": "application/json", "Idempotency-Key": key},
    )
    try:
        with urllib.request.urlopen(request, timeout=60) as answer:
            return answer.status, json.load(answer)
    except urllib.error.HTTPError as error:
        with error:
            return error.code, json.load(error)
    except OSError:
        return None


def rows_of(city):
    return {table: city.count(f"SELECT count(*) FROM {table}") for table in TABLES}


def test_a_submission_cut_off_leaves_nothing_and_its_retry_makes_one_case(new_city):
    city = new_city()
    before, key, heard = rows_of(city), str(uuid4()), []
    web = city.start_web()
    with city.held("kernel_event", "SHARE"):
        sending = threading.Thread(target=lambda: heard.append(send(city, key)))
        sending.start()
        wait_until("the case is written and its event is not", city.waits_for_a_lock)
        kill(web)
        sending.join(70)
    wait_until("PostgreSQL has noticed", lambda: not city.waits_for_a_lock())
    after_kill = rows_of(city)

    city.start_web()
    first, second = send(city, key), send(city, key)

    assert heard == [None]
    assert after_kill == before
    assert (first[0], second[0]) == (201, 200)
    assert first[1]["number"] == second[1]["number"]
    assert rows_of(city)["cases_case"] == before["cases_case"] + 1


def test_two_replays_at_once_make_one_case(new_city):
    city = new_city()
    before, key, heard = rows_of(city), str(uuid4()), []
    city.start_web()

    senders = [threading.Thread(target=lambda: heard.append(send(city, key))) for _n in range(2)]
    for sender in senders:
        sender.start()
    for sender in senders:
        sender.join(70)

    assert sorted(status for status, _answer in heard) == [200, 201]
    assert len({answer["number"] for _status, answer in heard}) == 1
    assert rows_of(city)["cases_case"] == before["cases_case"] + 1
