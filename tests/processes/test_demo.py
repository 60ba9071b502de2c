"""`gapura demo` from nothing: it starts, says where, refuses a second one, stops cleanly, starts again."""

import os
import re
import signal
import socket
import subprocess
import sys
import tempfile
import urllib.request
from pathlib import Path

import psutil
import pytest

from tests.harness.database import ROOT
from tests.harness.server import free_port
from tests.processes.household import wait_until


@pytest.fixture
def place():
    """A folder that also PostgreSQL's own system user may enter."""
    with tempfile.TemporaryDirectory(prefix="gapura-demo-", dir="/tmp") as folder:
        Path(folder).chmod(0o755)
        yield Path(folder)


class Demo:
    def __init__(self, place, port):
        self.said = place / f"said-{port}-{os.urandom(4).hex()}"
        kept = {k: v for k, v in os.environ.items() if not k.startswith(("DATABASE_", "GAPURA_"))}
        with self.said.open("wb") as out:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "gapura.channels.cli.main", "demo", "--port", str(port)],
                cwd=ROOT, stdout=out, stderr=out,
                env=kept | {"GAPURA_VAR": str(place), "GAPURA_LANGUAGE": "en", "PYTHONWARNINGS": "",
                            "PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}"},
            )  # fmt: skip

    def text(self):
        return self.said.read_text()

    def wait_until_ready(self):
        wait_until(
            "the demo is ready",
            lambda: "Ctrl-C stops the demo." in self.text() or self.process.poll() is not None,
            patience=200,
        )
        assert self.process.poll() is None, self.text()
        return re.search(r"Residents +(\S+)/\n", self.text())[1]

    def interrupt(self):
        self.process.send_signal(signal.SIGINT)
        return self.process.wait(180)


def test_the_demo_starts_stops_and_starts_again(place):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", free_port()))
        taken.listen()
        port = taken.getsockname()[1]
        demo = Demo(place, port)
        address = demo.wait_until_ready()
        with urllib.request.urlopen(f"{address}/jakarta/", timeout=20) as page:
            status = page.status
        second = Demo(place, port)
        refused = second.process.wait(30)
        family = psutil.Process(demo.process.pid).children(recursive=True)
        ended = demo.interrupt()

    assert re.search(rf"Port {port} is taken; Gapura uses \d+\.", demo.text())
    assert not address.endswith(f":{port}")
    assert status == 200
    assert (refused, f"This demo already runs at {address}." in second.text()) == (1, True)
    assert (ended, "The demo stops; its data stays." in demo.text()) == (0, True)
    assert len(family) >= 3
    assert [child for child in family if child.is_running()] == []
    assert not (place / "postgres" / "postmaster.pid").exists()

    again = Demo(place, port)
    again.wait_until_ready()
    again.interrupt()
    assert "Making the tables" not in again.text()
    assert "cases made" not in again.text()
