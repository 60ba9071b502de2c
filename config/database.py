"""From a PostgreSQL URL to Django's settings; the embedded server stands in when none is given."""

from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlsplit

APP_ROLE = "gapura_app"
DATABASE = "gapura"
PREPARE_AFTER = 5  # times that a connection saw the same statement; half of PostgreSQL's work saved


def embedded_url(var: str, user: str, database: str = DATABASE) -> str:
    """The URL of the embedded server of this folder (its socket stands in postmaster.pid)."""
    folder = Path(var) / "postgres"
    pid = folder / "postmaster.pid"
    lines = pid.read_text().splitlines() if pid.exists() else []
    socket = lines[4].strip() if len(lines) > 4 and lines[4].strip() else str(folder)
    return f"postgresql://{user}@/{database}?host={socket}"


def parse(url: str, *, prepare_after: int = PREPARE_AFTER) -> dict[str, object]:
    """With server-side binding: PostgreSQL plans what is asked again and again once a connection."""
    parts = urlsplit(url)
    options = dict(parse_qsl(parts.query))
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": options.pop("host", None) or parts.hostname or "",
        "PORT": str(parts.port or options.pop("port", "")),
        "OPTIONS": {**options, **_binding(prepare_after)},
        "CONN_HEALTH_CHECKS": True,
    }


def _binding(prepare_after: int) -> dict[str, object]:
    if not prepare_after:
        return {}
    return {"server_side_binding": True, "prepare_threshold": prepare_after}
