"""The answer to “can I get this, and what will I need?” in a person's words."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from gapura.catalogue.queries import OfferedService
from gapura.channels.portal.case_pages import area_names
from gapura.channels.portal.personal import language
from gapura.channels.portal.service_page import Requirement, facts_of, requirements_of
from gapura.channels.ui.parts import Fact
from gapura.engines.definitions.explaining import Turn, Verdict
from gapura.engines.definitions.precheck import Reason, as_given, precheck
from gapura.engines.forms.answers import Answers
from gapura.engines.forms.schema import Question
from gapura.engines.forms.summary import display
from gapura.engines.rules.text import Text, in_language


@dataclass(frozen=True)
class Because:
    """One rule that stands in the way, and what would change it."""

    is_open: bool  # an answer is missing
    sentence: str
    law: str
    answers: tuple[tuple[str, str], ...]  # what it read: question, answer
    change: str
    turns: tuple[str, ...]
    unanswered: tuple[str, ...]
    unsure: bool


@dataclass(frozen=True)
class Checklist:
    """The answer as a page shows it and as a mail tells it."""

    chance: str
    because: list[Because]
    advice: list[Because]
    met: list[str]
    requirements: list[Requirement]
    facts: list[Fact]


def checklist_of(service: OfferedService, answers: Answers, *, today: date) -> Checklist:
    package = service.package
    found = precheck(package, answers, today=today)
    given = as_given(package, answers)
    return Checklist(
        chance=found.chance,
        because=[_because(reason, given) for reason in found.reasons],
        advice=[_advice(verdict, given) for verdict in found.advice],
        met=[_say(verdict.title) for verdict in found.met if verdict.title],
        requirements=list(requirements_of(package, found.needs)),
        facts=facts_of(package),
    )


def letter(service: OfferedService, checklist: Checklist, link: str) -> tuple[str, str]:
    """Subject and body of the checklist as a mail."""
    title = in_language(service.package.service.title, language())
    lines = [*_opening(checklist.chance), ""]
    for because in checklist.because:
        lines += [f"- {because.sentence} ({because.law})", *(f"  {each}" for each in because.turns)]
        lines += [f"  {because.change}"] if because.change else []
    lines += ["", _("Yang Anda siapkan:")]
    lines += [f"[ ] {each.title}{_notes(each)}" for each in checklist.requirements]
    lines += ["", *(f"{fact.name}: {fact.value}" for fact in checklist.facts)]
    lines += ["", _("Mulai di sini: %(link)s") % {"link": link}]
    return _("Daftar periksa: %(service)s") % {"service": title}, "\n".join(lines)


def _opening(chance: str) -> Iterator[str]:
    if chance == "yes":
        yield _("Dari jawaban Anda, Anda memenuhi syarat. Petugas memeriksa buktinya.")
    elif chance == "no":
        yield _("Dari jawaban Anda, layanan ini belum bisa untuk Anda.")
    else:
        yield _("Belum dapat dipastikan: ada pertanyaan yang belum dijawab.")


def _because(reason: Reason, answers: Answers) -> Because:
    return Because(
        is_open=reason.is_open,
        sentence=_say((reason.verdict.title if reason.is_open else None) or reason.verdict.message),
        law=reason.verdict.legal_reference,
        answers=tuple(_read(reason.verdict, answers)),
        change=_say(reason.verdict.change),
        turns=tuple(_turn(turn) for turn in reason.turns),
        unanswered=tuple(_say(question.label) for question in reason.unanswered),
        unsure=reason.verdict.needs_verification,
    )


def _advice(verdict: Verdict, answers: Answers) -> Because:
    return _because(Reason(verdict, (), ()), answers)


def _read(verdict: Verdict, answers: Answers) -> Iterator[tuple[str, str]]:
    for question in verdict.reads:
        if answers.get(question.id) not in (None, ""):
            yield _say(question.label), shown(question, answers[question.id])


def shown(question: Question, answer: Any) -> str:
    words = display(question, answer, language(), area_name=area_names())
    return ", ".join(line for line in words.split("\n") if line != "-")


def _turn(turn: Turn) -> str:
    return _("Bila jawaban “%(question)s” menjadi “%(answer)s”.") % {
        "question": _say(turn.question.label),
        "answer": shown(turn.question, turn.answer),
    }


def _notes(requirement: Requirement) -> str:
    return f" ({'; '.join(requirement.notes)})" if requirement.notes else ""


def _say(text: Text | None) -> str:
    return in_language(text, language()) if text else ""
