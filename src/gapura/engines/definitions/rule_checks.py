"""Every rule of a package is read, tried, and must say something."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from gapura.engines.definitions.findings import Finding, Path, Places
from gapura.engines.definitions.outputs import MORE_NAMES
from gapura.engines.definitions.reference_checks import pages_with_paths
from gapura.engines.definitions.samples import TODAY, is_finite, one_of, situations
from gapura.engines.definitions.schema import ServicePackage
from gapura.engines.forms.schema import Page, Question, Rule
from gapura.engines.rules.expressions import Expression, RuleError, compile_expression
from gapura.engines.rules.text import say

Questions = Mapping[str, Question]


@dataclass(frozen=True)
class Written:
    """A rule where it stands. `yes_or_no`: it must answer true or false."""

    file: str
    path: Path
    rule: str
    yes_or_no: bool = True
    value: Question | None = None  # what `value` is, in a check of an answer
    inside: tuple[Question, ...] = ()  # the questions of the group it stands in
    more: frozenset[str] = frozenset()


def check_rules(package: ServicePackage, places: Places) -> list[Finding]:
    questions = {question.id: question for question in package.full_form().questions()}
    decided = frozenset(decision.id for decision in package.decisions)
    found: list[Finding] = []
    for written in _rules(package):
        found += _check(replace(written, more=written.more | decided), questions, places)
    return found + list(_never_shown(package, questions, places))


def _rules(package: ServicePackage) -> Iterator[Written]:
    for file, path, page in pages_with_paths(package):
        yield from _one(file, (*path, "visible"), page.visible)
        for position, question in enumerate(page.questions):
            yield from _of_question(question, (*path, "questions", position), ())
    if package.evidence:
        for position, proof in enumerate(package.evidence.requirements):
            path = ("requirements", position)
            yield from _one("evidence.yaml", (*path, "visible"), proof.visible)
            yield from _one("evidence.yaml", (*path, "required"), proof.required)
    for position, condition in enumerate(package.eligibility):
        yield Written("eligibility.yaml", ("conditions", position, "rule"), condition.rule)
    for path, formula, yes_or_no in package.fees.formulas():
        yield Written("fees.yaml", path, formula, yes_or_no=yes_or_no)
    if package.output:
        yield _of_output(("holder",), package.output.holder)
        for position, field in enumerate(package.output.fields):
            yield _of_output(("fields", position, "value"), field.value)


def _of_question(question: Question, path: Path, group: tuple[Question, ...]) -> Iterator[Written]:
    yield from _one("form.yaml", (*path, "visible"), question.visible, group)
    yield from _one("form.yaml", (*path, "required"), question.required, group)
    for position, check in enumerate(question.checks):
        where = (*path, "checks", position, "rule")
        yield Written("form.yaml", where, check.rule, value=question, inside=group)
    for key in ("minimum", "maximum"):
        limit = getattr(question, key)
        if question.kind == "date" and isinstance(limit, str) and not _is_date(limit):
            yield Written("form.yaml", (*path, key), limit, yes_or_no=False, inside=group)
    for position, child in enumerate(question.questions):
        yield from _of_question(child, (*path, "questions", position), question.questions)


def _one(file: str, path: Path, rule: Rule, group: tuple[Question, ...] = ()) -> Iterator[Written]:
    if isinstance(rule, str):
        yield Written(file, path, rule, inside=group)


def _of_output(path: Path, value: str) -> Written:
    return Written("output.yaml", path, value, yes_or_no=False, more=MORE_NAMES)


def _is_date(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def _check(written: Written, questions: Questions, places: Places) -> Iterator[Finding]:
    readable = {**questions, **{child.id: child for child in written.inside}}
    if written.value is not None:
        readable["value"] = written.value
    try:
        expression = compile_expression(written.rule, names=readable.keys() | written.more)
    except RuleError as error:
        said = error.sentence
        yield places.finding(
            written.file,
            written.path,
            "rule",
            say(
                f"Aturan `{written.rule}` tidak dapat dipakai: {said['id']}.",
                f"The rule `{written.rule}` cannot be used: {said.get('en', said['id'])}.",
            ),
            say(
                f"Lihat huruf ke-{error.column} dari aturan ini.",
                f"Look at character {error.column} of this rule.",
            ),
        )
        return
    yield from _try(written, expression, readable, places)


def _try(
    written: Written, expression: Expression, readable: Questions, places: Places
) -> Iterator[Finding]:
    """Good answers in, so whatever goes wrong is the rule's own fault."""
    for values in situations(expression.names, readable):
        if written.value is not None and "value" in values:
            values["value"] = values.get(written.value.id, one_of(written.value))
        if written.more & expression.names:
            return  # what a case or an office holds is not known here
        result = expression.evaluate(values, today=TODAY)
        if result.problem is not None:
            yield _goes_wrong(written, result.problem, places)
            return
        if written.yes_or_no and not isinstance(result.value, bool):
            yield places.finding(
                written.file,
                written.path,
                "rule_not_yes_or_no",
                say(
                    f"Aturan `{written.rule}` tidak menjawab ya atau tidak.",
                    f"The rule `{written.rule}` does not answer yes or no.",
                ),
                say(
                    'Tulis perbandingan, misalnya purpose = "court".',
                    'Write a comparison, such as purpose = "court".',
                ),
            )
            return


def _goes_wrong(written: Written, problem: dict[str, str], places: Places) -> Finding:
    return places.finding(
        written.file,
        written.path,
        "rule_type",
        say(
            f"Aturan `{written.rule}` tidak dapat dihitung: {problem['id']}.",
            f"The rule `{written.rule}` cannot be worked out: {problem.get('en', problem['id'])}.",
        ),
        say(
            "Bandingkan dengan jenis pertanyaan yang dibacanya.",
            "Compare it with the kinds of the questions it reads.",
        ),
    )


def _never_shown(
    package: ServicePackage, questions: Questions, places: Places
) -> Iterator[Finding]:
    for file, path, page in pages_with_paths(package):
        for position, question in enumerate(page.questions):
            here = (*path, "questions", position)
            if not _can_be_shown((page.visible, question.visible), questions):
                yield _hidden(file, here, question, page, places)
    if package.evidence:
        for position, proof in enumerate(package.evidence.requirements):
            if not _can_be_shown((proof.visible,), questions):
                yield _hidden("evidence.yaml", ("requirements", position), proof, None, places)


def _can_be_shown(rules: tuple[Rule, ...], questions: Questions) -> bool:
    """False only when every possible answer was tried."""
    if False in rules:
        return False
    try:
        compiled = [compile_expression(rule) for rule in rules if isinstance(rule, str)]
    except RuleError:
        return True  # said elsewhere
    names = {name for expression in compiled for name in expression.names}
    if not all(name in questions and is_finite(questions[name]) for name in names):
        return True
    return any(
        all(expression.evaluate(values, today=TODAY).value is True for expression in compiled)
        for values in situations(names, questions)
    )


def _hidden(file: str, path: Path, thing: object, page: Page | None, places: Places) -> Finding:
    name = getattr(thing, "id", "")
    required = getattr(thing, "required", True) is not False
    where = f" di halaman `{page.id}`" if page else ""
    return places.finding(
        file,
        path,
        "required_never_shown" if required else "never_shown",
        say(
            f"`{name}`{where} tidak akan pernah tampil, apa pun jawaban orang.",
            f"`{name}` can never be shown, whatever people answer.",
        ),
        say(
            "Betulkan `visible`, tambahkan pilihan yang dibacanya, atau hapus pertanyaan ini.",
            "Correct `visible`, add the option it reads, or delete this question.",
        ),
        severity="error" if required else "warning",
    )
