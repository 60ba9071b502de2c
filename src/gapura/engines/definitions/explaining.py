"""Why somebody may or may not have a service: each rule with its law, what it read, and what would
change it. The same for the resident before applying, at submit, at the decision and in the letter."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from gapura.engines.decisions.written import WrittenInput, problem_behind
from gapura.engines.definitions.eligibility import Condition, ConditionTable
from gapura.engines.definitions.schema import ServicePackage
from gapura.engines.forms.answers import Answers
from gapura.engines.forms.reach import names_behind, questions_read
from gapura.engines.forms.schema import Form, Question
from gapura.engines.forms.situation import Situation, look
from gapura.engines.rules.expressions import compile_expression
from gapura.engines.rules.text import Text, say

MOST_TRIES = 60
"""Other answers tried, of all questions together, to say what would change a no."""

_NUMBER = re.compile(r"(?<![\w.])\d+(?:\.\d+)?(?![\w.])")


@dataclass(frozen=True)
class Turn:
    """One other answer with which the rule would hold."""

    question: Question
    answer: Any


@dataclass(frozen=True)
class RowTrace:
    """A row of a table: whether it decided, or the column at which it ended."""

    cells: tuple[str, ...]
    outcome: bool
    fired: bool
    failed_at: int | None


@dataclass(frozen=True)
class TableTrace:
    columns: tuple[Text, ...]
    rows: tuple[RowTrace, ...]


@dataclass(frozen=True)
class Verdict:
    """`holds` is None when it cannot be told; `problem` says so when the rule itself went wrong."""

    id: str  # conditions.0, tables.household
    title: Text | None  # the condition in a few words
    holds: bool | None
    binding: bool
    legal_reference: str
    needs_verification: bool
    message: Text | None  # why not
    change: Text | None  # what the person can do, in the agency's words
    reads: tuple[Question, ...]
    rule: str  # as written; of a table its row
    problem: Text | None = None
    table: TableTrace | None = None

    @property
    def refuses(self) -> bool:
        """A rule that went wrong refuses nobody when it is sent: the officer is told instead."""
        return self.holds is False or (self.holds is None and self.problem is None)

    @property
    def failed(self) -> bool:
        """It could not be worked out, so somebody has to look."""
        return self.holds is None and self.problem is not None


def judge(package: ServicePackage, answers: Answers, *, today: date) -> tuple[Verdict, ...]:
    form = package.full_form()
    return judge_in(package, form, look(form, answers, today=today))


def judge_in(package: ServicePackage, form: Form, situation: Situation) -> tuple[Verdict, ...]:
    return (
        *(_of_condition(form, n, c, situation) for n, c in enumerate(package.eligibility)),
        *(_of_table(form, table, situation) for table in package.eligibility_tables),
    )


def turns_of(
    package: ServicePackage, answers: Answers, verdict: Verdict, *, today: date
) -> tuple[Turn, ...]:
    """For each question that the rule read, the nearest other answer that makes it hold."""
    form = package.full_form()
    tries = MOST_TRIES
    found: list[Turn] = []
    for question in verdict.reads:
        for answer in _other_answers(package, question, answers.get(question.id)):
            if tries == 0:
                return tuple(found)
            tries -= 1
            situation = look(form, {**answers, question.id: answer}, today=today)
            again = next(v for v in judge_in(package, form, situation) if v.id == verdict.id)
            if again.holds is True:
                found.append(Turn(question, answer))
                break
    return tuple(found)


def _of_condition(form: Form, number: int, condition: Condition, situation: Situation) -> Verdict:
    expression = compile_expression(condition.rule)
    found = expression.evaluate(situation.values, today=situation.today)
    holds = found.value if isinstance(found.value, bool) else None
    problem = found.problem or _problem_behind(form, expression.names, situation)
    return Verdict(
        id=f"conditions.{number}",
        title=condition.title,
        holds=holds,
        binding=condition.binding,
        legal_reference=condition.legal_reference,
        needs_verification=condition.needs_verification,
        message=None if holds else condition.message,
        change=None if holds else condition.change,
        reads=tuple(questions_read(form, expression.names)),
        rule=condition.rule,
        problem=problem if holds is None else None,
    )


def _of_table(form: Form, table: ConditionTable, situation: Situation) -> Verdict:
    decided = table.compiled.evaluate(situation.values, today=situation.today)
    fired = decided.fired[0] if len(decided.fired) == 1 else None
    row = table.rows[fired] if fired is not None else None
    holds = decided.value if isinstance(decided.value, bool) else None
    rows = tuple(
        RowTrace(
            cells=table.compiled.table.rows[number].conditions,
            outcome=each.eligible,
            fired=number == fired,
            failed_at=decided.why_not[number] if decided.why_not else None,
        )
        for number, each in enumerate(table.rows)
    )
    message = row.message if row is not None and not row.eligible else None
    problem = decided.problem or _problem_behind(form, table.compiled.names, situation)
    return Verdict(
        id=f"tables.{table.id}",
        title=table.title,
        holds=holds,
        binding=table.binding,
        legal_reference=(row and row.legal_reference) or table.legal_reference,
        needs_verification=table.needs_verification,
        message=None if holds else message or CANNOT_TELL,
        change=row.change if row is not None and not holds else None,
        reads=tuple(questions_read(form, table.compiled.names)),
        rule=" · ".join(rows[fired].cells) if fired is not None else "",
        problem=problem if holds is None else None,
        table=TableTrace(tuple(_heading(clause) for clause in table.inputs), rows),
    )


def _problem_behind(form: Form, names: Iterable[str], situation: Situation) -> Text | None:
    """A decision that went wrong is null to the rules that read it; they went wrong with it."""
    if not form.decisions:
        return None
    behind = names_behind(form, names)
    return problem_behind(form.decisions, behind, situation.values, today=situation.today)


def _heading(clause: WrittenInput) -> Text:
    return clause.label or say(clause.rule, clause.rule)


def _other_answers(package: ServicePackage, question: Question, given: Any) -> Iterator[Any]:
    if question.kind == "yes_no":
        yield from (value for value in (True, False) if value is not given)
    elif question.kind == "choice":
        yield from (option.value for option in question.options if option.value != given)
    elif question.kind in {"number", "money"}:
        yield from _other_numbers(package, question, given)


def _other_numbers(package: ServicePackage, question: Question, given: Any) -> Iterator[Any]:
    """Those beside the limits that the rules name, the nearest first."""
    limits = {
        int(found)
        for text in _texts(package)
        for found in _NUMBER.findall(text)
        if "." not in found
    }
    near = {limit + step for limit in limits for step in (-1, 0, 1) if limit + step >= 0}
    now = (
        Decimal(str(given)) if isinstance(given, int | str) and str(given).isdigit() else Decimal(0)
    )
    for value in sorted(near, key=lambda each: (abs(each - now), each)):
        yield value if question.kind == "money" else str(value)


def _texts(package: ServicePackage) -> Iterator[str]:
    yield from (condition.rule for condition in package.eligibility)
    for table in package.eligibility_tables:
        yield from (cell for row in table.compiled.table.rows for cell in row.conditions)
    for decision in package.decisions:
        yield decision.rule or ""
        if decision.table is not None:
            yield from (str(cell) for row in decision.table.rows for cell in row.when)


CANNOT_TELL = say(
    "Jawaban yang diperlukan belum lengkap, jadi belum dapat dipastikan.",
    "Some of the answers needed are missing, so this cannot be told yet.",
)
