"""A service tried out on paper: a worked situation is played through form, fee, SOP and clock."""

from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from typing import Any

from gapura.engines.deadlines.calendars import WorkingCalendar
from gapura.engines.deadlines.clocks import Clock
from gapura.engines.deadlines.limits import due_at, parse_limit
from gapura.engines.definitions.explaining import CANNOT_TELL, judge
from gapura.engines.definitions.facts import facts_of
from gapura.engines.definitions.outputs import DocumentContext, document_fields
from gapura.engines.definitions.scenario_schema import Expected, Scenario, ScenarioStep
from gapura.engines.definitions.schema import ServicePackage
from gapura.engines.fees.charging import FeeRefused, fee_on
from gapura.engines.fees.lines import Fee
from gapura.engines.forms.answers import Answers, to_rules
from gapura.engines.forms.validation import problems, tidy
from gapura.engines.forms.visibility import visible_pages
from gapura.engines.rules.text import Text, in_language, say
from gapura.engines.workflow.choosing import Facts, actor_of, chooses
from gapura.engines.workflow.running import (
    TIME_OUT,
    WITHDRAW,
    Move,
    WorkflowRefused,
    advance,
    time_out,
    withdraw,
)
from gapura.engines.workflow.schema import Need, Outcome

__all__ = ["Scenario", "ScenarioResult", "run"]

TIME = "time"
"""Who acts when a limit passes: `{by: time, action: time_out, at: …}`."""


@dataclass(frozen=True)
class ScenarioResult:
    pages: tuple[str, ...]
    problems: tuple[str, ...] = ()  # question ids refused at submit
    ineligible: tuple[Text, ...] = ()
    advice: tuple[str, ...] = ()  # conditions that do not bind and do not hold: conditions.0
    path: tuple[str, ...] = ()
    outcome: Outcome | None = None
    due: date | None = None  # last day of the promise, local
    fee: Fee | None = None
    document: dict[str, str] = field(default_factory=dict)
    differences: tuple[Text, ...] = ()

    @property
    def ok(self) -> bool:
        return not self.differences


def run(package: ServicePackage, scenario: Scenario, calendar: WorkingCalendar) -> ScenarioResult:
    result = _Play(package, scenario, calendar).result()
    return replace(result, differences=(*result.differences, *_compare(scenario, result)))


class _Play:
    """One case, from the first answer to the outcome."""

    def __init__(
        self, package: ServicePackage, scenario: Scenario, calendar: WorkingCalendar
    ) -> None:
        self.package = package
        self.scenario = scenario
        self.calendar = calendar
        self.form = package.full_form()
        self.today = calendar.local_day(scenario.submitted_at)
        self.complete_on = self.today  # the day whose tariff counts; a correction moves it
        self.limit = parse_limit(package.service.promise.within)
        # The form refuses what is not complete, so the system itself finds complete receipt when
        # it is sent; an officer's confirmation starts the clock anew.
        self.clock = Clock(self.limit, scenario.submitted_at)
        self.step = package.workflow.start
        self.entered_at = scenario.submitted_at
        self.path = [self.step]
        self.outcome: Outcome | None = None
        self.wrong: list[Text] = []
        self.marks: tuple[str, ...] = ()

    def result(self) -> ScenarioResult:
        typed = {**self.scenario.answers, **_files(self.scenario.files)}
        pages = tuple(page.id for page in visible_pages(self.form, typed, today=self.today))
        refused = problems(self.form, typed, today=self.today)
        if refused:
            return ScenarioResult(pages, tuple(dict.fromkeys(p.question for p in refused)))
        self.answers: Answers = tidy(self.form, typed, today=self.today)
        ineligible = self._ineligible()
        if ineligible:
            return ScenarioResult(pages, ineligible=ineligible)
        for number, taken in enumerate(self.scenario.steps, start=1):
            self._take(number, taken)
        return ScenarioResult(
            pages=pages,
            path=tuple(self.path),
            outcome=self.outcome,
            due=self._due(),
            fee=self._fee(),
            document=self._document(),
            advice=self.advice,
            differences=tuple(self.wrong),
        )

    def _ineligible(self) -> tuple[Text, ...]:
        verdicts = judge(self.package, self.answers, today=self.today)
        self.advice = tuple(v.id for v in verdicts if v.refuses and not v.binding)
        return tuple(v.message or CANNOT_TELL for v in verdicts if v.refuses and v.binding)

    def _take(self, number: int, taken: ScenarioStep) -> None:
        if self.outcome is not None:
            self._refuse(number, say("berkas sudah selesai", "the case is closed"))
            return
        here = self.package.workflow.steps[self.step]
        actor = actor_of(here, None if isinstance(here.actor, str) else self._facts(self.answers))
        if taken.by not in {actor.role, TIME} and taken.action != WITHDRAW:
            self._refuse(
                number,
                say(f"pelaksana langkah `{self.step}` adalah {actor.role}",
                    f"the step `{self.step}` belongs to {actor.role}"),
            )  # fmt: skip
            return
        try:
            move = self._move(taken)
        except WorkflowRefused as refused:
            self._refuse(number, refused.sentence)
            return
        self._correct(number, taken, move)
        self._run_clock(taken.at, move)
        self.path.append(move.to)
        self.step, self.outcome, self.entered_at = move.to, move.outcome, taken.at

    def _move(self, taken: ScenarioStep) -> Move:
        workflow = self.package.workflow
        if taken.action == WITHDRAW:
            return withdraw(workflow, self.step)
        if taken.action == TIME_OUT:
            self._require_time_passed(taken.at)
            return time_out(workflow, self.step)
        choosing = chooses(workflow, self.step, taken.action)
        facts = self._facts({**self.answers, **taken.answers}) if choosing else None
        return advance(workflow, self.step, taken.action, given=_given(taken), facts=facts)

    def _facts(self, answers: Answers) -> Facts:
        tidied = tidy(self.form, answers, today=self.today)
        return facts_of(self.package, tidied, sent_on=self.today)

    def _require_time_passed(self, at: datetime) -> None:
        within = self.package.workflow.steps[self.step].within
        if within is None or at >= due_at(parse_limit(within), self.entered_at, self.calendar):
            return
        raise WorkflowRefused(
            say("batas waktu langkah ini belum lewat", "the limit of this step has not passed")
        )

    def _correct(self, number: int, taken: ScenarioStep, move: Move) -> None:
        """Only what an officer marked may change, and the form must hold again."""
        if move.marks_fields:
            self.marks = taken.marks
        strangers = sorted(taken.answers.keys() - set(self.marks))
        if strangers:
            names = ", ".join(strangers)
            self._refuse(number, say(f"{names} tidak ditandai", f"{names} was not marked"))
        self.answers = {**self.answers, **taken.answers}
        for problem in problems(self.form, self.answers, today=self.today):
            self._refuse(number, problem.sentence)

    def _run_clock(self, at: datetime, move: Move) -> None:
        if move.resumes_clock:
            self.complete_on = self.calendar.local_day(at)
        if move.starts_clock or move.resumes_clock:
            self.clock = self._complete_again(at)
        if move.pauses_clock and not self.clock.is_paused:
            self.clock = self.clock.pause(at, move.action)

    def _complete_again(self, at: datetime) -> Clock:
        if self.package.service.promise.from_ == "complete_receipt":
            return self.clock.restart(at)
        return self.clock.resume(at) if self.clock.is_paused else self.clock

    def _due(self) -> date:
        last_moment = self.clock.due_at(self.calendar) - timedelta(microseconds=1)
        return self.calendar.local_day(last_moment)

    def _fee(self) -> Fee | None:
        try:
            return fee_on(
                self.package.fees,
                to_rules(self.form, self.answers, today=self.complete_on),
                today=self.complete_on,
            )
        except FeeRefused as refused:
            self.wrong.append(refused.sentence)
            return None

    def _document(self) -> dict[str, str]:
        if self.outcome != "granted" or self.package.output is None:
            return {}
        fields = document_fields(self.package, DocumentContext(self.answers, self.today))
        return {field.id: field.text for field in fields}

    def _refuse(self, number: int, reason: Text) -> None:
        self.wrong.append(
            say(f"Langkah {number}: {reason['id']}.",
                f"Step {number}: {in_language(reason, 'en')}.")
        )  # fmt: skip


def _files(names: tuple[str, ...]) -> Answers:
    return {
        name: [
            {"id": name, "name": f"{name}.jpg", "media_type": "image/jpeg", "size": 200_000,
             "sha256": "0" * 64}
        ]
        for name in names
    }  # fmt: skip


def _given(taken: ScenarioStep) -> set[Need]:
    given: set[Need] = set()
    if taken.grounds:
        given.add("grounds")
    if taken.legal_reference:
        given.add("legal_reference")
    if taken.message:
        given.add("message")
    if taken.marks:
        given.add("marks")
    if taken.photo:
        given.add("photo")
    return given


def _compare(scenario: Scenario, result: ScenarioResult) -> list[Text]:
    expected = scenario.expect
    pairs: list[tuple[Text, Any, Any]] = [
        (say("isian yang ditolak", "refused answers"), sorted(expected.problems), sorted(result.problems)),
        (say("tidak memenuhi syarat", "not eligible"), expected.not_eligible, bool(result.ineligible)),
    ]  # fmt: skip
    named = {
        "pages": say("halaman", "pages"),
        "path": say("jalur", "path"),
        "outcome": say("hasil", "outcome"),
        "due": say("janji terakhir", "last day of the promise"),
        "advice": say("syarat saran yang tidak terpenuhi", "advisory conditions not met"),
    }
    for key, name in named.items():
        wanted = getattr(expected, key)
        if wanted is not None:
            pairs.append((name, wanted, getattr(result, key)))
    pairs += _fee_pairs(expected, result.fee)
    for key, text in expected.document.items():
        pairs.append((say(f"dokumen: {key}", f"document: {key}"), text, result.document.get(key)))
    return [
        say(f"{name['id']}: diharapkan {_shown(wanted)}, hasilnya {_shown(got)}.",
            f"{name['en']}: expected {_shown(wanted)}, found {_shown(got)}.")
        for name, wanted, got in pairs
        if wanted != got
    ]  # fmt: skip


def _fee_pairs(expected: Expected, fee: Fee | None) -> list[tuple[Text, Any, Any]]:
    pairs: list[tuple[Text, Any, Any]] = []
    if expected.fee is not None:
        pairs.append((say("biaya", "fee"), expected.fee, fee and fee.amount))
    amounts = {line.id: line.amount for line in fee.lines} if fee else {}
    for name, amount in expected.fee_lines.items():
        said = say(f"rincian biaya {name}", f"line {name} of the fee")
        pairs.append((said, amount, amounts.get(name)))
    return pairs


def _shown(value: Any) -> str:
    if isinstance(value, list | tuple):
        return " → ".join(str(part) for part in value) or "–"
    return "–" if value is None else str(value)
