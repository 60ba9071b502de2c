"""Why the system judges so: each rule with its law, what it read and from where, and what would change
it. Before the decision worked out anew; afterwards as it was kept."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from gapura.cases.models import Case
from gapura.cases.queries import often
from gapura.cases.queries.answers import Answers, current_answers, unseal_json
from gapura.cases.queries.cases import service_of, shows_identity
from gapura.cases.queries.detail import MASK, identifying_questions
from gapura.cases.queries.words import in_reader_language
from gapura.engines.definitions.explaining import (
    CANNOT_TELL,
    TableTrace,
    Turn,
    Verdict,
    judge,
    turns_of,
)
from gapura.engines.definitions.schema import ServicePackage
from gapura.engines.forms.schema import Question
from gapura.engines.forms.sensitivity import is_sensitive
from gapura.engines.forms.summary import display
from gapura.engines.rules.text import Text
from gapura.jurisdictions import queries as jurisdictions
from gapura.kernel.actors import Actor


@dataclass(frozen=True)
class Read:
    """One answer that a rule looked at, and where it came from."""

    label: str
    value: str
    source: str


@dataclass(frozen=True)
class Explained:
    title: str
    holds: bool | None
    binding: bool
    law: str
    unsure: bool
    rule: str
    reads: tuple[Read, ...]
    change: str
    turns: tuple[str, ...]  # single answers with which it would hold
    problem: str  # the rule itself went wrong
    departed: bool
    table: TableTrace | None = None

    @property
    def is_unknown(self) -> bool:
        return self.holds is None and not self.problem


@dataclass(frozen=True)
class Explanation:
    rows: tuple[Explained, ...]
    grounds: str  # of a departure from advice
    judged_at: datetime | None  # None: worked out now

    @property
    def unmet(self) -> list[Explained]:
        return [row for row in self.rows if row.holds is False or row.is_unknown]

    @property
    def weighed(self) -> list[Explained]:
        """What an officer who grants must give grounds for."""
        return [row for row in self.rows if row.problem or (row in self.unmet and not row.binding)]


def explanation_of(case: Case, *, seen_by: Actor) -> Explanation:
    package = service_of(case).package
    reader = _Reader(package, case, seen_by)
    kept = often.judgement_of.first(case.jurisdiction_id, case.id)
    if kept is not None:
        found = unseal_json(kept.findings, bound_to=case.bound_to("judgement"))
        rows = tuple(reader.kept(each) for each in found["verdicts"])
        return Explanation(rows, found["grounds"], kept.judged_at)
    _revision, answers = current_answers(case)
    today = timezone.localdate(case.submitted_at)
    verdicts = judge(package, answers, today=today)
    return Explanation(tuple(reader.fresh(v, answers) for v in verdicts), "", None)


class _Reader:
    def __init__(self, package: ServicePackage, case: Case, seen_by: Actor) -> None:
        self.package = package
        self.questions = {q.id: q for q in package.full_form().questions()}
        self.today = timezone.localdate(case.submitted_at)
        self.is_officer = seen_by.is_officer
        identity = shows_identity(case, seen_by)
        self.hidden = set() if identity else identifying_questions(package)

    def fresh(self, verdict: Verdict, answers: Answers) -> Explained:
        turns: tuple[Turn, ...] = ()
        if verdict.holds is False:
            turns = turns_of(self.package, answers, verdict, today=self.today)
        return Explained(
            title=_title(verdict.holds, verdict.title, verdict.message),
            holds=verdict.holds,
            binding=verdict.binding,
            law=verdict.legal_reference,
            unsure=verdict.needs_verification,
            rule=verdict.rule,
            reads=self._reads([question.id for question in verdict.reads], answers),
            change=_words(verdict.change),
            turns=tuple(
                self._turn(turn.question, turn.answer)
                for turn in turns
                if not self._is_closed(turn.question)
            ),
            problem=_words(verdict.problem),
            departed=False,
            table=self._table(verdict),
        )

    def _table(self, verdict: Verdict) -> TableTrace | None:
        """The table is no secret; which of its rows applied may give an answer away."""
        if verdict.table is None or not any(map(self._is_closed, verdict.reads)):
            return verdict.table
        rows = tuple(replace(row, fired=False, failed_at=None) for row in verdict.table.rows)
        return replace(verdict.table, rows=rows)

    def _is_closed(self, question: Question) -> bool:
        """An answer that this reader may not see, nor what gives it away."""
        return self.is_officer and (is_sensitive(question) or question.id in self.hidden)

    def kept(self, found: Mapping[str, Any]) -> Explained:
        return Explained(
            title=_title(found["holds"], found["title"], found["message"]),
            holds=found["holds"],
            binding=found["binding"],
            law=found["law"],
            unsure=found["unsure"],
            rule=found["rule"],
            reads=self._reads(found["reads"], found["answers"]),
            change=_words(found["change"]),
            turns=(),
            problem=_words(found["problem"]),
            departed=found["departed"],
        )

    def _reads(self, ids: list[str], answers: Answers) -> tuple[Read, ...]:
        source = _("Isian pemohon") if self.is_officer else _("Isian Anda")
        return tuple(
            Read(
                in_reader_language(self.questions[each].label),
                self._shown(self.questions[each], answers.get(each)),
                source,
            )
            for each in ids
            if each in self.questions and each not in self.hidden
        )

    def _shown(self, question: Question, answer: Any) -> str:
        if self.is_officer and is_sensitive(question):
            return MASK
        if question.kind == "group":  # what is inside is read on the answers' page, masked
            return str(len(answer)) if isinstance(answer, list) else "–"
        return display(question, answer, _language(), area_name=_area)

    def _turn(self, question: Question, answer: Any) -> str:
        return _("Bila jawaban “%(question)s” menjadi “%(answer)s”.") % {
            "question": in_reader_language(question.label),
            "answer": display(question, answer, _language()),
        }


def _title(holds: bool | None, title: Text | None, message: Text | None) -> str:  # noqa: FBT001
    if holds:
        return in_reader_language(title) if title else _("Boleh mengajukan di sini")
    return in_reader_language(message or CANNOT_TELL)


def _words(text: Text | None) -> str:
    return in_reader_language(text) if text else ""


def _language() -> str:
    return (get_language() or "id")[:2]


def _area(code: str) -> str:
    path = jurisdictions.get_area_path(code)
    return ", ".join(area.name for area in reversed(path[1:]))
