"""Real processes: the web without its database, and a worker that is told to stop."""

import signal
import time
import urllib.error
import urllib.request

import pytest

from tests.harness.server import PATIENCE, Server, free_port, serving

pytestmark = pytest.mark.processes


def ask(url):
    try:
        with urllib.request.urlopen(url, timeout=10) as answer:
            return answer.status, dict(answer.headers), answer.read().decode()
    except urllib.error.HTTPError as refused:
        with refused:
            return refused.code, dict(refused.headers), refused.read().decode()


def wait_for(server):
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        try:
            return ask(f"{server.url}/healthz")
        except OSError:
            time.sleep(0.1)
    raise AssertionError(server.said())


def test_without_its_database_the_web_lives_says_so_and_names_a_time(server, tmp_path):
    lost = Server(
        f"http://127.0.0.1:{free_port()}",
        server.environ | {"DATABASE_URL": f"postgresql://gapura_app@/gone?host={tmp_path}"},
        tmp_path,
    )
    lost.start_web()
    try:
        alive = wait_for(lost)
        ready = ask(f"{lost.url}/readyz")
        page = ask(f"{lost.url}/")
    finally:
        lost.stop()

    assert (alive[0], ready[0], page[0]) == (200, 503, 503)
    assert page[1]["Retry-After"] == "10"
    assert "Sedang ramai atau sedang diperbaiki" in page[2]


def test_a_worker_ends_cleanly_when_told_to_stop(django_db_setup, tmp_path):
    with serving(tmp_path) as ours:
        worker = ours.processes["worker"]
        until = time.monotonic() + PATIENCE
        while "worker is waiting" not in ours.said() and time.monotonic() < until:
            time.sleep(0.1)

        worker.send_signal(signal.SIGTERM)

        assert worker.wait(PATIENCE) == 0
        assert "worker stopped" in ours.said()
