"""A web server of the running city whose clock stands elsewhere: midnight cannot be waited for."""

from contextlib import contextmanager

from tests.harness.server import Server, free_port

_SET_THE_CLOCK = """\
import time_machine

time_machine.travel("{moment}", tick=True).start()
"""


@contextmanager
def web_at(moment, server, folder):
    """On the database and the files of `server`. No worker: it would let the deadlines of others pass."""
    folder.mkdir()
    (folder / "sitecustomize.py").write_text(_SET_THE_CLOCK.format(moment=moment.isoformat()))
    url = f"http://127.0.0.1:{free_port()}"
    environ = server.environ | {"GAPURA_PUBLIC_URL": url, "PYTHONPATH": f"{folder}:src"}
    elsewhere = Server(url, environ, folder)
    try:
        elsewhere.start_web()
        elsewhere.wait_until_ready()
        yield elsewhere
    finally:
        elsewhere.stop()
