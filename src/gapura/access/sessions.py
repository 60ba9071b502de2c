"""Sessions in the database, as Django keeps them, read by a statement that is compiled once."""

from datetime import datetime

from django.contrib.sessions.backends.db import SessionStore as DatabaseStore
from django.contrib.sessions.models import Session
from django.db.models import QuerySet
from django.utils import timezone

from gapura.kernel.compiled import compiled


@compiled
def _still_open(session_key: str, now: datetime) -> QuerySet[Session]:
    return Session.objects.filter(session_key=session_key, expire_date__gt=now)


class SessionStore(DatabaseStore):
    """The name is Django's: sessions are signed with it."""

    def _get_session_from_db(self) -> Session | None:
        found = _still_open.first(self.session_key or "", timezone.now())
        if found is None:
            self._session_key = None
        return found
