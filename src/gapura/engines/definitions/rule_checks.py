"""Every rule of a package is read, held against the types of the form, and tried."""

from collections.abc import Iterator, Mapping

from gapura.engines.definitions.findings import Finding, Places, ended
from gapura.engines.definitions.samples import TODAY, situations
from gapura.engines.definitions.schema import ServicePackage
from gapura.engines.definitions.written_rules import Written, rules_of
from gapura.engines.forms.schema import Question
from gapura.engines.rules.expressions import compile_expression
from gapura.engines.rules.inference.examining import Remark, examine
from gapura.engines.rules.text import Text, in_language, say

Questions = Mapping[str, Question]


def check_rules(package: ServicePackage, places: Places) -> list[Finding]:
    questions = {question.id: question for question in package.full_form().questions()}
    found: list[Finding] = []
    for written in rules_of(package):
        examination = examine(written.rule, written.known, expected=written.expected)
        found += [_remarked(written, remark, places) for remark in examination.remarks]
        if not examination.has_errors:
            found += _try(written, questions, places)
    return found


def _remarked(written: Written, remark: Remark, places: Places) -> Finding:
    return places.finding_inside(
        written.file,
        written.path,
        remark.code,
        _about(written, remark.sentence),
        remark.remedy,
        within=remark.place,
        severity=remark.severity,
    )


def _about(written: Written, sentence: Text) -> Text:
    """Names a rule by its text, when that is short."""
    rule = " ".join(written.rule.split())
    shown = rule if len(rule) <= 80 else rule[:79] + "…"
    return say(
        ended(f"Aturan `{shown}`: {in_language(sentence, 'id')}"),
        ended(f"Rule `{shown}`: {in_language(sentence, 'en')}"),
    )


def _try(written: Written, questions: Questions, places: Places) -> Iterator[Finding]:
    """Good answers in, so whatever goes wrong is the rule's own fault, such as a division by zero."""
    readable = {**questions, **{child.id: child for child in written.questions}}
    if written.value is not None:
        readable["value"] = written.value
    expression = compile_expression(written.rule, names=written.known.types)
    if expression.names - readable.keys():
        return  # what a decision, a case or an office holds is not known here
    for values in situations(expression.names, readable):
        if written.value is not None and "value" in values:
            values["value"] = values.get(written.value.id, values["value"])
        problem = expression.evaluate(values, today=TODAY).problem
        if problem is not None:
            yield places.finding(
                written.file,
                written.path,
                "rule_fails",
                _about(written, _cannot_be_worked_out(problem)),
                say(
                    "Bandingkan dengan jenis pertanyaan yang dibacanya.",
                    "Compare it with the kinds of the questions it reads.",
                ),
            )
            return


def _cannot_be_worked_out(problem: Text) -> Text:
    return say(
        f"tidak dapat dihitung, {in_language(problem, 'id')}",
        f"it cannot be worked out, {in_language(problem, 'en')}",
    )
