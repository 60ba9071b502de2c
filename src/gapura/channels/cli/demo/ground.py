"""Where the demo stands: its folder, its database, its keys, its ports."""

import os
import secrets
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TextIO
from urllib.parse import quote, urlsplit, urlunsplit

from gapura.channels.cli.house import ROOT, SetupError
from gapura.channels.cli.speech import tell, told, write
from gapura.kernel import embedded

APP_ROLE = "gapura_app"
DATABASE = "gapura"


@dataclass(frozen=True)
class Ground:
    """The folder of the demo and the two addresses of its database."""

    var: Path
    app_url: str
    owner_url: str
    server: Any  # the embedded server, or None when the database is yours


def folder() -> Path:
    var = Path(os.environ.get("GAPURA_VAR") or ROOT / "var")
    var.mkdir(parents=True, exist_ok=True)
    return var


@contextmanager
def standing(var: Path) -> Iterator[Ground]:
    """The ground, and the embedded server stopped at the end."""
    place = _prepare(var)
    try:
        yield place
    finally:
        if place.server is not None:
            embedded.stop(place.server)


def _prepare(var: Path) -> Ground:
    """A database that answers, with a role for the application that owns nothing."""
    app, owner = os.environ.get("DATABASE_URL", ""), os.environ.get("DATABASE_OWNER_URL", "")
    if app or owner:
        return _yours(var, app, owner)
    wanted = var / "postgres"
    stands = embedded.reachable(wanted)
    if stands != wanted:
        tell(
            f"Folder {var} tertutup bagi pengguna lain, sedangkan PostgreSQL milik root berjalan "
            f"sebagai pengguna sendiri. Basis data ditaruh di {stands}.",
            f"{var} lies in a folder that is private, and PostgreSQL started by root runs as a user "
            f"of its own. The database is kept in {stands}.",
        )
    server = embedded.start(wanted, say=write)
    host = server.get_uri().split("host=")[1]
    embedded.prepare(server.get_uri(), database=DATABASE, app_role=APP_ROLE)
    return Ground(
        var=var,
        app_url=f"postgresql://{APP_ROLE}@/{DATABASE}?host={host}",
        owner_url=f"postgresql://postgres@/{DATABASE}?host={host}",
        server=server,
    )


def _yours(var: Path, app: str, owner: str) -> Ground:
    """One address alone is the owner's; the application's role is made when it is not there."""
    owner = owner or app
    if app in {"", owner}:
        app = _with_role(owner, APP_ROLE, _app_password(var))
    database = urlsplit(owner).path.lstrip("/")
    role = urlsplit(app)
    embedded.prepare(owner, database=database, app_role=role.username or APP_ROLE)
    if role.password:
        embedded.give_password(owner, role=role.username or APP_ROLE, password=role.password)
    return Ground(var=var, app_url=app, owner_url=owner, server=None)


def _app_password(var: Path) -> str:
    file = var / "app-role-password"
    if not file.exists():
        file.touch(mode=0o600)
        file.write_text(secrets.token_urlsafe(24))
    return file.read_text()


def _with_role(url: str, role: str, password: str) -> str:
    parts = urlsplit(url)
    place = parts.netloc.rpartition("@")[2]
    return urlunsplit(parts._replace(netloc=f"{role}:{quote(password)}@{place}"))


def ensure_keys(var: Path) -> Path:
    """The key file that seals personal identifiers; lost keys cannot be made again."""
    from gapura.kernel import sealing

    file = Path(os.environ.get("GAPURA_KEYS_FILE") or var / "keys.json")
    if not file.exists():
        file.touch(mode=0o600)
        file.write_text(sealing.new_keys())
        tell(f"Berkas kunci dibuat: {file}", f"Key file made: {file}")
    return file


def free_port(wanted: int, host: str = "127.0.0.1") -> int:
    """`wanted`, or the next one that nobody uses."""
    for port in range(wanted, wanted + 100):
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((host, port))
            except OSError:
                continue
            return port
    raise SetupError(
        told(
            f"Porta {wanted} sampai {wanted + 99} terpakai semua. Sebutkan yang lain dengan --port.",
            f"Ports {wanted} to {wanted + 99} are all taken. Name another with --port.",
        )
    )


@contextmanager
def only_one(var: Path) -> Iterator[TextIO]:
    """One demo a folder; the file says where it answers."""
    import fcntl

    with (var / "demo.lock").open("a+") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            file.seek(0)
            where = file.read().strip() or "…"
            raise SetupError(
                told(
                    f"Demo ini sudah berjalan di {where}. Hentikan dulu dengan Ctrl-C di sana.",
                    f"This demo already runs at {where}. Stop it there with Ctrl-C first.",
                )
            ) from None
        file.truncate(0)
        try:
            yield file
        finally:
            file.truncate(0)
