"""What a form is made of: pages, questions, and the twenty kinds of answer."""

from typing import Literal

from pydantic import Field

from gapura.engines.decisions.written import NamedDecision
from gapura.engines.rules.strict import Strict
from gapura.engines.rules.text import Text, WrittenText

Kind = Literal[
    "text",  # str
    "long_text",  # str, may hold line breaks
    "number",  # int, or str of a decimal
    "money",  # int rupiah
    "date",  # ISO str YYYY-MM-DD
    "yes_no",  # bool
    "choice",  # str: value of one option
    "choices",  # list[str]: values of options
    "nik",  # str of 16 digits
    "family_card",  # str of 16 digits (nomor KK)
    "phone",  # str, +62…
    "email",  # str
    "area",  # str: code of a village, PP.KK.CC.DDDD
    "address",  # {"street": str, "rt": str, "rw": str, "area": str}; rt and rw may be ""
    "location",  # {"area": str, "street": str, "landmark": str, "lat": float|None, "lon": float|None}
    "file",  # list of {"id": str, "name": str, "media_type": str, "size": int, "sha256": str}
    "group",  # list of {question id: answer}
]

Rule = bool | str
"""`true`, `false`, or a FEEL expression over the answers (top-level names are question ids)."""

Identifier = Field(pattern=r"^[a-z][a-z0-9_]*$", max_length=60)


class Option(Strict):
    value: str = Field(pattern=r"^[a-z0-9][a-z0-9_-]*$")
    label: WrittenText
    hint: Text | None = None


class Check(Strict):
    """A rule of the agency about an answer, with the sentence shown when it does not hold."""

    rule: str  # FEEL; `value` is the answer itself
    message: WrittenText
    legal_reference: str | None = None


class Question(Strict):
    id: str = Identifier
    kind: Kind
    label: WrittenText
    hint: Text | None = None
    why: Text | None = None  # "Mengapa kami bertanya ini?"
    required: Rule = True
    visible: Rule = True
    sensitive: bool = False
    options: tuple[Option, ...] = ()
    checks: tuple[Check, ...] = ()
    min_length: int | None = None
    max_length: int | None = None
    minimum: str | int | None = (
        None  # number, money: a number; date: ISO date or FEEL such as today()
    )
    maximum: str | int | None = None
    accept: tuple[Literal["jpeg", "png", "pdf"], ...] = ("jpeg", "png", "pdf")
    max_files: int = Field(default=1, ge=1, le=10)
    evidence: str | None = None  # the evidence type that a file answers, set for evidence questions
    questions: tuple["Question", ...] = ()  # of a group
    item: Text | None = None  # what one item of a group is called: "Saksi"
    min_items: int = Field(default=0, ge=0)
    max_items: int = Field(default=10, ge=1, le=50)
    autocomplete: str | None = None  # HTML autocomplete token


class Page(Strict):
    id: str = Identifier
    title: WrittenText
    intro: Text | None = None
    visible: Rule = True
    form_code: str | None = None  # the official form this page stands for: F-2.03
    questions: tuple[Question, ...] = Field(min_length=1)


class Form(Strict):
    """`decisions` are the package's: values that rules may read beside the answers."""

    code: str | None = None  # F-2.01
    pages: tuple[Page, ...] = Field(min_length=1)
    decisions: tuple[NamedDecision, ...] = Field(default=(), exclude=True)

    def questions(self) -> list[Question]:
        """All top-level questions in order."""
        return [question for page in self.pages for question in page.questions]


class FormFile(Form):
    """A form as form.yaml says it; its decisions stand in decisions.yaml."""

    decisions: tuple[()] = Field(default=(), exclude=True)
