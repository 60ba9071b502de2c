"""`gapura web` and `gapura worker`: the two processes of production, as many of each as wished."""

import importlib.util
import os
import sys
from argparse import Namespace

from gapura.channels.cli import house
from gapura.channels.cli.speech import told

BACKLOG = 256  # who waits longer than that is told to come back, see scale: overload is designed


def web(asked: Namespace) -> int:
    """Become the web server; the process is replaced, so signals reach it."""
    house.require_database()
    arguments = _granian(asked) if asked.server == "granian" else _gunicorn(asked)
    os.environ["PYTHONPATH"] = os.pathsep.join(
        filter(None, [str(house.ROOT), os.environ.get("PYTHONPATH", "")])
    )
    os.execv(sys.executable, [sys.executable, "-m", *arguments])  # noqa: S606 - no shell is meant


def worker(asked: Namespace) -> int:
    house.open_django()
    from django.core.management import call_command

    call_command("work")
    return 0


def _gunicorn(asked: Namespace) -> list[str]:
    folder = ["--worker-tmp-dir", "/dev/shm"] if os.access("/dev/shm", os.W_OK) else []  # noqa: S108
    return [
        "gunicorn", "config.wsgi:application", "--chdir", str(house.ROOT),
        "--worker-class", "gthread", "--workers", str(asked.workers), "--preload",
        "--threads", str(asked.threads), "--bind", f"{asked.host}:{asked.port}",
        "--backlog", str(BACKLOG), "--keep-alive", "15", "--graceful-timeout", "10",
        "--log-level", "warning", *folder,
    ]  # fmt: skip


def _granian(asked: Namespace) -> list[str]:
    if importlib.util.find_spec("granian") is None:
        raise house.SetupError(
            told(
                "Granian belum terpasang. Pasang dengan `pip install granian`, atau pakai gunicorn.",
                "Granian is not installed. Install it with `pip install granian`, or use gunicorn.",
            )
        )
    return [
        "granian", "config.wsgi:application", "--interface", "wsgi", "--host", asked.host,
        "--port", str(asked.port), "--workers", str(asked.workers),
        "--blocking-threads", str(asked.threads), "--backlog", str(BACKLOG),
        "--working-dir", str(house.ROOT),
    ]  # fmt: skip
