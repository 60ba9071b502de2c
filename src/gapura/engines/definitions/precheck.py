"""Can I get this, and what will I need? Asked in the few questions that the rules read, and nothing kept."""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any, Literal

from gapura.engines.definitions.explaining import Turn, Verdict, judge_in, turns_of
from gapura.engines.definitions.requirements import Needs, needs_of
from gapura.engines.definitions.schema import ServicePackage
from gapura.engines.forms.answers import Answers
from gapura.engines.forms.reach import names_behind, names_of
from gapura.engines.forms.schema import Form, Kind, Page, Question, Rule
from gapura.engines.forms.situation import look

ASKED: frozenset[Kind] = frozenset(
    {"yes_no", "choice", "choices", "number", "money", "date", "area", "address", "location"}
)
"""What somebody can say before applying: no name, number or paper is asked for here."""

TRIED: frozenset[Kind] = frozenset({"yes_no", "choice", "number", "money"})
"""Of these `turns_of` tries other answers, so that none found means that none helps."""

PLACES: frozenset[Kind] = frozenset({"address", "location"})
PAGE = "precheck"

Chance = Literal["yes", "no", "open"]


@dataclass(frozen=True)
class Reason:
    """A rule that says no or cannot tell yet, and the single answers that would turn it."""

    verdict: Verdict
    turns: tuple[Turn, ...]
    unanswered: tuple[Question, ...]

    @property
    def is_open(self) -> bool:
        """A question that was passed over could still turn it, or an officer has to look."""
        if self.verdict.failed:
            return True
        turning = {turn.question.id for turn in self.turns}
        return any(q.id in turning or q.kind not in TRIED for q in self.unanswered)


@dataclass(frozen=True)
class Precheck:
    chance: Chance
    reasons: tuple[Reason, ...]  # binding rules that do not hold
    advice: tuple[Verdict, ...]  # rules that only advise and do not hold
    met: tuple[Verdict, ...]
    needs: Needs


def precheck_form(package: ServicePackage) -> Form | None:
    """One page with the questions that eligibility and proofs turn on, all of them optional; None when
    no rule asks anything."""
    return _form(_Hashed(package))


def precheck(package: ServicePackage, answers: Answers, *, today: date) -> Precheck:
    """`answers` as the page of `precheck_form` reads them."""
    given = as_given(package, answers)
    form = package.full_form()
    situation = look(form, given, today=today)
    shown = {q.id for page in form.pages for q in page.questions if situation.shows(page, q)}
    verdicts = judge_in(package, form, situation)
    reasons = tuple(
        _reason(package, given, verdict, shown, today)
        for verdict in verdicts
        if verdict.binding and (verdict.refuses or verdict.failed)
    )
    return Precheck(
        chance=_chance(reasons),
        reasons=reasons,
        advice=tuple(v for v in verdicts if not v.binding and v.holds is False),
        met=tuple(v for v in verdicts if v.holds is True),
        needs=needs_of(package, given, today=today),
    )


def as_given(package: ServicePackage, answers: Answers) -> Answers:
    """A place is asked for by its kelurahan only; the form's own question wants more."""
    kinds = {question.id: question.kind for question in package.form.questions()}
    return {
        name: _whole_place(kinds[name], answer) if kinds.get(name) in PLACES else answer
        for name, answer in answers.items()
        if name in kinds
    }


def for_draft(package: ServicePackage, answers: Answers) -> Answers:
    """What a new application begins with: of a place only the kelurahan is known."""
    return {
        name: {**answer, "street": ""} if isinstance(answer, dict) and "area" in answer else answer
        for name, answer in as_given(package, answers).items()
    }


def _chance(reasons: tuple[Reason, ...]) -> Chance:
    if any(not reason.is_open for reason in reasons):
        return "no"
    return "open" if reasons else "yes"


def _reason(
    package: ServicePackage, answers: Answers, verdict: Verdict, shown: set[str], today: date
) -> Reason:
    return Reason(
        verdict=verdict,
        turns=turns_of(package, answers, verdict, today=today),
        unanswered=tuple(
            q for q in verdict.reads if q.id in shown and answers.get(q.id) in (None, "")
        ),
    )


def _whole_place(kind: str | None, area: Any) -> dict[str, Any]:
    if kind == "address":
        return {"street": "-", "rt": "", "rw": "", "area": area}
    return {"area": area, "street": "-", "landmark": "", "lat": None, "lon": None}


class _Hashed:
    """A published package never changes: the same object has the same form."""

    def __init__(self, package: ServicePackage) -> None:
        self.package = package

    def __hash__(self) -> int:
        return id(self.package)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Hashed) and self.package is other.package


@lru_cache(maxsize=256)
def _form(hashed: _Hashed) -> Form | None:
    package = hashed.package
    form = package.full_form()
    asked = _asked(package, form)
    questions = tuple(
        _without_effort(page, question)
        for page in package.form.pages
        for question in page.questions
        if question.id in asked and question.kind in ASKED
    )
    if not questions:
        return None
    page = Page(id=PAGE, title=package.service.title, questions=questions)
    return Form(pages=(page,), decisions=package.decisions)


def _asked(package: ServicePackage, form: Form) -> frozenset[str]:
    """Names that the rules read, and those that decide whether the questions behind them are asked."""
    places = {q.id: (page, q) for page in form.pages for q in page.questions}
    waiting = list(_rules(package))
    found: frozenset[str] = frozenset()
    while waiting:
        new = names_behind(form, names_of(waiting.pop())) - found
        found |= new
        for name in new & places.keys():
            page, question = places[name]
            waiting += [page.visible, question.visible]
    for table in package.eligibility_tables:
        found |= names_behind(form, table.compiled.names)
    return found


def _rules(package: ServicePackage) -> list[Rule]:
    rules: list[Rule] = [condition.rule for condition in package.eligibility]
    for proof in package.evidence.requirements if package.evidence else ():
        rules += [proof.visible, proof.required]
    rules += [page.visible for page in package.form.pages if page.form_code]
    return rules


def _without_effort(page: Page, question: Question) -> Question:
    return question.model_copy(
        update={
            "required": False,
            "visible": _both(page.visible, question.visible),
            "kind": "area" if question.kind in PLACES else question.kind,
            "checks": (),
            **({"hint": None, "why": None} if question.kind in PLACES else {}),
        }
    )


def _both(first: Rule, second: Rule) -> Rule:
    if isinstance(first, bool):
        return second if first else False
    if isinstance(second, bool):
        return first if second else False
    return f"({first}) and ({second})"
