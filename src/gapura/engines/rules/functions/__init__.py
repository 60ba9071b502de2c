"""The built-in functions of FEEL, one file for each family."""

from gapura.engines.rules.functions import (
    calendar,
    contexts,
    conversion,
    lists,
    literals,
    moments,
    numbers,
    ranges,
    statistics,
    text,
)
from gapura.engines.rules.functions.registry import BUILTINS

__all__ = [
    "BUILTINS",
    "calendar",
    "contexts",
    "conversion",
    "lists",
    "literals",
    "moments",
    "numbers",
    "ranges",
    "statistics",
    "text",
]
