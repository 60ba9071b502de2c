"""Every FEEL text of a package where it stands, with the names it may read and what it must answer."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from gapura.engines.definitions.answer_types import (
    OUTPUT_NAMES,
    before_decision,
    inside_group,
    known_names,
    where_shown,
    with_answer,
    with_names,
)
from gapura.engines.definitions.findings import Path
from gapura.engines.definitions.reference_checks import pages_with_paths
from gapura.engines.definitions.schema import ServicePackage
from gapura.engines.forms.schema import Question, Rule
from gapura.engines.rules.inference.examining import Known
from gapura.engines.rules.inference.types import BOOLEAN, DATE, NUMBER, Type, optional
from gapura.engines.workflow.check_branches import branches_of

YES_OR_NO = optional(BOOLEAN)
"""Only true is true: a rule that cannot tell neither shows nor requires."""


@dataclass(frozen=True)
class Written:
    file: str
    path: Path
    rule: str
    known: Known
    expected: Type | None = None
    questions: tuple[Question, ...] = ()
    """Those that stand before the form's: the group it is in."""
    value: Question | None = None
    """What `value` is, in a check of an answer."""

    @property
    def must_say_yes_or_no(self) -> bool:
        return self.expected is not None and self.expected.kind == "boolean"


def rules_of(package: ServicePackage) -> Iterator[Written]:
    known = known_names(package)
    yield from _of_form(package, known)
    yield from _of_evidence(package, known)
    for position, decision in enumerate(package.decisions):
        if decision.rule is not None:
            path: Path = ("decisions", position, "rule")
            yield Written("decisions.yaml", path, decision.rule, before_decision(package, position))
        if decision.dmn is not None:
            for number, given in enumerate(decision.dmn.inputs):
                path = ("decisions", position, "dmn", "inputs", number, "rule")
                known_here = before_decision(package, position)
                yield Written("decisions.yaml", path, given.rule, known_here)
    for position, condition in enumerate(package.eligibility):
        path = ("conditions", position, "rule")
        yield Written("eligibility.yaml", path, condition.rule, known, BOOLEAN)
    for path, formula, is_condition in package.fees.formulas():
        yield Written("fees.yaml", path, formula, known, BOOLEAN if is_condition else NUMBER)
    yield from _of_workflow(package, known)
    yield from _of_output(package, known)


def _of_form(package: ServicePackage, known: Known) -> Iterator[Written]:
    for file, path, page in pages_with_paths(package):
        yield from _one(file, (*path, "visible"), page.visible, known)
        around = where_shown(known, [page.visible])
        for position, question in enumerate(page.questions):
            yield from _of_question(question, (*path, "questions", position), around, ())


def _of_question(
    question: Question, path: Path, around: Known, group: tuple[Question, ...]
) -> Iterator[Written]:
    yield from _one("form.yaml", (*path, "visible"), question.visible, around, group)
    shown = where_shown(around, [question.visible])
    yield from _one("form.yaml", (*path, "required"), question.required, shown, group)
    answered = with_answer(shown, question)
    for position, check in enumerate(question.checks):
        where = (*path, "checks", position, "rule")
        yield Written("form.yaml", where, check.rule, answered, BOOLEAN, group, question)
    for key in ("minimum", "maximum"):
        limit = getattr(question, key)
        if question.kind == "date" and isinstance(limit, str) and not _is_date(limit):
            yield Written("form.yaml", (*path, key), limit, shown, optional(DATE), group)
    inside = inside_group(shown, question) if question.questions else shown
    for position, child in enumerate(question.questions):
        here = (*path, "questions", position)
        yield from _of_question(child, here, inside, question.questions)


def _of_evidence(package: ServicePackage, known: Known) -> Iterator[Written]:
    for position, proof in enumerate(package.evidence.requirements if package.evidence else ()):
        path = ("requirements", position)
        yield from _one("evidence.yaml", (*path, "visible"), proof.visible, known)
        shown = where_shown(known, [proof.visible])
        yield from _one("evidence.yaml", (*path, "required"), proof.required, shown)


def _of_workflow(package: ServicePackage, known: Known) -> Iterator[Written]:
    for path, branches in branches_of(package.workflow):
        for position, branch in enumerate(branches):
            yield from _one("workflow.yaml", (*path, position, "when"), branch.when, known)


def _of_output(package: ServicePackage, known: Known) -> Iterator[Written]:
    if package.output is None:
        return
    more = with_names(known, OUTPUT_NAMES)
    yield Written("output.yaml", ("holder",), package.output.holder, more)
    for position, field in enumerate(package.output.fields):
        yield Written("output.yaml", ("fields", position, "value"), field.value, more)


def _one(
    file: str, path: Path, rule: Rule | None, known: Known, group: tuple[Question, ...] = ()
) -> Iterator[Written]:
    if isinstance(rule, str):
        yield Written(file, path, rule, known, YES_OR_NO, group)


def _is_date(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True
