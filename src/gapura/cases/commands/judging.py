"""The rules before a decision: what binds is kept to, a departure from advice has grounds, and what the
rules said stands beside the decision."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from gapura.cases.models import Case, Judgement
from gapura.cases.queries.answers import Answers, current_answers, seal_json
from gapura.cases.queries.words import in_reader_language
from gapura.engines.definitions.explaining import CANNOT_TELL, Verdict, judge
from gapura.engines.definitions.schema import ServicePackage
from gapura.engines.workflow.schema import Outcome
from gapura.kernel.errors import Refused

GRANTED, REFUSED = "granted", "refused"


def require_eligible(package: ServicePackage, answers: Answers, *, today: date) -> None:
    """A binding condition that does not hold: a sentence with its law."""
    _require(judge(package, answers, today=today), code="not-eligible")


def judge_before_decision(
    case: Case, package: ServicePackage, outcome: Outcome | None, *, departure: str, at: datetime
) -> None:
    """As of the day it was sent. Granting against a binding rule is refused; against advice it needs
    grounds, which the resident reads."""
    if outcome not in {GRANTED, REFUSED} or not has_rules(package):
        return
    _revision, answers = current_answers(case)
    verdicts = judge(package, answers, today=timezone.localdate(case.submitted_at))
    # A binding rule that could not be worked out is weighed by the officer, who says why.
    against = [v for v in verdicts if v.failed or (v.refuses and not v.binding)]
    if outcome == GRANTED:
        _require(verdicts, code="rules-bind")
        if against and not departure.strip():
            raise Refused(
                _(
                    "Syarat ini tidak terpenuhi atau tidak dapat dihitung: %(sentence)s Tulis alasan "
                    "mengapa tetap dikabulkan; pemohon membacanya."
                )
                % {"sentence": in_reader_language(against[0].message or CANNOT_TELL)},
                code="needs-departure",
            )
    departs = departure.strip() if outcome == GRANTED and against else ""
    row = Judgement(jurisdiction_id=case.jurisdiction_id, case=case, judged_at=at)
    kept = {"grounds": departs, "verdicts": [_as_json(v, answers, departs) for v in verdicts]}
    row.findings = seal_json(kept, bound_to=case.bound_to("judgement"))
    Judgement.objects.insert([row])


def has_rules(package: ServicePackage) -> bool:
    return bool(package.eligibility or package.eligibility_tables)


def _require(verdicts: Sequence[Verdict], *, code: str) -> None:
    for verdict in verdicts:
        if verdict.refuses and verdict.binding:
            raise Refused(
                f"{in_reader_language(verdict.message or CANNOT_TELL)} ({verdict.legal_reference})",
                code=code,
            )


def _as_json(verdict: Verdict, answers: Answers, departs: str) -> dict[str, Any]:
    return {
        "id": verdict.id,
        "title": verdict.title,
        "holds": verdict.holds,
        "binding": verdict.binding,
        "law": verdict.legal_reference,
        "unsure": verdict.needs_verification,
        "message": verdict.message,
        "change": verdict.change,
        "problem": verdict.problem,
        "rule": verdict.rule,
        "reads": [question.id for question in verdict.reads],
        "answers": {q.id: answers[q.id] for q in verdict.reads if q.id in answers},
        "departed": bool(departs) and (verdict.failed or (verdict.refuses and not verdict.binding)),
    }
