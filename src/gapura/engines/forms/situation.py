"""One look at a form: which answers count, and whether a rule holds over them."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from gapura.engines.decisions.written import decide_all
from gapura.engines.forms.answers import Answers, rule_value, to_rules
from gapura.engines.forms.schema import Form, Page, Question, Rule
from gapura.engines.rules.expressions import compile_expression


@dataclass(frozen=True)
class Situation:
    """`answers` holds only those of visible questions; `values` is what rules may read."""

    answers: Answers
    values: dict[str, Any]
    today: date

    def holds(self, rule: Rule) -> bool:
        """Only true is true: a rule that cannot tell (null) neither shows nor requires."""
        return rule if isinstance(rule, bool) else self.work_out(rule) is True

    def denies(self, rule: str, value: Any) -> bool:
        """Whether a check says no; one that cannot tell refuses nobody."""
        return self.work_out(rule, {"value": value}) is False

    def work_out(self, source: str, more: dict[str, Any] | None = None) -> Any:
        values = {**self.values, **more} if more else self.values
        return compile_expression(source).evaluate(values, today=self.today).value

    def shows(self, page: Page, question: Question) -> bool:
        return self.holds(page.visible) and self.holds(question.visible)

    def inside(self, group: Question, item: Answers) -> "Situation":
        """The same look from within one item: its own answers stand before the form's."""
        own = {child.id: rule_value(child, item.get(child.id)) for child in group.questions}
        return replace(self, values={**self.values, **own})


def look(form: Form, answers: Answers, *, today: date) -> Situation:
    """Answers of questions that are not shown do not count, for other rules neither."""
    known = {q.id: answers[q.id] for q in form.questions() if q.id in answers}
    situation = Situation(answers=known, values=to_rules(form, known, today=today), today=today)
    # Each round only takes answers away, so this ends; two rounds are the usual case.
    while _drop_hidden(form, situation):
        if form.decisions:
            situation.values.update(decide_all(form.decisions, situation.values, today=today))
    return situation


def _drop_hidden(form: Form, situation: Situation) -> bool:
    dropped = False
    for page in form.pages:
        page_is_shown = situation.holds(page.visible)
        for question in page.questions:
            if question.id not in situation.answers:
                continue
            if not (page_is_shown and situation.holds(question.visible)):
                del situation.answers[question.id]
                situation.values[question.id] = None
                dropped = True
            elif question.kind == "group":
                dropped |= _drop_hidden_children(question, situation)
    return dropped


def _drop_hidden_children(group: Question, situation: Situation) -> bool:
    items = situation.answers[group.id]
    left = items_shown(group, items, situation)
    if left == items:
        return False
    situation.answers[group.id] = left
    situation.values[group.id] = rule_value(group, left)
    return True


def items_shown(group: Question, items: Any, situation: Situation) -> Any:
    """The items of a group without the answers of children that are not shown in them."""
    if not isinstance(items, list):
        return items
    return [
        _item_shown(group, item, situation) if isinstance(item, dict) else item for item in items
    ]


def _item_shown(group: Question, item: Answers, situation: Situation) -> Answers:
    children = {child.id: child for child in group.questions}
    left = {name: answer for name, answer in item.items() if name in children}
    while True:
        inside = situation.inside(group, left)
        shown = {
            name: _deeper(children[name], answer, inside)
            for name, answer in left.items()
            if inside.holds(children[name].visible)
        }
        if shown == left:
            return shown
        left = shown


def _deeper(child: Question, answer: Any, inside: Situation) -> Any:
    return items_shown(child, answer, inside) if child.kind == "group" else answer
