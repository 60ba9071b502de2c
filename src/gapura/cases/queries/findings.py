"""Why the system holds that a proof is needed: its rule, what it read, and whether the proof is there."""

from dataclasses import dataclass
from typing import Literal

from django.utils import timezone

from gapura.cases.models import Case
from gapura.cases.queries.answers import Answers, current_answers
from gapura.cases.queries.cases import service_of
from gapura.cases.queries.words import in_reader_language
from gapura.engines.definitions.schema import EvidenceRequirement
from gapura.engines.forms.reach import names_of, questions_read
from gapura.engines.forms.schema import Form, Rule
from gapura.engines.forms.situation import Situation, look


@dataclass(frozen=True)
class Finding:
    """`reads` are labels of the questions that the rule looked at; values stay where they are."""

    title: str
    legal_reference: str
    reads: tuple[str, ...]
    result: Literal["given", "missing", "not_needed"]
    needs_verification: bool


def findings_of(case: Case) -> list[Finding]:
    """Each proof, as judged on the day it was sent: asked for or not, and there or not."""
    package = service_of(case).package
    form = package.full_form()
    _revision, answers = current_answers(case)
    situation = look(form, answers, today=timezone.localdate(case.submitted_at))
    proofs = package.evidence.requirements if package.evidence else ()
    return [_proof(form, proof, situation, answers) for proof in proofs]


def _proof(
    form: Form, proof: EvidenceRequirement, situation: Situation, answers: Answers
) -> Finding:
    reads = tuple(dict.fromkeys((*_labels(form, proof.visible), *_labels(form, proof.required))))
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


def _labels(form: Form, rule: Rule) -> tuple[str, ...]:
    return tuple(in_reader_language(q.label) for q in questions_read(form, names_of(rule)))
