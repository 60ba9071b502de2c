"""The worker: sleeps until PostgreSQL says there is work, visits all cities now and then."""

import threading
import time
from collections.abc import Callable, Iterable
from datetime import timedelta
from uuid import UUID

import psycopg
import structlog
from django.db import close_old_connections, connection

from gapura.kernel import timers
from gapura.kernel.events import CHANNEL
from gapura.kernel.scope import scope
from gapura.kernel.worker import deliveries, moments

SWEEP = timedelta(seconds=5)
HEARTBEAT = deliveries.LEASE / 3

log = structlog.get_logger()


class Worker:
    """One process; as many as wished may run beside each other."""

    def __init__(self, jurisdictions: Callable[[], Iterable[str]]) -> None:
        self._jurisdictions = jurisdictions
        self._stop = threading.Event()
        self._claimed: dict[str, list[UUID]] = {}

    def stop(self) -> None:
        self._stop.set()

    def run(self) -> None:
        """Work until `stop()`. A database that goes away is waited for."""
        threading.Thread(target=self._beat, daemon=True, name="heartbeat").start()
        while not self._stop.is_set():
            try:
                self._listen_and_work()
            except (psycopg.OperationalError, Exception) as error:  # noqa: BLE001 - process edge
                log.warning("worker waits for the database", error=str(error))
                connection.close()
                self._stop.wait(1)

    def run_once(self) -> int:
        """One visit to every jurisdiction; how many duties and moments were tried."""
        return sum(self._visit(jurisdiction) for jurisdiction in self._jurisdictions())

    def run_until_idle(self) -> None:
        while self.run_once():
            pass

    def claimed(self) -> list[UUID]:
        """What the heartbeat keeps leased now."""
        return [delivery_id for ids in self._claimed.values() for delivery_id in ids]

    def _listen_and_work(self) -> None:
        parameters = connection.get_connection_params()
        for ours in ("cursor_factory", "context", "prepare_threshold"):
            parameters.pop(ours, None)
        with psycopg.connect(**parameters, autocommit=True) as listener:
            listener.execute(f"LISTEN {CHANNEL}")
            for jurisdiction in self._jurisdictions():
                with scope(jurisdiction):
                    timers.ensure_periodic(jurisdiction)
            swept = 0.0
            woken: set[str] = set()
            while not self._stop.is_set():
                if time.monotonic() - swept >= SWEEP.total_seconds():
                    woken, swept = set(self._jurisdictions()), time.monotonic()
                # Heard before the visit, so that all that was said meanwhile means one visit.
                heard = listener.notifies(timeout=0 if woken else 0.5, stop_after=1)
                woken |= {note.payload for note in heard} & set(self._jurisdictions())
                woken = {city for city in sorted(woken) if self._visit(city) >= deliveries.BATCH}
                close_old_connections()

    def _visit(self, jurisdiction: str) -> int:
        with scope(jurisdiction):
            claimed = deliveries.claim(jurisdiction)
        left = self._claimed.setdefault(jurisdiction, [])
        left.extend(delivery_id for delivery_id, _attempt in claimed)
        try:
            for delivery_id, attempt in claimed:
                deliveries.deliver(jurisdiction, delivery_id, attempt)
                left.remove(delivery_id)
        finally:
            left.clear()  # a duty nobody does any more must not be kept leased by the heartbeat
        due = moments.claim(jurisdiction)  # only now: what was delivered may have moved a moment
        for timer_id in due:
            moments.fire(jurisdiction, timer_id)
        return len(claimed) + len(due)

    def _beat(self) -> None:
        while not self._stop.wait(HEARTBEAT.total_seconds()):
            try:
                for jurisdiction, ids in list(self._claimed.items()):
                    if ids:
                        deliveries.renew(jurisdiction, list(ids))
            except Exception:
                log.warning("heartbeat failed", exc_info=True)
            finally:
                connection.close()
