"""Guessing gets slower, the owner is never locked out.

A miss lengthens a pause: for this subject from this address (0, 0, 1, 2, 4 … 300 s), for the
address whatever it tries, and for the subject whoever tries. From where the secret was right
before, only the first counts, so a stranger's misses do not make the owner wait. Misses fade.
"""

import ipaddress
import math
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from gapura.access.models import RateMark
from gapura.kernel.errors import TooMany
from gapura.kernel.scope import current_jurisdiction

TRUSTED = timedelta(days=90)
# No pause at all. Not "now": of two right tries at one moment, the one whose clock was read first
# would find the other's now in its future, and wait.
LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Slope:
    """`free` misses cost nothing; then the pause doubles up to `longest` seconds."""

    free: int
    longest: int
    fades: timedelta  # one miss is forgotten after each such time

    def pause(self, failures: int) -> timedelta:
        if failures <= self.free:
            return timedelta()
        return timedelta(seconds=min(self.longest, 2 ** min(failures - self.free - 1, 30)))


PAIR = Slope(free=2, longest=300, fades=timedelta(minutes=30))
# Thousands share one address behind a mobile operator: many free misses, a short pause.
ADDRESS = Slope(free=30, longest=60, fades=timedelta(minutes=1))
SUBJECT = Slope(free=10, longest=60, fades=timedelta(minutes=30))


def check(scope_name: str, subject: str, address: str) -> None:
    """Before the secret is looked at: TooMany while a pause runs. Works inside a command too."""
    now = timezone.now()
    with transaction.atomic():
        marks = _locked(scope_name, subject, address, now)
        wait = max(mark.open_at - now for mark, _slope in marks)
        if wait > timedelta():
            raise _too_many(math.ceil(wait.total_seconds()))
        for mark, slope in marks:
            # As if it were a miss, so that tries sent at the same moment do not all get in.
            pause = slope.pause(_remembered(mark, slope, now) + 1)
            if pause:
                mark.open_at = now + pause
                mark.save(update_fields=["open_at"])


def failed(scope_name: str, subject: str, address: str) -> None:
    """The secret was wrong. Outside any command: its refusal would take the count back."""
    if current_jurisdiction() is not None:
        raise RuntimeError("count a miss after the command has been left, or nothing is counted")
    now = timezone.now()
    with transaction.atomic():
        for mark, slope in _locked(scope_name, subject, address, now):
            mark.failures = _remembered(mark, slope, now) + 1
            mark.last_at = now
            mark.open_at = now + slope.pause(mark.failures)
            mark.save(update_fields=["failures", "last_at", "open_at"])


def succeeded(scope_name: str, subject: str, address: str) -> None:
    """The secret was right: this address is known to the subject, and no pause is left."""
    now = timezone.now()
    with transaction.atomic():
        marks = _locked(scope_name, subject, address, now)
        for mark, slope in marks:
            if slope is PAIR:
                mark.failures, mark.trusted_until = 0, now + TRUSTED
            elif mark.open_at == LONG_AGO:
                continue
            mark.open_at = LONG_AGO
            mark.save(update_fields=["open_at", "failures", "trusted_until"])


def spend(scope_name: str, subject: str, address: str) -> None:
    """For what costs somebody else something each time, such as a mail: every use counts."""
    check(scope_name, subject, address)
    failed(scope_name, subject, address)


def forget(before: datetime) -> None:
    """Drop marks that have faded and are not trusted any more."""
    old = RateMark.objects.filter(last_at__lt=before, open_at__lt=before)
    old.exclude(trusted_until__gte=before).delete()


# Makes the three that are missing and locks them all, in the order given; changes nothing else.
_LOCK = """
INSERT INTO access_ratemark (key, failures, last_at, open_at)
VALUES (%s, %s, %s, %s), (%s, %s, %s, %s), (%s, %s, %s, %s)
ON CONFLICT (key) DO UPDATE SET failures = access_ratemark.failures
RETURNING key, failures, last_at, open_at, trusted_until
"""


def _locked(
    scope_name: str, subject: str, address: str, now: datetime
) -> list[tuple[RateMark, Slope]]:
    """The marks that count, locked in one order by all; only the pair's where it is trusted."""
    from_here = _network(address)
    slopes = {
        _key(scope_name, "pair", f"{subject}\0{from_here}"): PAIR,
        _key(scope_name, "address", from_here): ADDRESS,
        _key(scope_name, "subject", subject): SUBJECT,
    }
    new = [value for key in sorted(slopes) for value in (key, 0, now, LONG_AGO)]
    marks = [(row, slopes[row.key]) for row in RateMark.objects.raw(_LOCK, new)]
    trusted = [
        (row, slope)
        for row, slope in marks
        if slope is PAIR and row.trusted_until is not None and row.trusted_until > now
    ]
    return trusted or marks


def _remembered(mark: RateMark, slope: Slope, now: datetime) -> int:
    return max(0, mark.failures - int((now - mark.last_at) / slope.fades))


def _key(scope_name: str, what: str, value: str) -> str:
    digest = salted_hmac(
        "gapura.access.limits", f"{scope_name}\0{what}\0{value}", algorithm="sha256"
    )
    return digest.hexdigest()


def _network(address: str) -> str:
    """One household of IPv6 is a /64, which holds more addresses than guesses."""
    try:
        ip = ipaddress.ip_address(address)
    except ValueError:
        return address
    if ip.version == 6:
        return str(ipaddress.ip_network((ip, 64), strict=False))
    return str(ip)


def _too_many(seconds: int) -> TooMany:
    return TooMany(
        _(
            "Terlalu banyak percobaan yang salah. Tunggu %(seconds)s detik, lalu coba lagi. "
            "Jeda ini menyulitkan orang yang menebak; akses Anda tidak dikunci."
        )
        % {"seconds": seconds},
        seconds=seconds,
    )
