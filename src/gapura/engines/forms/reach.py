"""What a rule reads in the end: the questions, also those that its decisions read for it."""

from collections.abc import Iterable, Mapping

from gapura.engines.decisions.written import NamedDecision
from gapura.engines.forms.schema import Form, Question, Rule
from gapura.engines.rules.expressions import compile_expression


def questions_read(form: Form, names: Iterable[str]) -> list[Question]:
    """The questions behind these names, in the order of the form."""
    wanted = names_behind(form, names)
    return [question for question in form.questions() if question.id in wanted]


def names_behind(form: Form, names: Iterable[str]) -> frozenset[str]:
    """These names, and those that the decisions among them read."""
    decisions: Mapping[str, NamedDecision] = {each.id: each for each in form.decisions}
    found: set[str] = set()
    waiting = list(names)
    while waiting:
        name = waiting.pop()
        if name not in found:
            found.add(name)
            if name in decisions:
                waiting += decisions[name].compiled.names
    return frozenset(found)


def names_of(rule: Rule) -> frozenset[str]:
    """The names that a rule itself reads."""
    return frozenset() if isinstance(rule, bool) else compile_expression(rule).names
