"""A city of its own for tests that kill things: database, web, worker and mail as real processes."""

import os
import signal
import subprocess
import sys
import time
from contextlib import contextmanager
from dataclasses import dataclass, field

import psutil
import psycopg

from tests.harness.database import ROOT
from tests.harness.server import free_port

PATIENCE = 90


def wait_until(what, holds, *, patience=PATIENCE):
    until = time.monotonic() + patience
    while time.monotonic() < until:
        if holds():
            return
        time.sleep(0.05)
    raise AssertionError(f"waited {patience} s in vain until {what}")


def kill(process):
    """kill -9, children too: nobody gets a chance to tidy up."""
    family = [process, *psutil.Process(process.pid).children(recursive=True)]
    for member in family:
        os.kill(member.pid, signal.SIGKILL)
    for member in family:
        member.wait(10)


@dataclass
class Household:
    app_url: str
    owner_url: str
    folder: object
    mail: object
    processes: list = field(default_factory=list)

    def __post_init__(self):
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"

    @property
    def environ(self):
        return os.environ | {
            "DJANGO_SETTINGS_MODULE": "config.settings",
            "DATABASE_URL": self.app_url,
            "DATABASE_OWNER_URL": self.owner_url,
            "GAPURA_DEMO": "1",
            "GAPURA_POOL": "4",
            "GAPURA_VAR": str(self.folder),
            "GAPURA_KEYS_FILE": os.environ["GAPURA_KEYS_FILE"],
            "GAPURA_PUBLIC_URL": self.url,
            "GAPURA_MAIL_URL": self.mail.smtp_url,
            "GAPURA_MAIL_SANDBOX": self.mail.url,
            "GAPURA_LANGUAGE": "en",
            "PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}",
            "PYTHONWARNINGS": "",
        }

    def run(self, *arguments, as_owner=False):
        done = subprocess.run(
            [sys.executable, *arguments], cwd=ROOT, capture_output=True, text=True, check=False,
            env=self.environ | ({"GAPURA_AS_OWNER": "1"} if as_owner else {}),
        )  # fmt: skip
        assert done.returncode == 0, f"{arguments}:\n{done.stdout}{done.stderr}"
        return done.stdout

    def start(self, *arguments):
        """`gapura …` as it runs in production."""
        log = (self.folder / f"{arguments[0]}.log").open("ab")
        with log:
            process = subprocess.Popen(
                [sys.executable, "-m", "gapura.channels.cli.main", *arguments],
                cwd=ROOT, env=self.environ, stdout=log, stderr=log,
            )  # fmt: skip
        self.processes.append(process)
        return process

    def start_worker(self):
        return self.start("worker")

    def start_web(self):
        web = self.start("web", "--port", str(self.port), "--workers", "1", "--threads", "2")
        wait_until("the web server answers", lambda: self.answers("/healthz") == 200)
        return web

    def answers(self, path):
        """The HTTP status; 0 when nobody answers."""
        import urllib.error
        import urllib.request

        try:
            with urllib.request.urlopen(f"{self.url}{path}", timeout=15) as answer:
                return answer.status
        except urllib.error.HTTPError as error:
            error.close()
            return error.code
        except OSError:
            return 0

    def rows(self, statement, *parameters):
        with psycopg.connect(self.owner_url) as connection:
            return connection.execute(statement, parameters).fetchall()

    def count(self, statement, *parameters):
        return self.rows(statement, *parameters)[0][0]

    def let_leases_end(self):
        """A minute passes: what a killed worker had claimed may be claimed by others."""
        with psycopg.connect(self.owner_url) as connection:
            for table in ("kernel_delivery", "kernel_timer"):
                connection.execute(
                    f"UPDATE {table} SET lease_until = now() - interval '1 second' "
                    "WHERE lease_until IS NOT NULL"
                )

    def let_pauses_end(self):
        """What failed and waits before the next attempt is due now."""
        with psycopg.connect(self.owner_url) as connection:
            connection.execute("UPDATE kernel_delivery SET run_at = now() WHERE state = 'waiting'")

    @contextmanager
    def held(self, table, mode="ACCESS EXCLUSIVE"):
        """Nobody else gets at the table; whoever tries waits inside its transaction. With `SHARE`
        only writing waits."""
        with psycopg.connect(self.owner_url) as connection:
            connection.execute(f"LOCK TABLE {table} IN {mode} MODE")
            yield
            connection.rollback()

    def waits_for_a_lock(self):
        return self.count(
            "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() "
            "AND usename = 'gapura_app' AND wait_event_type = 'Lock'"
        )

    def owed(self):
        return self.count("SELECT count(*) FROM kernel_delivery WHERE state = 'waiting'")

    def failed_once(self):
        return self.count(
            "SELECT count(*) FROM kernel_delivery WHERE state = 'waiting' AND last_error <> ''"
        )

    def done(self):
        return self.count("SELECT count(*) FROM kernel_delivery WHERE state = 'done'")

    def log(self, name):
        file = self.folder / f"{name}.log"
        return file.read_text() if file.exists() else ""

    def stop(self):
        for process in self.processes:
            if process.poll() is None:
                process.terminate()
        for process in self.processes:
            try:
                process.wait(15)
            except subprocess.TimeoutExpired:
                kill(process)
