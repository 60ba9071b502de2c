"""The rows of a case: what was asked, where it stands, by when, and what was decided."""

from gapura.cases.models.case import Case, CaseAnswers, Draft, Finder
from gapura.cases.models.casework import Clock, CorrectionRequest, Decision, Message, Task
from gapura.cases.models.fees import FixedFee
from gapura.cases.models.judging import Judgement

__all__ = [
    "Case",
    "CaseAnswers",
    "Clock",
    "CorrectionRequest",
    "Decision",
    "Draft",
    "Finder",
    "FixedFee",
    "Judgement",
    "Message",
    "Task",
]
