"""From answers to a case: judged as a whole, routed, priced, put on a desk, clocks running."""

import hmac
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from gapura.cases.commands import charging, clocks, judging, routing, steps
from gapura.cases.commands.pins import pin_of
from gapura.cases.events import CaseSubmitted
from gapura.cases.models import Case, CaseAnswers, Finder
from gapura.cases.queries import fees, often
from gapura.cases.queries.answers import Answers, bound_to_answers, seal_json
from gapura.cases.queries.words import name_words
from gapura.catalogue.queries import ServiceView
from gapura.engines.definitions.schema import ServicePackage
from gapura.engines.forms import validation
from gapura.engines.forms.validation import Problem
from gapura.jurisdictions import queries as jurisdictions
from gapura.kernel import sealing
from gapura.kernel.actors import Actor
from gapura.kernel.errors import Conflict, Refused
from gapura.kernel.events import publish_all
from gapura.kernel.ids import new_number, uuid7
from gapura.parties import commands as parties


class Incomplete(Refused):
    """The form as a whole does not hold; `problems` say where and what."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__(
            _("Ada %(n)s jawaban yang perlu diperbaiki sebelum dikirim.") % {"n": len(problems)},
            code="incomplete",
        )
        self.problems = problems


@dataclass(frozen=True)
class Submitted:
    case_id: UUID
    number: str
    pin: str
    repeated: bool  # the same submission came again; nothing new was made


def find_submitted(jurisdiction: str, key: str, fingerprint: str = "") -> Submitted | None:
    """What the key made before; with another content it is somebody else's, or a mistake."""
    case = often.case_made_by.first(jurisdiction, key)
    if case is None:
        return None
    if not hmac.compare_digest(case.fingerprint, fingerprint):
        raise Conflict(
            _(
                "Kunci kiriman ini sudah dipakai untuk isi yang lain, jadi tidak ada yang "
                "dikirim. Buat kunci baru untuk setiap permohonan."
            ),
            code="key-reused",
        )
    return _receipt(case, repeated=True)


def open_case(
    *,
    service: ServiceView,
    answers: Answers,
    key: str,
    by: Actor,
    fingerprint: str = "",
    case_id: UUID | None = None,
) -> Submitted:
    """Inside a command: everything of a new case in one transaction. Files may be there before it
    under the `case_id` it is to have."""
    package, now = service.package, timezone.now()
    form, today = package.full_form(), timezone.localdate(now)
    found = validation.problems(form, answers, today=today)
    if found:
        raise Incomplete(found)
    tidy = validation.tidy(form, answers, today=today)
    judging.require_eligible(package, tidy, today=today)
    fee = fees.quote(package, tidy, jurisdiction=by.jurisdiction, at=now)

    case = _new_case(service, tidy, key=key, by=by, now=now)
    case.id = case_id or case.id
    case.fee = fee.amount
    case.fingerprint = fingerprint
    wound = clocks.wind_clocks(case, package, now, answers=tidy)
    Case.objects.insert([case])
    first = CaseAnswers(
        jurisdiction_id=by.jurisdiction,
        case=case,
        revision=1,
        answers=seal_json(tidy, bound_to=bound_to_answers(case, 1)),
        created_at=now,
    )
    CaseAnswers.objects.insert([first])
    charging.fix(case, fee, revision=1, at=now)
    write_finders(case, package, tidy)
    clocks.start_clocks(case, wound)
    start = package.workflow.start
    actor = routing.actor_of(package, start, tidy, sent_at=now)
    opened = steps.open_task(case, package, start, actor=actor, office=case.office, at=now, by=by)
    sent = CaseSubmitted(subject_id=case.id, service_code=case.service_code)
    publish_all([sent, opened], by=by)
    return _receipt(case, repeated=False)


def _receipt(case: Case, *, repeated: bool) -> Submitted:
    return Submitted(UUID(str(case.id)), case.number, pin_of(case), repeated)


def _new_case(
    service: ServiceView, answers: Answers, *, key: str, by: Actor, now: datetime
) -> Case:
    package = service.package
    meta = package.service
    city = jurisdictions.get_jurisdiction(by.jurisdiction)
    start = routing.actor_of(package, package.workflow.start, answers, sent_at=now)
    case = Case(
        id=uuid7(),
        jurisdiction_id=by.jurisdiction,
        number=new_number(city.short),
        service_code=meta.code,
        version_id=service.version_id,
        kind=meta.kind,
        step=package.workflow.start,
        office=routing.office_of(by.jurisdiction, start, answers, before=None),
        area_code=routing.area_of(package, answers, sent_at=now),
        account_id=by.account_id if by.kind == "resident" else None,
        applicant_name=_answer(answers, meta.applicant.name),
        about=_about(package, answers),
        audience=meta.case_audience,
        identity_shown_to=meta.identity_shown_to,
        language=(get_language() or "id")[:2],
        channel=by.channel,
        idempotency_key=key,
        submitted_at=now,
    )
    case.person_id = _person(package, answers, by)
    return case


def _person(package: ServicePackage, answers: Answers, by: Actor) -> UUID | None:
    applicant = package.service.applicant
    given = {
        "nik": _answer(answers, applicant.nik) or None,
        "phone": _answer(answers, applicant.phone) or None,
        "email": _answer(answers, applicant.email) or None,
    }
    account = by.account_id if by.kind == "resident" else None
    # A report may come with a telephone number and no name; then the number stands for the person.
    name = _answer(answers, applicant.name) or by.name or given["email"] or given["phone"]
    if not name:
        return None
    return parties.ensure_person(by=by, name=name, account_id=account, **given)


def _about(package: ServicePackage, answers: Answers) -> str:
    """What the case is about in a few words: the child's name, the kind of damage."""
    question = next((q for q in package.form.questions() if q.id == package.service.about), None)
    answer = answers.get(question.id) if question else None
    if question is None or not isinstance(answer, str):
        return ""
    option = next((o for o in question.options if o.value == answer), None)
    return (option.label["id"] if option else answer)[:200]


def _answer(answers: Answers, question_id: str | None) -> str:
    value: Any = answers.get(question_id) if question_id else None
    return value if isinstance(value, str) else ""


def rewrite_finders(case: Case, package: ServicePackage, answers: Answers) -> None:
    """Anew after each correction."""
    Finder.objects.of(case.jurisdiction_id).filter(case=case).delete()
    write_finders(case, package, answers)


def write_finders(case: Case, package: ServicePackage, answers: Answers) -> None:
    """The words by which officers find the case."""
    applicant = package.service.applicant
    keys = {("name", word) for word in name_words(f"{case.applicant_name} {case.about}")}
    for kind, question in (("nik", applicant.nik), ("phone", applicant.phone)):
        value = _answer(answers, question)
        if value:
            keys.add((kind, sealing.blind_index(kind, value).hex()))
    if case.identity_shown_to != "officers":
        keys = {key for key in keys if key[0] == "name" and key[1] in name_words(case.about)}
    Finder.objects.insert(
        [
            Finder(jurisdiction_id=case.jurisdiction_id, case=case, kind=kind, key=key)
            for kind, key in sorted(keys)
        ]
    )
