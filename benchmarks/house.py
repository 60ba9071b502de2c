"""A whole Gapura for one run: its own PostgreSQL, data, web server, worker and mail sandbox."""

import os
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
FIRST_PORT, LAST_PORT = 20_000, 32_000  # above are the ports that outgoing connections take
PATIENCE = 30
TICK = os.sysconf("SC_CLK_TCK")
WEB_WORKERS, WEB_THREADS = 2, 4
APP_ROLE, DATABASE = "gapura_app", "gapura"


@dataclass
class House:
    """`url` answers once `open()` was called; `environ` is what its processes are started with."""

    folder: Path
    postgres: object
    environ: dict[str, str]
    url: str
    mail_port: int
    processes: dict[str, subprocess.Popen] = field(default_factory=dict)

    @property
    def owner_url(self):
        return self.environ["DATABASE_OWNER_URL"]

    @property
    def postmaster(self):
        return self.postgres.get_pid()

    def manage(self, *command, as_owner=False):
        environ = self.environ | ({"GAPURA_AS_OWNER": "1"} if as_owner else {})
        done = subprocess.run(
            [sys.executable, "-W", "ignore", "manage.py", *command],
            cwd=ROOT, env=environ, capture_output=True, text=True, check=False,
        )  # fmt: skip
        if done.returncode:
            raise RuntimeError(f"{' '.join(command)} failed:\n{done.stdout}{done.stderr}")

    def start(self, name, *command):
        with (self.folder / f"{name}.log").open("ab") as log:
            self.processes[name] = subprocess.Popen(
                [sys.executable, "-W", "ignore", *command],
                cwd=ROOT, env=self.environ, stdout=log, stderr=log,
            )  # fmt: skip

    def open(self):
        """Start the web server, one worker and the mail sandbox; returns when the door answers."""
        self.manage("collectstatic", "--noinput", "-v0")
        http = free_port(self.mail_port + 1)
        self.start(
            "mail", "-m", "sandboxes.mail", "--smtp", str(self.mail_port), "--http", str(http)
        )
        self.start(
            "web", "-m", "gunicorn", "config.wsgi", "--bind", self.url.removeprefix("http://"),
            "--worker-class", "gthread", "--workers", str(WEB_WORKERS),
            "--threads", str(WEB_THREADS), "--keep-alive", "15", "--graceful-timeout", "5",
            "--worker-tmp-dir", "/dev/shm" if os.access("/dev/shm", os.W_OK) else str(self.folder),
            "--pythonpath", "src", "--log-level", "warning",
        )  # fmt: skip
        self.start("worker", "manage.py", "work")
        self._wait_until_ready()

    def close(self):
        for process in self.processes.values():
            process.terminate()
        for process in self.processes.values():
            try:
                process.wait(15)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
        self.processes.clear()

    def cpu_seconds(self):
        """CPU of each part so far, children that have ended included: web, worker, mail, postgres."""
        roots = {name: process.pid for name, process in self.processes.items()}
        roots["postgres"] = self.postmaster
        parents = _processes()
        return {name: _family_cpu(pid, parents) for name, pid in roots.items()}

    def said(self):
        return "\n".join(
            f"--- {log.name}\n{log.read_text()[-3000:]}"
            for log in sorted(self.folder.glob("*.log"))
        )

    def _wait_until_ready(self):
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            try:
                with urllib.request.urlopen(f"{self.url}/readyz", timeout=5) as answer:
                    if answer.status == 200:
                        return
            except (urllib.error.URLError, OSError):
                time.sleep(0.1)
        raise RuntimeError(f"the server did not become ready:\n{self.said()}")


@contextmanager
def build():
    """An empty city hall in a temporary folder: migrated, with offices, calendars and services."""
    sys.path[:0] = [str(ROOT), str(ROOT / "src")]
    from gapura.kernel import embedded, sealing

    with tempfile.TemporaryDirectory(prefix="gapura-bench-") as name:
        folder = Path(name)
        folder.chmod(0o755)  # the server is a system user of its own when root runs this
        server = embedded.start(folder / "postgres")
        host = server.get_uri().split("host=")[1]
        port = free_port(FIRST_PORT + os.getpid() % 9000)
        (folder / "keys.json").write_text(sealing.new_keys())
        url = f"http://127.0.0.1:{port}"
        mail = free_port(port + 1)
        environ = os.environ | {
            "DJANGO_SETTINGS_MODULE": "config.settings",
            "GAPURA_DEMO": "1",
            "GAPURA_POOL": str(WEB_THREADS),
            "GAPURA_VAR": name,
            "GAPURA_KEYS_FILE": str(folder / "keys.json"),
            "GAPURA_PUBLIC_URL": url,
            "GAPURA_MAIL_URL": f"smtp://127.0.0.1:{mail}",
            "DATABASE_OWNER_URL": f"postgresql://postgres@/{DATABASE}?host={host}",
            "DATABASE_URL": f"postgresql://{APP_ROLE}@/{DATABASE}?host={host}",
            "PYTHONPATH": f"{ROOT}{os.pathsep}{ROOT / 'src'}",
        }
        house = House(folder, server, environ, url, mail)
        try:
            owner = f"postgresql://postgres@/postgres?host={host}"
            embedded.prepare(owner, database=DATABASE, app_role=APP_ROLE)
            house.manage("migrate", "-v0", "--skip-checks", as_owner=True)
            house.manage("load_reference", as_owner=True)
            yield house
        finally:
            house.close()
            server.cleanup()


def enter(house):
    """Let this process be one of the house's: Django as the application's role."""
    os.environ.update(house.environ | {"GAPURA_POOL": "0"})
    import django

    django.setup()


def free_port(first):
    for port in range(first, LAST_PORT):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)):
                return port
    raise RuntimeError("no free port below 32000")


def _processes():
    """Parent of every process of this machine."""
    parents = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text().rpartition(")")[2].split()
        except OSError:
            continue  # it ended meanwhile
        parents[int(stat.parent.name)] = int(fields[1])
    return parents


def _family_cpu(root, parents):
    family, added = {root}, True
    while added:
        grown = family | {pid for pid, parent in parents.items() if parent in family}
        added, family = grown != family, grown
    return sum(_cpu(pid) for pid in family)


def _cpu(pid):
    """User and system time of the process and of its children that were waited for."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return 0.0
    return sum(int(ticks) for ticks in fields[11:15]) / TICK


def with_database(url, name):
    """The same server, another database."""
    head, _database, tail = url.partition(f"/{DATABASE}?")
    return f"{head}/{name}?{tail}"
