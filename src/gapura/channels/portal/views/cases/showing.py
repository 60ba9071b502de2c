"""What the page of a case is given; the part that refreshes itself is given less."""

from typing import TYPE_CHECKING, Any

from django.utils import timezone

from gapura.cases.queries import cases, fees, timeline
from gapura.cases.queries.judging import explanation_of
from gapura.cases.queries.words import about_words
from gapura.channels.portal import case_pages
from gapura.channels.portal.forms.cases import MessageForm
from gapura.channels.portal.personal import language
from gapura.channels.ui.entering import CityRequest
from gapura.channels.ui.fees import tell_fee
from gapura.documents import queries as documents
from gapura.engines.workflow.running import may_withdraw
from gapura.kernel.ids import uuid7

if TYPE_CHECKING:
    from gapura.cases.models import Case


def status_of(request: CityRequest, case: "Case") -> dict[str, Any]:
    """Where it stands: what is mine to do, the promise, the way, and what was issued."""
    service = cases.service_of(case)
    way = timeline.timeline_of(case, service.package, now=timezone.now())
    issued = documents.list_documents(case.id, case.jurisdiction_id)
    is_closed = not case.is_open
    decision = cases.find_decision(case) if is_closed else None
    return {
        "case": case,
        "service": service,
        "tag": case_pages.tag_of(case, service),
        "promise_note": case_pages.promise_note(case),
        "moments": case_pages.moments(way),
        "if_missed": way.if_missed,
        "correction": cases.find_open_correction(case),
        "issued": issued,
        "is_being_issued": case.outcome == "granted"
        and service.package.output is not None
        and not issued,
        "decision": decision,
        "grounds": cases.decision_grounds(case, decision) if decision else "",
    }


def fee_of(case: "Case") -> dict[str, Any]:
    """As it was fixed last."""
    found = fees.find_fee(case)
    if found is None:
        return {"fee": None}
    told = tell_fee(found.fee, cases.service_of(case).package, language())
    return {"fee": told, "fee_fixed_at": found.fixed_at}


def case_of(
    request: CityRequest, case: "Case", *, message: MessageForm | None = None
) -> dict[str, Any]:
    """The whole page."""
    mine, from_desk = case_pages.files_of(case)
    status = status_of(request, case)
    workflow = status["service"].package.workflow
    grounds = status["decision"].grounds_id if status["decision"] else None
    return status | {
        "about": about_words(case.about, status["service"].package),
        "notes": [note for note in cases.list_messages(case) if note.id != grounds],
        "message_form": message or MessageForm(initial={"key": str(uuid7())}),
        "my_files": mine,
        "desk_files": from_desk,
        "openings": case_pages.openings_of(case),
        "email": case_pages.masked_email(case),
        "may_withdraw": case.is_open and may_withdraw(workflow, case.step),
        "uses_htmx": case.is_open,
        **fee_of(case),
        "explanation": explanation_of(case, seen_by=request.actor),
    }
