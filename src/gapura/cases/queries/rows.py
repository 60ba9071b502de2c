"""The rows that queries return, by name: for faces that say what type they show."""

from gapura.cases.models import Case, CaseAnswers, Clock, Decision, Draft, Message, Task

__all__ = ["Case", "CaseAnswers", "Clock", "Decision", "Draft", "Message", "Task"]
