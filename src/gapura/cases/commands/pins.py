"""Number and PIN: following a case without an account.

The PIN is derived, not stored: a replayed submission shows the same one, and a stolen database
holds none. Guessing is slowed per number and per address, never locked for the owner.
"""

import hmac
from uuid import UUID

from django.utils.translation import gettext as _

from gapura.access import limits
from gapura.cases import policies
from gapura.cases.events import PinReplaced
from gapura.cases.models import Case
from gapura.cases.queries import often
from gapura.cases.queries.cases import shows_identity
from gapura.kernel import ids, sealing
from gapura.kernel.actors import Actor
from gapura.kernel.commands import command
from gapura.kernel.errors import Refused
from gapura.kernel.events import publish

SCOPE = "case-pin"


def pin_of(case: Case) -> str:
    digest = sealing.blind_index("pin", f"{case.jurisdiction_id}:{case.id}:{case.pin_serial}")
    return f"{int.from_bytes(digest[1:9], 'big') % 1_000_000:06d}"


def open_with_pin(*, by: Actor, number: str, pin: str, address: str) -> UUID:
    """The case's id when number and PIN belong together; TooMany while a pause runs. Outside any
    command: a refusal would take back the pause that holds up guesses sent at the same moment."""
    proper = ids.read_number(number)
    if proper is None:
        raise Refused(
            _(
                "Nomor ini tidak lengkap atau salah ketik. Nomor urusan seperti JKT-7F3K-9Q2M-X, "
                "ada di bukti kirim atau e-mail."
            ),
            code="number-mistyped",
        )
    subject = f"{by.jurisdiction}:{proper}"
    limits.check(SCOPE, subject, address)
    case_id = _match(proper, pin, by=by)
    if case_id is None:
        raise WrongPin(subject)
    limits.succeeded(SCOPE, subject, address)
    return case_id


@command
def _match(number: str, pin: str, *, by: Actor) -> UUID | None:
    case = often.case_with_number.first(by.jurisdiction, number)
    typed = "".join(c for c in pin if c.isdigit())
    if case is None or not hmac.compare_digest(pin_of(case).encode(), typed.encode()):
        return None
    return UUID(str(case.id))


class WrongPin(Refused):
    """The face counts it, see `count_wrong_pin`."""

    def __init__(self, subject: str) -> None:
        super().__init__(
            _(
                "Nomor dan PIN tidak cocok. Periksa lagi keduanya di bukti kirim. PIN hilang? "
                "Datang ke kantor yang menangani, atau minta PIN baru lewat e-mail urusan ini."
            ),
            code="wrong-pin",
        )
        self.subject = subject


def count_wrong_pin(error: WrongPin, *, address: str) -> None:
    """The face calls this after the refusal: the next try waits longer."""
    limits.failed(SCOPE, error.subject, address)


@command
def replace_pin(case_id: UUID, *, by: Actor) -> str:
    """A lost PIN: the old one stops working. At the counter by an officer of the office, or by
    the applicant's own account."""
    case = (
        Case.objects.of(by.jurisdiction).select_for_update(of=("self",)).filter(id=case_id).first()
    )
    if case is None:
        raise policies.no_such_case()
    at_counter = by.is_officer and case.office_id in policies.casework_offices(by)
    if not at_counter and not policies.is_applicant_of(case, by) and by.kind != "system":
        raise policies.no_such_case()
    if at_counter and not shows_identity(case, by):
        raise Refused(
            _(
                "Layanan ini merahasiakan pelapornya dari kantor, jadi KTP-nya tidak dapat "
                "dicocokkan. PIN baru hanya dikirim ke e-mail urusan ini."
            ),
            code="identity-hidden",
        )

    case.pin_serial += 1
    case.save(update_fields=["pin_serial"])
    publish(PinReplaced(subject_id=case.id), by=by)
    return pin_of(case)
