"""Why the system holds that a condition is met or a proof is needed: rule, what it read, result."""

from dataclasses import dataclass
from typing import Literal

from django.utils import timezone
from django.utils.translation import gettext as _

from gapura.cases.models import Case
from gapura.cases.queries.answers import Answers, current_answers
from gapura.cases.queries.cases import service_of
from gapura.cases.queries.words import in_reader_language
from gapura.engines.definitions.schema import Eligibility, EvidenceRequirement, ServicePackage
from gapura.engines.forms.situation import Situation, look
from gapura.engines.rules.expressions import compile_expression


@dataclass(frozen=True)
class Finding:
    """`reads` are labels of the questions that the rule looked at; values stay where they are."""

    title: str
    legal_reference: str
    reads: tuple[str, ...]
    result: Literal["met", "given", "missing", "not_needed", "not_met"]
    needs_verification: bool


def findings_of(case: Case) -> list[Finding]:
    """Eligibility as judged at submit, then each proof: asked for or not, and there or not."""
    package = service_of(case).package
    _revision, answers = current_answers(case)
    situation = look(package.full_form(), answers, today=timezone.localdate(case.submitted_at))
    conditions = [_condition(package, condition, situation) for condition in package.eligibility]
    proofs = package.evidence.requirements if package.evidence else ()
    return conditions + [_proof(package, proof, situation, answers) for proof in proofs]


def _condition(package: ServicePackage, condition: Eligibility, situation: Situation) -> Finding:
    met = situation.holds(condition.rule)
    return Finding(
        title=_("Boleh mengajukan di sini") if met else in_reader_language(condition.message),
        legal_reference=condition.legal_reference,
        reads=_labels(package, condition.rule),
        result="met" if met else "not_met",
        needs_verification=condition.needs_verification,
    )


def _proof(
    package: ServicePackage, proof: EvidenceRequirement, situation: Situation, answers: Answers
) -> Finding:
    reads = tuple(
        dict.fromkeys((*_labels(package, proof.visible), *_labels(package, proof.required)))
    )
    asked = situation.holds(proof.visible) and situation.holds(proof.required)
    if answers.get(proof.id):
        result: Literal["given", "missing", "not_needed"] = "given"
    else:
        result = "missing" if asked else "not_needed"
    return Finding(
        title=in_reader_language(proof.title),
        legal_reference=proof.legal_reference or "",
        reads=reads,
        result=result,
        needs_verification=proof.needs_verification,
    )


def _labels(package: ServicePackage, rule: bool | str) -> tuple[str, ...]:  # noqa: FBT001 - Rule
    if isinstance(rule, bool):
        return ()
    questions = {q.id: q for q in package.full_form().questions()}
    names = sorted(compile_expression(rule).names & questions.keys())
    return tuple(in_reader_language(questions[name].label) for name in names)
