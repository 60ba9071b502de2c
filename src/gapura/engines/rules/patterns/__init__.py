"""Regular expressions of XPath, as FEEL uses them, matched within a bounded number of steps."""

from gapura.engines.rules.patterns.machine import Effort, Groups, Pattern
from gapura.engines.rules.patterns.syntax import compile_pattern

__all__ = ["Effort", "Groups", "Pattern", "compile_pattern"]
