"""The one door to business tables: a transaction that belongs to one jurisdiction.

Row-level security reads `gapura.jurisdiction`; without a scope every business table is empty.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.db import connection, transaction

_current: ContextVar[str | None] = ContextVar("gapura_jurisdiction", default=None)


class WrongScopeError(RuntimeError):
    """A programming error: two jurisdictions in one transaction."""


def current_jurisdiction() -> str | None:
    return _current.get()


@contextmanager
def scope(jurisdiction: str) -> Iterator[None]:
    """Open the jurisdiction's transaction, or join it when it is already open."""
    outer = _current.get()
    if outer == jurisdiction:
        yield
        return
    if outer is not None:
        raise WrongScopeError(f"inside {outer}, {jurisdiction} was asked for; send a message")
    with transaction.atomic(durable=True), connection.cursor() as cursor:
        cursor.execute("SELECT set_config('gapura.jurisdiction', %s, true)", [jurisdiction])
        token = _current.set(jurisdiction)
        try:
            yield
        finally:
            _current.reset(token)
        if connection.savepoint_ids:
            # SET LOCAL outlives an inner savepoint (a test's transaction), so it is taken back.
            cursor.execute("SELECT set_config('gapura.jurisdiction', '', true)")
