"""Every setting that an operator may set, typed, with its default and what it does.

`docs/reference/settings.md` is generated from this file; a test fails when it drifts.
"""

import os
from dataclasses import dataclass, field, fields
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


def _setting(default: str, help: str, *, secret: bool = False) -> str:
    return field(default=default, metadata={"help": help, "secret": secret})


@dataclass(frozen=True)
class Env:
    DATABASE_URL: str = _setting(
        "", "PostgreSQL as the application's role (owns nothing). Empty: the embedded server."
    )
    DATABASE_OWNER_URL: str = _setting(
        "", "PostgreSQL as the owner: migrations, demo loader, backup. Empty: the embedded server."
    )
    GAPURA_AS_OWNER: str = _setting(
        "", "Set to 1 by `gapura migrate` and the loaders: connect as the owner."
    )
    GAPURA_VAR: str = _setting(
        str(ROOT / "var"), "Folder for the embedded database, files and keys."
    )
    GAPURA_SERVICES: str = _setting(str(ROOT / "services"), "Folder of the service packages.")
    GAPURA_SECRET_KEY: str = _setting(
        "", "Signs sessions and tokens. Required unless GAPURA_DEMO is 1.", secret=True
    )
    GAPURA_KEYS_FILE: str = _setting(
        "", "Key file that seals personal identifiers. Empty: <GAPURA_VAR>/keys.json."
    )
    GAPURA_DEMO: str = _setting(
        "", "1: this is a demo or a test; demo log-ins are shown, http is allowed."
    )
    GAPURA_HOSTS: str = _setting(
        "localhost,127.0.0.1,[::1],testserver", "Host names that are served, by comma."
    )
    GAPURA_PUBLIC_URL: str = _setting(
        "http://localhost:8000", "Address residents see: links in mail and QR codes."
    )
    GAPURA_MAIL_URL: str = _setting(
        "smtp://127.0.0.1:8025", "SMTP server: smtp://user:password@host:port, smtps:// for TLS."
    )
    GAPURA_MAIL_FROM: str = _setting("Gapura <gapura@localhost>", "Sender of every mail.")
    GAPURA_MAIL_SANDBOX: str = _setting(
        "", "Address of the mail sandbox's page, shown in the demo. Empty: none."
    )
    GAPURA_LANGUAGE: str = _setting(
        "", "Language of the command line: id or en. Empty: as the terminal is set."
    )
    GAPURA_PREPARE_AFTER: str = _setting(
        "5",
        "A statement that a connection saw so often is planned once; 0: never, for a pooler in between that knows no prepared statements (PgBouncer before 1.21).",
    )
    GAPURA_POOL: str = _setting("8", "Most database connections of one web process; 0: no pool.")


def read(environ: "os._Environ[str] | dict[str, str]" = os.environ) -> Env:
    return Env(**{f.name: environ[f.name] for f in fields(Env) if environ.get(f.name)})


def reference() -> str:
    """The settings as a Markdown table."""
    rows = [
        "# Settings",
        "",
        "Generated from `config/env.py`; each is an environment variable.",
        "",
        "| name | default | what it does |",
        "|---|---|---|",
    ]
    for f in fields(Env):
        default = str(f.default).replace(str(ROOT), ".")
        rows.append(f"| `{f.name}` | {f'`{default}`' if default else ''} | {f.metadata['help']} |")
    return "\n".join(rows) + "\n"
