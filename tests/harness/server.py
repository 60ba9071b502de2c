"""Real gunicorn and a real worker on the database of the run, for journeys through a browser."""

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
FIRST_PORT, LAST_PORT = 20_000, 32_000  # above are the ports that outgoing connections take
PATIENCE = 30


@dataclass
class Server:
    """`url` answers; `environ` starts more processes of the same city, `worker()` a worker."""

    url: str
    environ: dict[str, str]
    logs: Path
    processes: dict[str, subprocess.Popen] = field(default_factory=dict)

    def start(self, name, *command):
        with (self.logs / f"{name}.log").open("ab") as log:
            self.processes[name] = subprocess.Popen(
                [sys.executable, "-W", "ignore", *command],
                cwd=ROOT, env=self.environ, stdout=log, stderr=log,
            )  # fmt: skip
        return self.processes[name]

    def start_web(self):
        return self.start(
            "web", "-m", "gunicorn", "config.wsgi", "--bind", self.url.removeprefix("http://"),
            "--worker-class", "gthread", "--workers", "2", "--threads", "4", "--graceful-timeout", "5",
            "--pythonpath", "src",
        )  # fmt: skip

    def start_worker(self):
        return self.start("worker", "manage.py", "work")

    def wait_until_ready(self, *, in_a_row=1):
        """More than one in a row where each of its processes must have found the database again."""
        until, good = time.monotonic() + PATIENCE, 0
        while time.monotonic() < until:
            try:
                with urllib.request.urlopen(f"{self.url}/readyz", timeout=5) as answer:
                    good = good + 1 if answer.status == 200 else 0
            except (urllib.error.URLError, OSError):
                good = 0
                time.sleep(0.1)
            if good >= in_a_row:
                return
        raise RuntimeError(f"the server did not become ready:\n{self.said()}")

    def said(self):
        return "\n".join(
            f"--- {log.name}\n{log.read_text()}" for log in sorted(self.logs.glob("*.log"))
        )

    def stop(self):
        for process in self.processes.values():
            process.terminate()
        for process in self.processes.values():
            try:
                process.wait(10)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


_given = set()  # ports this run was promised, whether or not somebody listens there yet


def free_port():
    """One that nothing listens to; below the range of outgoing connections."""
    start = FIRST_PORT + (os.getpid() * 37) % 11_000
    for port in range(start, LAST_PORT):
        with socket.socket() as probe:
            if port not in _given and probe.connect_ex(("127.0.0.1", port)):
                _given.add(port)
                return port
    raise RuntimeError("no free port below 32000")


@contextmanager
def serving(folder, **settings):
    """A server of its own, for tests that kill or starve it; the rest share the `server` fixture."""
    url = f"http://127.0.0.1:{free_port()}"
    environ = os.environ | {
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "GAPURA_DEMO": "1",
        "GAPURA_POOL": "4",
        "GAPURA_VAR": str(folder),
        "GAPURA_PUBLIC_URL": url,
        "PYTHONPATH": "src",
        **settings,
    }
    server = Server(url, environ, folder)
    subprocess.run(
        [sys.executable, "-W", "ignore", "manage.py", "collectstatic", "--noinput", "-v0"],
        cwd=ROOT, env=environ, check=True, capture_output=True,
    )  # fmt: skip
    try:
        server.start_web()
        server.start_worker()
        server.wait_until_ready()
        yield server
    finally:
        server.stop()


@pytest.fixture(scope="session")
def server(django_db_setup, tmp_path_factory, mailbox):
    """Web and worker on the copy of the database that this run uses; what they write stays there."""
    folder = tmp_path_factory.mktemp("server")
    with serving(
        folder, GAPURA_MAIL_URL=mailbox.smtp_url, GAPURA_MAIL_SANDBOX=mailbox.url
    ) as running:
        yield running
