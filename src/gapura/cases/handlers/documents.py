"""A granted case gets its document; the notice follows the document, not the decision."""

from uuid import UUID

from django.utils import timezone

from gapura.access import queries as access
from gapura.cases.events import CaseGranted
from gapura.cases.models import Case, Decision
from gapura.cases.queries.answers import current_answers
from gapura.cases.queries.cases import service_of
from gapura.documents import commands as documents
from gapura.documents import rendering
from gapura.engines.definitions import outputs
from gapura.jurisdictions import queries as jurisdictions
from gapura.kernel.events import Occurrence, on


@on(CaseGranted)
def issue_the_document(fact: CaseGranted, occurrence: Occurrence) -> None:
    case = Case.objects.of(occurrence.jurisdiction).select_related("office").get(id=fact.subject_id)
    package = service_of(case).package
    if package.output is None or package.template is None or case.office is None:
        return
    decision = Decision.objects.of(occurrence.jurisdiction).get(id=fact.decision_id)
    city = jurisdictions.get_jurisdiction(occurrence.jurisdiction)
    _revision, answers = current_answers(case)
    context = outputs.DocumentContext(
        answers=answers,
        today=timezone.localdate(decision.decided_at),
        area_name=area_name,
        more={
            "case": {"number": case.number, "about": case.about},
            "office": {"name": case.office.name},
            "decision": {"decided_on": timezone.localdate(decision.decided_at)},
        },
    )
    documents.issue_document(
        by=occurrence.by,
        case_id=case.id,
        key=occurrence.key,
        service_code=case.service_code,
        package_output=package.output,
        template=package.template,
        values={field.id: field.text for field in outputs.document_fields(package, context)},
        holder=outputs.holder_name(package, context),
        office=rendering.Office(
            id=case.office.id,
            code=case.area_code or case.office.code,
            name=case.office.name,
            address=case.office.address,
            place=city.name("id"),
        ),
        signer=_signer(decision, occurrence.jurisdiction),
        now=decision.decided_at,
    )


def area_name(code: str) -> str:
    path = jurisdictions.get_area_path(code)
    return ", ".join(area.name for area in reversed(path[1:]))


def _signer(decision: Decision, jurisdiction: str) -> rendering.Signer:
    """Whoever decided, in the post through which they may."""
    _kind, _colon, account = decision.decided_by.partition(":")
    name = access.names_of([UUID(account)]).get(UUID(account), "") if account else "Gapura"
    if decision.post_id is None:
        return rendering.Signer(role="", title="", name=name)
    post = access.get_post(jurisdiction, decision.post_id)
    office = jurisdictions.get_office_by_id(jurisdiction, post.office_id)
    city = jurisdictions.get_jurisdiction(jurisdiction)
    role = next((role for role in city.roles if role.code == post.role), None)
    title = post.role
    if role is not None:
        place = jurisdictions.get_area(office.area_code).name
        title = role.signature(office_kind=office.kind, office=office.name, place=place)
    return rendering.Signer(role=post.role, title=title, name=name)
