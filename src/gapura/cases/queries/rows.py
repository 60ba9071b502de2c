"""The rows that queries return, by name: for faces that say what type they show."""

from gapura.cases.models import Case, Clock, Draft, Task

__all__ = ["Case", "Clock", "Draft", "Task"]
