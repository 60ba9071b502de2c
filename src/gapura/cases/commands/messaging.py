"""Messages both ways, in the open: the resident reads them as they are."""

from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from gapura.cases import policies
from gapura.cases.commands import steps
from gapura.cases.events import MessageSent
from gapura.cases.models import Case, Message, Task
from gapura.kernel import sealing
from gapura.kernel.actors import Actor
from gapura.kernel.commands import command
from gapura.kernel.errors import Forbidden, Refused
from gapura.kernel.events import publish
from gapura.kernel.ids import uuid7

LONGEST = 4000


@command
def send_message(case_id: UUID, *, by: Actor, text: str, key: str = "") -> UUID:
    """From the applicant to the desk, or from an officer who works the case. `key` makes a
    repeated press one message."""
    case = steps.lock(by.jurisdiction, case_id)
    from_office = by.is_officer
    if from_office:
        _require_at_work(case, by)
    else:
        policies.require_applicant(case, by)
    words = text.strip()
    if not words:
        raise Refused(_("Tulis pesannya dulu, lalu kirim."), code="empty-message")
    if len(words) > LONGEST:
        raise Refused(
            _("Pesan ini %(n)s huruf; paling banyak %(most)s. Persingkat, atau kirim dua kali.")
            % {"n": len(words), "most": LONGEST},
            code="message-too-long",
        )
    key = f"{by.ref}:{key}"[:120] if key else str(uuid7())
    known = Message.objects.of(by.jurisdiction).filter(case=case, key=key).first()
    if known is not None:
        return UUID(str(known.id))

    message = write_message(case, text=words, from_office=from_office, by=by, key=key)
    publish(MessageSent(subject_id=case.id, message_id=message.id, from_office=from_office), by=by)
    return UUID(str(message.id))


def write_message(case: Case, *, text: str, from_office: bool, by: Actor, key: str) -> Message:
    message = Message(
        jurisdiction_id=case.jurisdiction_id,
        case=case,
        from_office=from_office,
        author=by.ref,
        sent_at=timezone.now(),
        key=key,
    )
    message.text = sealing.seal(text, bound_to=case.bound_to(f"message:{message.id}"))
    Message.objects.insert([message])
    return message


def _require_at_work(case: Case, officer: Actor) -> None:
    """Anybody whose post has, or had, a task of this case."""
    offices = Task.objects.of(officer.jurisdiction).filter(case=case).values_list("office_id")
    worked = {row[0] for row in offices}
    if not policies.casework_offices(officer).intersection(worked):
        raise Forbidden(
            _("Urusan ini bukan tugas kantor Anda, jadi Anda tidak dapat mengirim pesan."),
            code="not-your-case",
        )
