"""Which proofs and statements a service asks for, given the few answers somebody gave so far.

The rules of a package are judged in every way the open questions can still be answered: what is
the same in all of them is certain, the rest depends.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import product
from math import prod
from typing import Any, Literal

from gapura.engines.definitions.schema import EvidenceRequirement, ServicePackage
from gapura.engines.forms.answers import Answers
from gapura.engines.forms.reach import names_behind, names_of
from gapura.engines.forms.schema import Form, Page, Question, Rule
from gapura.engines.forms.situation import Situation, look

MOST_WAYS = 256
"""Of answering the open questions; beyond, whatever has a rule is said to depend."""

Need = Literal["required", "optional", "depends", "absent"]


@dataclass(frozen=True)
class Proof:
    requirement: EvidenceRequirement
    need: Need


@dataclass(frozen=True)
class Statement:
    """An official form that is filled in on a page of its own: F-2.03."""

    page: Page
    need: Need


@dataclass(frozen=True)
class Needs:
    questions: tuple[Question, ...]  # whose answer can still change the list
    proofs: tuple[Proof, ...]
    statements: tuple[Statement, ...]


def needs_of(package: ServicePackage, answers: Answers, *, today: date) -> Needs:
    """`answers` may hold any of the form's answers; only those that matter here are read."""
    evidence = package.evidence.requirements if package.evidence else ()
    statements = [
        page for page in package.form.pages if page.form_code and page.visible is not True
    ]
    rules = [rule for proof in evidence for rule in (proof.visible, proof.required)]
    form = package.form.model_copy(update={"decisions": package.decisions})
    drivers, is_open_ended = _drivers(form, [*rules, *(page.visible for page in statements)])
    ways = _ways(form, drivers, answers, today)
    if is_open_ended:
        ways = None
    return Needs(
        questions=tuple(q for q in drivers if _is_asked(form, q, ways)),
        proofs=tuple(
            Proof(proof, _need(proof.visible, proof.required, ways)) for proof in evidence
        ),
        statements=tuple(Statement(page, _need(page.visible, True, ways)) for page in statements),
    )


def _need(visible: Rule, required: Rule, ways: list[Situation] | None) -> Need:
    if visible is True and isinstance(required, bool):
        return "required" if required else "optional"
    if ways is None:
        return "depends"
    found = {_need_in(way, visible, required) for way in ways}
    return found.pop() if len(found) == 1 else "depends"


def _need_in(way: Situation, visible: Rule, required: Rule) -> Need:
    if not way.holds(visible):
        return "absent"
    return "required" if way.holds(required) else "optional"


def _drivers(form: Form, rules: list[Rule]) -> tuple[list[Question], bool]:
    """The questions that the rules read, in the order of the rules, then those that decide whether
    these are asked. Also whether one of them cannot be tried out, such as a date."""
    places = {q.id: (page, q) for page in form.pages for q in page.questions}
    found: dict[str, Question] = {}
    waiting = list(rules)
    while waiting:
        names = names_behind(form, names_of(waiting.pop(0)))
        for name in [place for place in places if place in names and place not in found]:
            page, found[name] = places[name]
            waiting += [page.visible, found[name].visible]
    drivers = [question for question in found.values() if _possible_answers(question)]
    return drivers, len(drivers) < len(found)


def _possible_answers(question: Question) -> list[Any]:
    if question.kind == "yes_no":
        return [True, False]
    if question.kind == "choice":
        return [option.value for option in question.options]
    return []


def _ways(
    form: Form, drivers: list[Question], answers: Answers, today: date
) -> list[Situation] | None:
    """One look for each way of answering; None when there are too many."""
    choices = [
        [answers[q.id]] if answers.get(q.id) in _possible_answers(q) else _possible_answers(q)
        for q in drivers
    ]
    if prod(map(len, choices)) > MOST_WAYS:
        return None
    small = form.model_copy(update={"pages": tuple(_pages_of(form, {q.id for q in drivers}))})
    names = [q.id for q in drivers]
    return [
        look(small, dict(zip(names, values, strict=True)), today=today)
        for values in product(*choices)
    ]


def _pages_of(form: Form, wanted: set[str]) -> Iterator[Page]:
    for page in form.pages:
        questions = tuple(q for q in page.questions if q.id in wanted)
        if questions:
            yield page.model_copy(update={"questions": questions})


def _is_asked(form: Form, question: Question, ways: list[Situation] | None) -> bool:
    return ways is None or any(question.id in way.answers for way in ways)
