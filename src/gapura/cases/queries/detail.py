"""The answers of a case as an officer or the applicant reads them, masked where they must be."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.utils import timezone
from django.utils.translation import get_language

from gapura.audit import commands as audit
from gapura.cases.models import Case
from gapura.cases.queries.answers import current_answers, first_answers
from gapura.cases.queries.cases import service_of, shows_identity
from gapura.engines.definitions.schema import ServicePackage
from gapura.engines.forms.schema import Question
from gapura.engines.forms.summary import SummaryPage, summarise
from gapura.jurisdictions import queries as jurisdictions
from gapura.kernel.actors import Actor

MASK = "••••"
HIDDEN_KINDS = frozenset({"phone", "email", "nik", "family_card", "address"})


@dataclass(frozen=True)
class AnswerRow:
    path: str
    question_id: str
    kind: str
    label: str
    value: str
    masked: bool
    changed: bool  # since it was first sent
    files: tuple[dict[str, Any], ...] = ()


@dataclass(frozen=True)
class AnswerPage:
    id: str
    title: str
    rows: tuple[AnswerRow, ...]


def answers_of(
    case: Case,
    *,
    seen_by: Actor,
    revealed: frozenset[str] = frozenset(),
    purpose: str = "casework",
) -> list[AnswerPage]:
    """`revealed` are paths whose value is shown in clear; each reveal by an officer is written
    down with its purpose. Whoever may not see the identity sees neither names nor ways to reach
    the person."""
    package = service_of(case).package
    revision, answers = current_answers(case)
    before = first_answers(case) if revision > 1 else answers
    identity = shows_identity(case, seen_by)
    clear = not seen_by.is_officer
    if seen_by.is_officer and revealed and identity:
        audit.record_access(
            by=seen_by,
            kind="value",
            subject_id=case.id,
            case_id=case.id,
            purpose=purpose,
            details=sorted(revealed),
        )
    hidden = set() if identity else identifying_questions(package)
    pages = _summaries(package, answers)
    changed = {q for q, value in answers.items() if before.get(q) != value}
    shown = revealed if identity else frozenset()
    return [
        AnswerPage(
            page.page.id,
            _title(page),
            tuple(
                _row(row, answers, changed, shown=clear or row.path in shown)
                for row in page.rows
                if row.path.split(".")[0] not in hidden
            ),
        )
        for page in pages
        if any(row.path.split(".")[0] not in hidden for row in page.rows)
    ]


def identifying_questions(package: ServicePackage) -> set[str]:
    """What says who somebody is: the applicant's own questions, and every kind that identifies."""
    applicant = package.service.applicant
    named = {applicant.name, applicant.nik, applicant.phone, applicant.email} - {None}
    kinds = {q.id for q in package.full_form().questions() if _identifies(q)}
    return {str(q) for q in named} | kinds


def _identifies(question: Question) -> bool:
    return question.kind in HIDDEN_KINDS or any(_identifies(each) for each in question.questions)


def _summaries(package: ServicePackage, answers: dict[str, Any]) -> list[SummaryPage]:
    names: dict[str, str] = {}

    def area_name(code: str) -> str:
        if code not in names:
            path = jurisdictions.get_area_path(code)
            names[code] = ", ".join(area.name for area in reversed(path[1:]))
        return names[code]

    return summarise(
        package.full_form(),
        answers,
        (get_language() or "id")[:2],
        today=timezone.localdate(),
        area_name=area_name,
    )


def _title(page: SummaryPage) -> str:
    language = (get_language() or "id")[:2]
    return page.page.title.get(language) or page.page.title["id"]


def _row(row: Any, answers: dict[str, Any], changed: set[str], *, shown: bool) -> AnswerRow:
    question = row.question
    masked = row.sensitive and not shown
    files = answers.get(row.path) if question.kind == "file" else None
    return AnswerRow(
        path=row.path,
        question_id=question.id,
        kind=question.kind,
        label=row.label,
        value=mask(row.value) if masked else row.value,
        masked=masked,
        changed=row.path.split(".")[0] in changed,
        files=tuple(files or ()),
    )


def mask(value: str) -> str:
    """The first six digits of an identifier and the last two; of other words only the first."""
    digits = value.replace(" ", "")
    if digits.isdigit() and len(digits) == 16:
        return f"{digits[:6]}{MASK}{MASK}{digits[-2:]}"
    return f"{value[:1]}{MASK}" if value else ""


def file_of(case: Case, file_id: UUID) -> dict[str, Any] | None:
    """The file reference of the current answers, if this case has it."""
    _revision, answers = current_answers(case)
    for value in answers.values():
        for item in value if isinstance(value, list) else []:
            if isinstance(item, dict) and item.get("id") == str(file_id):
                return dict(item)
    return None
