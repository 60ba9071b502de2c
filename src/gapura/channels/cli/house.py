"""Where the house stands on this machine, and how a command of it opens Django and the database."""

import os
import sys
from pathlib import Path

from gapura.channels.cli.speech import told

ROOT = Path(__file__).resolve().parents[4]


class SetupError(Exception):
    """This machine is not ready for the command; the sentence says what to do."""


def settle() -> None:
    """Make `config` and `sandboxes` importable, wherever the command is called from."""
    if str(ROOT) not in sys.path:
        sys.path.insert(0, str(ROOT))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")


def open_django(*, as_owner: bool = False) -> None:
    """Load settings and packages; as the owner for migrations and loaders only."""
    settle()
    require_database()
    if as_owner:
        os.environ["GAPURA_AS_OWNER"] = "1"
    import django

    django.setup()


def require_database() -> None:
    """Say what to do when no database was named and no demo is running on this machine."""
    settle()
    from config import database, env

    settings = env.read()
    if settings.DATABASE_URL or settings.DATABASE_OWNER_URL:
        return
    from gapura.kernel import embedded

    folder = embedded.reachable(Path(settings.GAPURA_VAR) / "postgres")
    if not (folder / "postmaster.pid").exists():
        raise SetupError(
            told(
                "Belum ada basis data. Jalankan `gapura demo`, atau isi DATABASE_URL dan "
                "DATABASE_OWNER_URL.",
                "There is no database yet. Run `gapura demo`, or set DATABASE_URL and "
                "DATABASE_OWNER_URL.",
            )
        )
    os.environ["DATABASE_URL"] = database.embedded_url(str(folder.parent), database.APP_ROLE)
    os.environ["DATABASE_OWNER_URL"] = database.embedded_url(str(folder.parent), "postgres")
    os.environ.setdefault("GAPURA_DEMO", "1")
