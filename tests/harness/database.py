"""The test database: built once as owner, copied for each run, then used as gapura_app.

Row-level security is skipped for owners and superusers, so tests that ran as one would prove
nothing. The template holds areas, jurisdictions, calendars and the published services.
"""

import fcntl
import hashlib
import os
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path

import psycopg
import pytest
from psycopg import sql

ROOT = Path(__file__).resolve().parents[2]
VAR = Path(os.environ.get("GAPURA_TEST_VAR", ROOT / "var" / "test"))
APP_ROLE = "gapura_app"
FINGERPRINTED = ("src/gapura/*/migrations/*.py", "src/gapura/kernel/tenancy.py", "services/**/*",
                 "src/gapura/jurisdictions/**/*.csv", "src/gapura/jurisdictions/**/*.py",
                 "src/gapura/catalogue/**/*.py", "src/gapura/engines/definitions/*.py",
                 "config/*.py")  # fmt: skip


YOURS = os.environ.get("DATABASE_OWNER_URL")  # a PostgreSQL of yours, else the embedded one


def pytest_configure(config):
    if config.pluginmanager.has_plugin("django") is False:
        return
    if not hasattr(config, "workerinput"):  # the controller starts what the workers share
        _point_at_server()


def _point_at_server():
    VAR.mkdir(parents=True, exist_ok=True)
    _keep_keys(VAR / "keys.json")
    if YOURS:
        return
    from gapura.kernel import embedded

    with locked("server"):
        server = embedded.start(VAR / "postgres")
        with psycopg.connect(server.get_uri(), autocommit=True) as connection:
            connection.execute("ALTER SYSTEM SET fsync = off")  # a test database may be lost
            connection.execute("SELECT pg_reload_conf()")
    host = server.get_uri().split("host=")[1]
    os.environ["DATABASE_OWNER_URL"] = f"postgresql://postgres@/postgres?host={host}"
    os.environ["DATABASE_URL"] = f"postgresql://{APP_ROLE}@/postgres?host={host}"


def _keep_keys(file):
    """Here and not with the template: a PostgreSQL of yours may have that from another checkout."""
    from gapura.kernel import sealing

    with locked("keys"):
        if not file.exists():
            file.write_text(sealing.new_keys())
    os.environ["GAPURA_KEYS_FILE"] = str(file)


@contextmanager
def locked(name):
    with (VAR / f"{name}.lock").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def _fingerprint():
    digest = hashlib.sha256()
    for pattern in FINGERPRINTED:
        for path in sorted(ROOT.glob(pattern)):
            if path.is_file() and "/tests/" not in str(path) and "__pycache__" not in str(path):
                digest.update(str(path.relative_to(ROOT)).encode() + path.read_bytes())
    return digest.hexdigest()[:16]


def with_database(url, name):
    scheme, rest = url.split("://", 1)
    authority, _slash, tail = rest.partition("/")
    _old, question, query = tail.partition("?")
    return f"{scheme}://{authority}/{name}{question}{query}"


def owner_url(database="postgres"):
    return with_database(os.environ["DATABASE_OWNER_URL"], database)


def _owner(statement, *names):
    with psycopg.connect(owner_url(), autocommit=True) as connection:
        return connection.execute(statement.format(*map(sql.Identifier, names)))


def ensure_template():
    """The migrated and loaded template, built once per state of the sources."""
    template = f"gapura_template_{_fingerprint()}"
    with locked("template"):
        with psycopg.connect(owner_url(), autocommit=True) as connection:
            known = connection.execute(
                "SELECT 1 FROM pg_database WHERE datname = %s", [template]
            ).fetchone()
            if known:
                return template
            old = connection.execute(
                "SELECT datname FROM pg_database WHERE datname LIKE 'gapura_template_%'"
            ).fetchall()
        for (name,) in old[:-2]:  # two runs on two states of the sources may go side by side
            _owner(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)"), name)
        _build(template)
    return template


def _build(template):
    from gapura.kernel import embedded

    building = f"building_{os.getpid()}"
    embedded.prepare(owner_url(), database=building, app_role=APP_ROLE)
    environment = os.environ | {
        "DATABASE_OWNER_URL": owner_url(building), "GAPURA_AS_OWNER": "1", "PYTHONWARNINGS": "",
    }  # fmt: skip
    for command in (["migrate", "-v0", "--skip-checks"], ["load_reference"]):
        run = subprocess.run(
            [sys.executable, "manage.py", *command],
            cwd=ROOT, env=environment, capture_output=True, text=True, check=False,
        )  # fmt: skip
        if run.returncode:
            raise RuntimeError(f"{' '.join(command)} failed:\n{run.stdout}{run.stderr}")
    _owner(sql.SQL("ALTER DATABASE {} RENAME TO {}"), building, template)


ROLLED_BACK = {"db", "transactional_db", "jakarta"}
_copies: dict[str, dict[str, object]] = {}  # "clean": rolled back after each test; "kept": not


def _copy_for(item):
    rolls_back = ROLLED_BACK & set(getattr(item, "fixturenames", ()))
    return "clean" if rolls_back or item.get_closest_marker("django_db") else "kept"


_wanted = "clean"


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item):
    """What journeys and threads commit is not seen by tests that count on an empty city."""
    global _wanted  # noqa: PLW0603 - the session's fixtures ask for it once, after this hook
    _wanted = _copy_for(item)
    if _copies:
        _turn_to(_wanted)


def _turn_to(copy):
    from django.conf import settings
    from django.db import connections

    wanted = _copies[copy]
    connection = connections["default"]
    if connection.settings_dict["NAME"] != wanted["NAME"]:
        connection.close()
        settings.DATABASES["default"] |= wanted
        connection.settings_dict |= wanted


@pytest.fixture(scope="session")
def django_db_setup(request, django_db_blocker):
    """Each worker of each run gets two copies of the template, used as gapura_app."""
    from django.conf import settings

    from config import database

    template = ensure_template()
    worker = os.environ.get("PYTEST_XDIST_WORKER", "main")
    names = {copy: f"test_{os.getpid()}_{worker}_{copy}" for copy in ("clean", "kept")}
    with locked("template"):
        for name in names.values():
            _owner(sql.SQL("CREATE DATABASE {} TEMPLATE {}"), name, template)
    plain = os.environ["DATABASE_URL"]
    _copies.update({c: database.parse(with_database(plain, n)) for c, n in names.items()})
    # Processes that a test starts commit what they do: they get the copy that is kept.
    os.environ["DATABASE_URL"] = with_database(plain, names["kept"])
    os.environ["DATABASE_OWNER_URL"] = owner_url(names["kept"])
    settings.GAPURA_KEYS_FILE = os.environ["GAPURA_KEYS_FILE"]
    with django_db_blocker.unblock():
        _turn_to(_wanted)
    yield
    from django.db import connections

    with django_db_blocker.unblock():
        connections["default"].close()
    for name in names.values():
        _owner(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)"), name)
