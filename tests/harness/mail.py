"""The mail sandbox as a process of its own: what the city sends is read here, as a visitor would."""

import json
import re
import subprocess
import sys
import time
import urllib.parse
import urllib.request
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 30
LINK = re.compile(r"https?://\S+[^\s.,)]")
CODE = re.compile(r"\b(\d{3}) ?(\d{3})\b")


class Mailbox:
    """`python -m sandboxes.mail`: `url` is its page, `smtp_url` what the city is told."""

    def __init__(self, smtp_port, http_port):
        self.url = f"http://127.0.0.1:{http_port}"
        self.smtp_url = f"smtp://127.0.0.1:{smtp_port}"
        self._process = subprocess.Popen(
            [sys.executable, "-m", "sandboxes.mail",
             "--smtp", str(smtp_port), "--http", str(http_port)],
            cwd=ROOT, stdout=subprocess.DEVNULL,
        )  # fmt: skip
        self._wait()

    def to(self, address):
        """Everything that came for an address, oldest first."""
        query = urllib.parse.urlencode({"to": address})
        with urllib.request.urlopen(f"{self.url}/messages.json?{query}", timeout=10) as answer:
            return list(reversed(json.load(answer)))

    def wait_for(self, address, words="", many=1):
        """The mails to an address whose subject or text holds `words`, once there are `many`."""
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            found = [m for m in self.to(address) if words in f"{m['subject']}\n{m['text']}"]
            if len(found) >= many:
                return found
            time.sleep(0.1)
        raise AssertionError(
            f"{address} waited for {many} with {words!r}, got {[m['subject'] for m in self.to(address)]}"
        )

    def code_for(self, address, many=1):
        """The newest sign-in code, once `many` mails with a code have come."""
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            codes = [found for m in self.to(address) if (found := CODE.search(m["text"]))]
            if len(codes) >= many:
                return "".join(codes[-1].groups())
            time.sleep(0.1)
        raise AssertionError(f"no code came for {address}")

    def down(self):
        self._post("/down")

    def up(self):
        self._post("/up")

    def stop(self):
        self._process.terminate()
        self._process.wait(10)

    def _post(self, path):
        urllib.request.urlopen(f"{self.url}{path}", data=b"", timeout=10).close()

    def _wait(self):
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            try:
                urllib.request.urlopen(f"{self.url}/healthz", timeout=5).close()
            except OSError:
                time.sleep(0.05)
            else:
                return
        raise RuntimeError("the mail sandbox did not start")


def links_in(message):
    return LINK.findall(message["text"])


@pytest.fixture(scope="session")
def mailbox():
    """One post office for the run; every test writes to addresses of its own."""
    from tests.harness.server import free_port

    box = Mailbox(free_port(), free_port())
    yield box
    box.stop()
