"""`gapura demo` as a stranger starts it: an empty folder becomes a city; Ctrl-C; and once more."""

import os
import pwd
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import urllib.request
from contextlib import contextmanager
from pathlib import Path

import psutil
import pytest
from psycopg import sql

from gapura.channels.cli.demo.roles import OFFICERS, RESIDENTS
from tests.harness.database import ROOT, _owner, owner_url, with_database
from tests.harness.server import free_port
from tests.processes.household import wait_until

BUILDING = 240  # seconds for everything, on a busy machine
LOUD = ("DATABASE_", "GAPURA_", "DJANGO_", "PYTEST_")


ORDINARY = pwd.getpwnam("nobody").pw_uid
AS_ORDINARY_USER = [
    "setpriv", f"--reuid={ORDINARY}", f"--regid={ORDINARY}", "--clear-groups",
    # The Python of these tests may lie in a home that only root may read.
    "--inh-caps=+dac_read_search", "--ambient-caps=+dac_read_search",
]  # fmt: skip


class Demo:
    def __init__(self, var, port, *, said="said.txt", who=(), **environ):
        self.log = var / said
        clean = {name: v for name, v in os.environ.items() if not name.startswith(LOUD)}
        with self.log.open("w") as out:
            self.process = subprocess.Popen(
                [*who, sys.executable, "-m", "gapura.channels.cli.main", "demo", "--port", str(port)],
                cwd=ROOT, stdout=out, stderr=out, start_new_session=True,
                env=clean | {"GAPURA_VAR": str(var), "GAPURA_LANGUAGE": "en"} | environ,
            )  # fmt: skip

    def said(self):
        return self.log.read_text()

    def wait_until_open(self):
        """The address it prints."""
        wait_until("the log-ins are shown", self._shown, patience=BUILDING)
        return re.search(r"http://localhost:\d+", self.said())[0]

    def _shown(self):
        assert self.process.poll() is None, self.said()
        return "Ctrl-C stops the demo." in self.said()

    def press_ctrl_c(self):
        os.killpg(self.process.pid, signal.SIGINT)  # a terminal tells the whole group
        return self.process.wait(180)


@contextmanager
def started(var, port, **environ):
    demo = Demo(var, port, **environ)
    try:
        yield demo
    finally:
        if demo.process.poll() is None:
            demo.press_ctrl_c()


@pytest.fixture
def var():
    """Short and open to all: the socket of PostgreSQL lies in it, and root's runs as another."""
    with tempfile.TemporaryDirectory(prefix="gapura-demo-", dir="/tmp") as place:
        Path(place).chmod(0o755)
        yield Path(place)


def read(address):
    with urllib.request.urlopen(address, timeout=15) as page:
        return page.read().decode()


def test_an_empty_folder_becomes_a_city_survives_ctrl_c_and_starts_again(var):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", free_port()))
        taken.listen()
        port = taken.getsockname()[1]
        with started(var, port) as demo:
            address = demo.wait_until_open()
            page, first = read(f"{address}/jakarta/"), demo.said()
            left = demo.press_ctrl_c()
            said_at_the_end = demo.said()
    with started(var, port) as demo:
        address_again = demo.wait_until_open()
        again, second = read(f"{address_again}/depok/"), demo.said()
        beside = Demo(var, port, said="beside.txt")
        refused = beside.process.wait(60)
        family = psutil.Process(demo.process.pid).children(recursive=True)
        demo.press_ctrl_c()

    assert f"Port {port} is taken; Gapura uses {address.rpartition(':')[2]}." in first
    assert {person.email for person in (*OFFICERS, *RESIDENTS)} <= set(
        re.findall(r"\S+@\S+", first)
    )
    assert "Akta kelahiran" in page
    assert left == 0
    assert "The demo stops; its data stays." in said_at_the_end
    assert "Depok" in again
    assert len(second.splitlines()) < len(first.splitlines())  # nothing was filled in again
    assert (refused, f"already runs at {address_again}." in beside.said()) == (1, True)
    assert len(family) >= 3
    assert [child for child in family if child.is_running()] == []
    assert not (var / "postgres" / "postmaster.pid").exists()


@pytest.mark.skipif(
    os.geteuid() != 0 or shutil.which("setpriv") is None,
    reason="the whole suite runs as an ordinary user already, or setpriv is missing",
)
def test_an_ordinary_user_gets_the_same_city_as_root(var):
    os.chown(var, ORDINARY, ORDINARY)
    with started(var, free_port(), who=AS_ORDINARY_USER, HOME=str(var)) as demo:
        page = read(f"{demo.wait_until_open()}/jakarta/")
        users = {
            child.uids().effective
            for child in psutil.Process(demo.process.pid).children(recursive=True)
        }
        database = (var / "postgres" / "PG_VERSION").stat().st_uid

    assert "Akta kelahiran" in page
    assert users == {ORDINARY}
    assert database == ORDINARY


def test_a_database_of_yours_is_used_when_it_is_named(var):
    name = f"yours_{os.getpid()}"
    _owner_creates(name)
    owner = owner_url(name)
    app = with_database(os.environ["DATABASE_URL"], name)
    try:
        with started(var, free_port(), DATABASE_URL=app, DATABASE_OWNER_URL=owner) as demo:
            page = read(f"{demo.wait_until_open()}/jakarta/")
        assert "Akta kelahiran" in page
        assert not (var / "postgres").exists()
    finally:
        _drop(name)


def _owner_creates(name):
    _owner(sql.SQL("CREATE DATABASE {}"), name)


def _drop(name):
    _owner(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)"), name)
