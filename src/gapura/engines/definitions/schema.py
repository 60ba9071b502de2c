"""One public service as data: everything a package folder says, typed."""

from datetime import date
from functools import cached_property
from typing import Literal

from pydantic import Field

from gapura.engines.decisions.written import NamedDecision
from gapura.engines.definitions.eligibility import Condition, ConditionTable
from gapura.engines.fees.schema import Fees
from gapura.engines.forms.schema import Form, FormFile, Page, Question, Rule
from gapura.engines.rules.strict import Strict
from gapura.engines.rules.text import Text, WrittenText
from gapura.engines.workflow.schema import Workflow

SCHEMA = 1


class LegalResource(Strict):
    title: str  # "UU 30/2014 Pasal 53": kind, number/year, article
    subject: Text | None = None
    url: str | None = None


class Promise(Strict):
    """Jangka waktu, the third of the fourteen components (UU 25/2009 art. 21)."""

    within: str  # P1WD
    from_: Literal["submission", "complete_receipt"] = Field(alias="from")
    legal_reference: str | None = None
    needs_verification: bool = False
    note: Text | None = None

    model_config = Strict.model_config | {"populate_by_name": True, "serialize_by_alias": True}


class ApplicantFields(Strict):
    """Which questions say who asks; the values are question ids."""

    name: str | None = None
    nik: str | None = None
    phone: str | None = None
    email: str | None = None


class Service(Strict):
    """Metadata after CPSV-AP; the words residents read are maps by language."""

    schema_: Literal[1] = Field(alias="schema")
    code: str = Field(pattern=r"^[a-z][a-z0-9-]*$", max_length=60)
    kind: Literal["application", "report", "complaint", "information_request"]
    title: WrittenText
    summary: WrittenText
    authority: str  # code of an agency in jurisdiction.yaml
    valid_from: date
    legal_resources: tuple[LegalResource, ...] = Field(min_length=1)
    life_events: tuple[str, ...] = ()
    audience: tuple[Literal["resident", "business", "visitor"], ...] = ("resident",)
    channels: tuple[Literal["web", "counter", "chat", "api"], ...] = ("web", "api")
    keywords: dict[str, tuple[str, ...]]  # people's own words, by language
    promise: Promise
    product: WrittenText  # produk layanan
    procedure: tuple[WrittenText, ...] = Field(min_length=1)
    requirements_note: tuple[WrittenText, ...] = ()  # requirements that are no document
    not_needed: tuple[WrittenText, ...] = ()
    who: Text | None = None  # who may ask
    complaints: WrittenText
    standard: Text | None = None  # decree that fixes the service standard
    minutes: int = Field(default=10, ge=1, le=120)  # to fill in
    sign_in: Literal["none", "contact"] = "contact"
    # none: may be sent without any name; contact: name and a way to reach are asked by the form
    applicant: ApplicantFields = ApplicantFields()
    about: str | None = None  # question id whose answer names what the case is about (child's name)
    case_audience: Literal["applicant", "public"] = "applicant"
    identity_shown_to: Literal["officers", "decider", "nobody"] = "officers"
    needs_verification: tuple[Text, ...] = ()  # shown to officers and designers, never as a fact

    model_config = Strict.model_config | {"populate_by_name": True, "serialize_by_alias": True}


class EvidenceRequirement(Strict):
    """One proof; `required` and `visible` are rules over the answers."""

    id: str = Field(pattern=r"^[a-z][a-z0-9_]*$")
    title: WrittenText
    hint: Text | None = None
    required: Rule = True
    visible: Rule = True
    accept: tuple[Literal["jpeg", "png", "pdf"], ...] = ("jpeg", "png", "pdf")
    max_files: int = 1
    legal_reference: str | None = None
    needs_verification: bool = False
    shown_as: Text | None = None  # how the service page lists it, when the condition needs words


class Evidence(Strict):
    title: WrittenText
    intro: Text | None = None
    requirements: tuple[EvidenceRequirement, ...] = ()


class OutputField(Strict):
    id: str
    label: WrittenText
    value: str  # FEEL over the answers, and `case`, `office`, `decision`
    masked: bool = False  # shown masked on the public verification page


class Output(Strict):
    kind: str = Field(pattern=r"^[a-z][a-z0-9-]*$")
    title: WrittenText
    number: str  # "{office}/{random}/PM1/{year}"
    holder: str  # FEEL: whose name the verification page shows, masked
    valid_for: str | None = None  # P3M, P1Y
    fields: tuple[OutputField, ...] = Field(min_length=1)


class ServicePackage(Strict):
    """A whole package. `content_hash` and dates of publication live in the catalogue."""

    service: Service
    form: FormFile
    evidence: Evidence | None = None
    decisions: tuple[NamedDecision, ...] = ()
    eligibility: tuple[Condition, ...] = ()
    eligibility_tables: tuple[ConditionTable, ...] = ()
    fees: Fees
    workflow: Workflow
    output: Output | None = None
    template: str | None = None  # source of output.typ
    messages: dict[str, dict[str, str]] = Field(default_factory=dict)
    # event name -> language -> text; first line is the subject

    def pages(self) -> tuple[Page, ...]:
        """The form's pages, then one page that asks for the evidence as file questions."""
        if self.evidence is None or not self.evidence.requirements:
            return self.form.pages
        return (*self.form.pages, _evidence_page(self.evidence))

    def full_form(self) -> Form:
        return self._whole_form

    @cached_property
    def _whole_form(self) -> Form:
        return Form(code=self.form.code, pages=self.pages(), decisions=self.decisions)


def _evidence_page(evidence: Evidence) -> Page:
    return Page(
        id="evidence",
        title=evidence.title,
        intro=evidence.intro,
        questions=tuple(
            Question(
                id=requirement.id,
                kind="file",
                label=requirement.title,
                hint=requirement.hint,
                required=requirement.required,
                visible=requirement.visible,
                accept=requirement.accept,
                max_files=requirement.max_files,
                evidence=requirement.id,
                sensitive=False,
            )
            for requirement in evidence.requirements
        ),
    )
