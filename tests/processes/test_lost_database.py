"""The database is gone for ten seconds: web says so and comes back, the worker waits and goes on."""

import os
import signal
import time

from tests.processes.household import wait_until

GONE = 10


def crash(folder):
    """As a power cut would: no checkpoint, no goodbye."""
    pid = int((folder / "postmaster.pid").read_text().splitlines()[0])
    os.kill(pid, signal.SIGQUIT)
    wait_until("PostgreSQL is gone", lambda: not (folder / "postmaster.pid").exists())


def start_again(folder):
    from gapura.kernel import embedded

    embedded.forget(folder)
    embedded.start(folder)


def test_web_and_worker_survive_a_database_that_is_gone_for_ten_seconds(lonely_server):
    city, folder = lonely_server
    worker, web = city.start_worker(), city.start_web()
    wait_until("the worker has found its city", lambda: city.owed() == 0)
    before = city.answers("/readyz")

    crash(folder)
    gone_at = time.monotonic()
    alive_meanwhile = city.answers("/healthz")
    ready_meanwhile = city.answers("/readyz")
    page_meanwhile = city.answers("/jakarta/")
    time.sleep(max(0, GONE - (time.monotonic() - gone_at)))
    start_again(folder)

    wait_until("the web server is ready again", lambda: city.answers("/readyz") == 200, patience=15)
    city.run("-m", "gapura.channels.cli.demo.filling", "people")
    wait_until("the worker does what is owed now", lambda: city.owed() == 0)
    assert (before, alive_meanwhile, ready_meanwhile, page_meanwhile) == (200, 200, 503, 503), (
        city.log("web")
    )
    assert city.answers("/jakarta/") == 200
    assert (worker.poll(), web.poll()) == (None, None)
    assert city.done() > 0
