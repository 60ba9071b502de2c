"""What a second start may skip: the state of the sources, remembered in the database itself."""

import hashlib
import json
from pathlib import Path

import psycopg
from psycopg import sql

from gapura.channels.cli.house import ROOT

SOURCES = {
    "tables": ("src/gapura/*/migrations/*.py", "src/gapura/kernel/tenancy.py",
               "src/gapura/kernel/platform.py"),
    "reference": ("services/**/*", "src/gapura/jurisdictions/**/*", "src/gapura/catalogue/**/*.py",
                  "src/gapura/engines/**/*.py"),
    "people": ("src/gapura/channels/cli/demo/people.py", "src/gapura/channels/cli/demo/stories.py"),
    "looks": ("src/gapura/channels/*/static/**/*",),
}  # fmt: skip
"""Each step of filling the demo and the files it depends on, in order; a step repeats when an
earlier one does, except looks."""


def of_sources(step: str) -> str:
    digest = hashlib.sha256()
    for pattern in SOURCES[step]:
        for path in sorted(ROOT.glob(pattern)):
            if path.is_file() and "__pycache__" not in path.parts:
                digest.update(str(path.relative_to(ROOT)).encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()[:16]


def stale(owner_url: str) -> list[str]:
    """The steps that are not done, or were done with other files."""
    known = _remembered(owner_url)
    return [step for step in SOURCES if known.get(step) != of_sources(step)]


def remember(owner_url: str, step: str) -> None:
    known = _remembered(owner_url) | {step: of_sources(step)}
    with psycopg.connect(owner_url, autocommit=True) as connection:
        connection.execute(
            sql.SQL("COMMENT ON DATABASE {} IS {}").format(
                sql.Identifier(connection.info.dbname), sql.Literal(json.dumps(known))
            )
        )


def _remembered(owner_url: str) -> dict[str, str]:
    with psycopg.connect(owner_url) as connection:
        row = connection.execute(
            "SELECT shobj_description(oid, 'pg_database') FROM pg_database "
            "WHERE datname = current_database()"
        ).fetchone()
    try:
        known = json.loads((row and row[0]) or "{}")
    except json.JSONDecodeError:  # a comment of somebody else
        return {}
    return known if isinstance(known, dict) else {}


def static_folder(var: Path) -> Path:
    return var / "static"
