"""The page of one service: the published components of its standard, from its package alone."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from typing import Any
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from gapura.catalogue.queries import OfferedService, get_version
from gapura.channels.portal.offers import REPORT, fee_words, offer_of, time_words
from gapura.channels.portal.office_kinds import kind_title, kinds_at_work
from gapura.channels.portal.personal import language
from gapura.channels.portal.tariff_page import change_words, tariffs_of
from gapura.channels.ui.parts import Fact
from gapura.engines.definitions.precheck import precheck_form
from gapura.engines.definitions.requirements import Needs, Proof, Statement, needs_of
from gapura.engines.definitions.schema import ServicePackage
from gapura.engines.fees.charging import FeeRefused, tariff_on
from gapura.engines.forms.answers import Answers
from gapura.engines.forms.schema import Question
from gapura.engines.rules.text import Text, in_language

YES_NO = {"ya": True, "tidak": False}
FEW = 7  # options that are shown as buttons; more are a list to open


@dataclass(frozen=True)
class Choice:
    value: str
    label: str
    is_chosen: bool


@dataclass(frozen=True)
class Asked:
    """A question whose answer changes the list of requirements."""

    name: str
    label: str
    choices: list[Choice]

    @property
    def is_short(self) -> bool:
        return len(self.choices) <= FEW


@dataclass(frozen=True)
class Requirement:
    title: str
    notes: list[str] = field(default_factory=list)
    depends: bool = False


def context_of(service: OfferedService, given: Mapping[str, str]) -> dict[str, Any]:
    package, today = service.package, timezone.localdate()
    answers = read_answers(package, given)
    needs = _needs(service.jurisdiction, service.version_id, tuple(sorted(answers.items())), today)
    return {
        "service": service,
        "meta": package.service,
        "offer": offer_of(service, today),
        "is_report": package.service.kind == REPORT,
        "facts": facts_of(package),
        "asked": [_asked(question, answers) for question in needs.questions],
        "has_answers": bool(answers),
        "may_check": precheck_form(package) is not None,
        "requirements": list(requirements_of(package, needs)),
        "at_work": [(kind, kind_title(kind)) for kind in kinds_at_work(package)],
        "unsure": unsure_of(package),
        "tariffs": tariffs_of(package, today),
    }


@lru_cache(maxsize=512)
def _needs(
    jurisdiction: str, version_id: UUID, answers: tuple[tuple[str, Any], ...], today: date
) -> Needs:
    """The same for everybody who answered the same on the same day."""
    package = get_version(jurisdiction, version_id).package
    return needs_of(package, dict(answers), today=today)


def read_answers(package: ServicePackage, given: Mapping[str, str]) -> Answers:
    """What the address says; anything else in it is passed over."""
    answers: Answers = {}
    for question in package.form.questions():
        typed = given.get(question.id, "")
        if question.kind == "yes_no" and typed in YES_NO:
            answers[question.id] = YES_NO[typed]
        if question.kind == "choice" and typed in {option.value for option in question.options}:
            answers[question.id] = typed
    return answers


def facts_of(package: ServicePackage) -> list[Fact]:
    """Jangka waktu, biaya and produk, the three that people look for first."""
    meta, today = package.service, timezone.localdate()
    since = (
        _("sejak syarat lengkap")
        if meta.promise.from_ == "complete_receipt"
        else _("sejak terkirim")
    )
    result, _dot, more = _say(meta.product).partition(". ")
    fee, is_free = fee_words(package, today)
    about_fee = _("tidak ada biaya lain") if is_free else _tariff_label(package)
    changes = change_words(package, today)
    return [
        Fact(_("Lama"), time_words(package), since),
        Fact(_("Biaya"), fee, "; ".join(part for part in (about_fee, changes) if part)),
        Fact(_("Hasil"), result.rstrip("."), more.rstrip(".")),
    ]


def requirements_of(package: ServicePackage, needs: Needs) -> Iterator[Requirement]:
    told = " ".join(_title_of(proof) for proof in needs.proofs if proof.need == "depends")
    for proof in needs.proofs:
        if proof.need != "absent":
            yield _proof(proof)
    for statement in needs.statements:
        if statement.need == "required" or (
            statement.need == "depends" and (statement.page.form_code or "") not in told
        ):
            yield _statement(statement)
    for note in package.service.requirements_note:
        yield Requirement(_say(note))


def unsure_of(package: ServicePackage) -> list[str]:
    """What the agency has still to confirm: said, so that nobody takes it for settled."""
    proofs = package.evidence.requirements if package.evidence else ()
    parts = (
        (package.service.promise.needs_verification, _("jangka waktu")),
        (any(tariff.is_unsure() for tariff in package.fees.tariffs), _("dasar hukum biaya")),
        (any(proof.needs_verification for proof in proofs), _("daftar syarat")),
    )
    return [words for is_unsure, words in parts if is_unsure]


def _proof(proof: Proof) -> Requirement:
    notes = [_say(proof.requirement.hint)] if proof.requirement.hint else []
    if proof.need == "optional":
        notes.append(_("Kalau ada."))
    return Requirement(_title_of(proof), notes, depends=proof.need == "depends")


def _title_of(proof: Proof) -> str:
    """In full words while it depends; plainly once it is certain."""
    shown = proof.requirement.shown_as if proof.need == "depends" else None
    return _say(shown or proof.requirement.title)


def _statement(statement: Statement) -> Requirement:
    return Requirement(
        _say(statement.page.title),
        [_("Anda isi langsung di sini.")],
        depends=statement.need == "depends",
    )


def _asked(question: Question, answers: Answers) -> Asked:
    given = answers.get(question.id)
    if question.kind == "yes_no":
        named = (("ya", _("Ya")), ("tidak", _("Tidak")))
        choices = [Choice(name, label, YES_NO[name] is given) for name, label in named]
    else:
        choices = [
            Choice(option.value, _say(option.label), option.value == given)
            for option in question.options
        ]
    return Asked(question.id, _say(question.label), choices)


def _tariff_label(package: ServicePackage) -> str:
    try:
        return _say(tariff_on(package.fees, timezone.localdate()).label)
    except FeeRefused:
        return ""


def _say(text: Text) -> str:
    return in_language(text, language())
