"""Who does a step: the applicant, or a role at an office that the case itself points to."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from gapura.engines.rules.text import Text, say

APPLICANT = "applicant"

_ROLE = r"(?P<role>[a-z][a-z0-9_]*)"
_BY_AREA = re.compile(
    _ROLE + r"\s*@\s*(?P<kind>[a-z][a-z0-9_]*)_of\(\s*(?P<question>[a-z][a-z0-9_]*)\s*\)"
)
_BY_CODE = re.compile(_ROLE + r"\s*@\s*office\(\s*(?P<code>[a-z0-9][a-z0-9.-]*)\s*\)")
_AREA = re.compile(r"[0-9]{2}(?:\.[0-9]{2}){0,2}(?:\.[0-9]{4})?")


class WorkflowError(ValueError):
    """A package says something a workflow cannot be; `sentence` is for its author."""

    def __init__(self, sentence: Text) -> None:
        super().__init__(sentence.get("en") or sentence["id"])
        self.sentence = sentence


@dataclass(frozen=True)
class StepActor:
    """Either an office of a kind, found by the area in an answer, or one office by its code."""

    role: str
    office_kind: str | None = None
    question: str | None = None
    office_code: str | None = None

    @property
    def is_applicant(self) -> bool:
        return self.role == APPLICANT


@lru_cache(maxsize=1024)
def parse_actor(text: str) -> StepActor:
    written = text.strip()
    if written == APPLICANT:
        return StepActor(APPLICANT)
    if match := _BY_AREA.fullmatch(written):
        actor = StepActor(match["role"], office_kind=match["kind"], question=match["question"])
    elif match := _BY_CODE.fullmatch(written):
        actor = StepActor(match["role"], office_code=match["code"])
    else:
        raise WorkflowError(_unreadable(written))
    if actor.is_applicant:
        raise WorkflowError(_applicant_has_no_office())
    return actor


def target_area(actor: StepActor, answers: Mapping[str, Any]) -> str | None:
    """The area code in the answer the actor points to; None when it does not say one."""
    if actor.question is None:
        return None
    answer = answers.get(actor.question)
    code = answer.get("area") if isinstance(answer, Mapping) else answer
    return code if isinstance(code, str) and _AREA.fullmatch(code) else None


def _unreadable(written: str) -> Text:
    return say(
        f"Pelaksana “{written}” tidak dapat dibaca. Tulis `applicant`, "
        "`peran @ kelurahan_of(pertanyaan)`, atau `peran @ office(kode-kantor)`.",
        f"The actor “{written}” cannot be read. Write `applicant`, "
        "`role @ kelurahan_of(question)`, or `role @ office(office-code)`.",
    )


def _applicant_has_no_office() -> Text:
    return say(
        "Pemohon tidak bekerja di kantor. Tulis `applicant` saja, tanpa @.",
        "The applicant does not work at an office. Write only `applicant`, without @.",
    )
