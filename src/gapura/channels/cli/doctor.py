"""`gapura doctor`: what is wrong with a set-up, in sentences, and what to do about it."""

import importlib.util
import os
import shutil
import smtplib
import stat
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit

import psycopg

from gapura.channels.cli import house
from gapura.channels.cli.speech import tell, told, write

Verdict = Literal["good", "note", "bad"]
MARKS: dict[Verdict, str] = {"good": "✓", "note": "·", "bad": "✗"}
OLDEST_PYTHON = (3, 11)
LATE = timedelta(minutes=2)


@dataclass(frozen=True)
class Opinion:
    verdict: Verdict
    sentence: str


def examine() -> int:
    """Exit code 1 when something must be mended before Gapura can work."""
    house.settle()
    opinions = [opinion for check in (_python, _packages, _database) for opinion in check()]
    if all(opinion.verdict != "bad" for opinion in opinions):
        opinions += [o for check in (_tables, _keys, _mail, _worker) for o in check()]
    opinions += _chromium()
    for opinion in opinions:
        write(f"{MARKS[opinion.verdict]} {opinion.sentence}")
    bad = sum(opinion.verdict == "bad" for opinion in opinions)
    if bad:
        tell(f"Yang harus dibetulkan: {bad}.", f"To be mended: {bad}.")
    return 1 if bad else 0


def _python() -> Iterator[Opinion]:
    here = ".".join(map(str, sys.version_info[:3]))
    if sys.version_info[:2] < OLDEST_PYTHON:
        yield _bad(
            f"Python {here} terlalu tua; Gapura membutuhkan 3.11 atau lebih baru.",
            f"Python {here} is too old; Gapura needs 3.11 or newer.",
        )
    else:
        yield _good(f"Python {here}.", f"Python {here}.")


def _packages() -> Iterator[Opinion]:
    missing = [n for n in ("django", "psycopg", "typst", "tink") if not importlib.util.find_spec(n)]
    if missing:
        yield _bad(
            f"Pustaka belum terpasang: {', '.join(missing)}. Jalankan `make demo` atau pasang "
            "requirements.lock.",
            f"Libraries are missing: {', '.join(missing)}. Run `make demo` or install "
            "requirements.lock.",
        )


def _database() -> Iterator[Opinion]:
    try:
        house.require_database()
    except house.SetupError as error:
        yield Opinion("bad", str(error))
        return
    from config import env

    settings = env.read()
    try:
        with psycopg.connect(settings.DATABASE_URL, connect_timeout=5) as connection:
            yield from _roles(connection)
    except psycopg.Error as error:
        why = str(error).strip().splitlines()[0]
        yield _bad(
            f"Basis data tidak dapat dihubungi: {why}. Periksa DATABASE_URL.",
            f"The database cannot be reached: {why}. Check DATABASE_URL.",
        )


def _roles(connection: psycopg.Connection[tuple[object, ...]]) -> Iterator[Opinion]:
    version = connection.info.server_version // 10000
    row = connection.execute(
        "SELECT rolsuper, rolbypassrls, "
        "EXISTS (SELECT FROM pg_tables WHERE tableowner = current_user) "
        "FROM pg_roles WHERE rolname = current_user"
    ).fetchone() or (True, True, True)
    role = connection.info.user
    if version < 15:
        yield _bad(
            f"PostgreSQL {version} terlalu tua; pakai 15 atau lebih baru.",
            f"PostgreSQL {version} is too old; use 15 or newer.",
        )
    if any(row):
        yield _bad(
            f"Peran {role} adalah pemilik tabel atau superuser, sehingga dinding antarkota tidak "
            "berlaku. Isi DATABASE_URL dengan peran yang tidak memiliki apa pun.",
            f"The role {role} owns tables or is a superuser, so the wall between cities does not "
            "hold. Give DATABASE_URL a role that owns nothing.",
        )
    else:
        yield _good(
            f"PostgreSQL {version} menjawab, dan peran {role} tidak memiliki apa pun.",
            f"PostgreSQL {version} answers, and the role {role} owns nothing.",
        )


def _tables() -> Iterator[Opinion]:
    house.open_django()
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if plan:
        yield _bad(
            f"{len(plan)} perubahan tabel belum dijalankan. Jalankan `gapura migrate`.",
            f"{len(plan)} changes of tables are not made yet. Run `gapura migrate`.",
        )
        return
    yield _good("Tabel mutakhir.", "The tables are up to date.")
    from gapura.jurisdictions.queries import list_jurisdictions

    cities = [city.name() for city in list_jurisdictions()]
    if not cities:
        yield _bad(
            "Belum ada kota. Jalankan `gapura load`.", "There is no city yet. Run `gapura load`."
        )
    else:
        yield _good(f"Kota: {', '.join(cities)}.", f"Cities: {', '.join(cities)}.")


def _keys() -> Iterator[Opinion]:
    from django.conf import settings

    file = Path(settings.GAPURA_KEYS_FILE)
    if not os.access(file, os.R_OK):
        yield _bad(
            f"Berkas kunci {file} tidak ada atau tidak terbaca. Tanpa itu NIK tidak dapat dibuka.",
            f"The key file {file} is missing or cannot be read. Without it no NIK can be opened.",
        )
    elif file.stat().st_mode & (stat.S_IRGRP | stat.S_IROTH):
        yield _note(
            f"Berkas kunci {file} terbaca pengguna lain. Jalankan `chmod 600 {file}`.",
            f"Others can read the key file {file}. Run `chmod 600 {file}`.",
        )
    else:
        yield _good("Berkas kunci ada dan tertutup.", "The key file is there and private.")


def _mail() -> Iterator[Opinion]:
    from config import env

    server = urlsplit(env.read().GAPURA_MAIL_URL)
    opener: Callable[..., smtplib.SMTP] = (
        smtplib.SMTP_SSL if server.scheme == "smtps" else smtplib.SMTP
    )
    try:
        with opener(server.hostname or "127.0.0.1", server.port or 25, timeout=5) as smtp:
            smtp.noop()
    except OSError as error:
        yield _note(
            f"Server surel {server.hostname}:{server.port} tidak menjawab ({error}). Surel menunggu "
            "dan dikirim nanti.",
            f"The mail server {server.hostname}:{server.port} does not answer ({error}). Mail waits "
            "and is sent later.",
        )
    else:
        yield _good("Server surel menjawab.", "The mail server answers.")


def _worker() -> Iterator[Opinion]:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_stat_activity WHERE query LIKE 'LISTEN gapura%%'")
        listening = cursor.fetchone()[0]
    if listening:
        yield _good(f"{listening} worker bekerja.", f"{listening} worker at work.")
    else:
        yield _bad(
            "Tidak ada worker. Surel, dokumen, dan tenggat menunggu; jalankan `gapura worker`.",
            "There is no worker. Mail, documents and deadlines wait; run `gapura worker`.",
        )
    yield from _late()


def _late() -> Iterator[Opinion]:
    from django.db import connection
    from django.utils import timezone

    from gapura.jurisdictions.queries import list_ids
    from gapura.kernel.scope import scope

    for city in list_ids():
        with scope(city), connection.cursor() as cursor:
            cursor.execute(
                "SELECT count(*) FILTER (WHERE state = 'dead'), "
                "count(*) FILTER (WHERE state = 'waiting' AND run_at < %s) "
                "FROM kernel_delivery WHERE jurisdiction_id = %s AND state <> 'done'",
                [timezone.now() - LATE, city],
            )
            dead, late = cursor.fetchone()
        if dead or late:
            yield _note(
                f"{city}: {late} tugas terlambat, {dead} berhenti dicoba; lihat di meja petugas.",
                f"{city}: {late} duties are late, {dead} are no longer tried; see the desk.",
            )


def _chromium() -> Iterator[Opinion]:
    names = ("chromium", "chromium-browser", "google-chrome")
    if os.environ.get("CHROMIUM") or any(shutil.which(name) for name in names):
        yield _good("Chromium ada untuk pengujian.", "Chromium is there for the tests.")
    else:
        yield _note(
            "Chromium tidak ada; uji peramban dilewati. Pasang dengan `apt-get install chromium`.",
            "There is no Chromium; browser tests are skipped. `apt-get install chromium` brings it.",
        )


def _good(indonesian: str, english: str) -> Opinion:
    return Opinion("good", told(indonesian, english))


def _note(indonesian: str, english: str) -> Opinion:
    return Opinion("note", told(indonesian, english))


def _bad(indonesian: str, english: str) -> Opinion:
    return Opinion("bad", told(indonesian, english))
