"""Questions that nobody can ever see, that wait for one another, or that depend on what is asked later."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from gapura.engines.definitions.answer_types import answers_known, conditions
from gapura.engines.definitions.findings import Finding, Path, Places
from gapura.engines.definitions.reference_checks import pages_with_paths
from gapura.engines.definitions.samples import TODAY, is_finite, situations
from gapura.engines.definitions.schema import ServicePackage
from gapura.engines.forms.reach import names_behind, names_of
from gapura.engines.forms.schema import Page, Question, Rule
from gapura.engines.rules.expressions import Expression, RuleError, compile_expression
from gapura.engines.rules.inference.narrowing import proved
from gapura.engines.rules.inference.possibility import cannot_hold
from gapura.engines.rules.nodes.base import Node
from gapura.engines.rules.nodes.structures import Name
from gapura.engines.rules.text import say


@dataclass(frozen=True)
class _Shown:
    """A question or proof where it stands, with the rules that show it."""

    id: str
    file: str
    path: Path
    rules: tuple[Rule, ...]
    page: Page | None
    position: int  # of the page
    required: bool
    reads: frozenset[str]


def check_showing(package: ServicePackage, places: Places) -> list[Finding]:
    shown = {each.id: each for each in _everything(package)}
    return [
        *_never_shown(package, shown, places),
        *_cycles(shown, places),
        *_asked_later(shown, places),
    ]


def _everything(package: ServicePackage) -> Iterator[_Shown]:
    form = package.full_form()

    def reads(rules: tuple[Rule, ...]) -> frozenset[str]:
        try:
            return names_behind(form, {name for rule in rules for name in names_of(rule)})
        except RuleError:
            return frozenset()  # said elsewhere

    for position, (file, path, page) in enumerate(pages_with_paths(package)):
        for number, question in enumerate(page.questions):
            rules = (page.visible, question.visible)
            here = (*path, "questions", number)
            required = question.required is not False
            yield _Shown(question.id, file, here, rules, page, position, required, reads(rules))
    for number, proof in enumerate(package.evidence.requirements if package.evidence else ()):
        here = ("requirements", number)
        yield _Shown(
            proof.id, "evidence.yaml", here, (proof.visible,), None, len(package.form.pages),
            proof.required is not False, reads((proof.visible,)),
        )  # fmt: skip


def _never_shown(
    package: ServicePackage, shown: Mapping[str, _Shown], places: Places
) -> Iterator[Finding]:
    form = package.full_form()
    questions = {question.id: question for question in form.questions()}
    types = answers_known(form).types
    for each in shown.values():
        rules = _all_rules(each, shown)
        if (
            False in rules
            or cannot_hold(conditions(rules), types)
            or not _some_answer_shows(rules, questions)
        ):
            yield _hidden(each, places)


def _all_rules(each: _Shown, shown: Mapping[str, _Shown]) -> tuple[Rule, ...]:
    """Its own, and those of every question that must have an answer for these to hold."""
    rules: dict[Rule, None] = dict.fromkeys(each.rules)
    waiting, seen = list(each.rules), {each.id}
    while waiting:
        for name in _must_be_answered(conditions([waiting.pop()])) - seen:
            seen.add(name)
            if name in shown:
                waiting += shown[name].rules
                rules |= dict.fromkeys(shown[name].rules)
    return tuple(rules)


def _must_be_answered(parts: tuple[Node, ...]) -> set[str]:
    return {node.name for part in parts for node in proved(part) if isinstance(node, Name)}


def _some_answer_shows(rules: tuple[Rule, ...], questions: Mapping[str, Question]) -> bool:
    """False only when every possible answer was tried."""
    try:
        compiled = [compile_expression(rule) for rule in rules if isinstance(rule, str)]
    except RuleError:
        return True  # said elsewhere
    names = {name for expression in compiled for name in expression.names}
    if not all(name in questions and is_finite(questions[name]) for name in names):
        return True
    return any(_all_hold(compiled, values) for values in situations(names, questions))


def _all_hold(compiled: list[Expression], values: dict[str, object]) -> bool:
    return all(each.evaluate(values, today=TODAY).value is True for each in compiled)


def _hidden(each: _Shown, places: Places) -> Finding:
    where_id = f" di halaman `{each.page.id}`" if each.page else ""
    where_en = f" on the page `{each.page.id}`" if each.page else ""
    return places.finding(
        each.file,
        each.path,
        "required_never_shown" if each.required else "never_shown",
        say(
            f"`{each.id}`{where_id} tidak akan pernah tampil, apa pun jawaban orang.",
            f"`{each.id}`{where_en} can never be shown, whatever people answer.",
        ),
        say(
            "Betulkan `visible`, tambahkan pilihan yang dibacanya, atau hapus pertanyaan ini.",
            "Correct `visible`, add the option it reads, or delete this question.",
        ),
        severity="error" if each.required else "warning",
    )


def _cycles(shown: Mapping[str, _Shown], places: Places) -> Iterator[Finding]:
    """Each circle once, at its first question."""
    told: set[frozenset[str]] = set()
    for each in shown.values():
        circle = _circle(each.id, shown)
        if circle and frozenset(circle) not in told:
            told.add(frozenset(circle))
            way = " → ".join((*circle, circle[0]))
            yield places.finding(
                each.file,
                each.path,
                "visible_cycle",
                say(
                    f"Syarat tampil berputar, jadi tidak satu pun akan tampil: {way}.",
                    f"What shows these questions goes round in a circle, so none is ever shown: {way}.",
                ),
                say(
                    "Hapus salah satu `visible` di lingkaran itu.",
                    "Delete one `visible` of that circle.",
                ),
            )


def _circle(start: str, shown: Mapping[str, _Shown]) -> tuple[str, ...]:
    """The shortest way from a question over what it reads back to itself."""
    ways: list[tuple[str, ...]] = [(start,)]
    seen: set[str] = set()
    for way in ways:
        for name in sorted(shown[way[-1]].reads & shown.keys()):
            if name == start:
                return way
            if name not in seen:
                seen.add(name)
                ways.append((*way, name))
    return ()


def _asked_later(shown: Mapping[str, _Shown], places: Places) -> Iterator[Finding]:
    for each in shown.values():
        later = [name for name in sorted(each.reads & shown.keys())
                 if shown[name].position > each.position]  # fmt: skip
        for name in later:
            yield places.finding(
                each.file,
                (*each.path, "visible"),
                "asked_later",
                say(
                    f"`{each.id}` menunggu jawaban `{name}`, yang baru ditanyakan di halaman sesudahnya.",
                    f"`{each.id}` waits for the answer to `{name}`, which is asked on a later page.",
                ),
                say(
                    f"Pindahkan `{name}` ke depan, atau pertanyaan ini ke belakang.",
                    f"Move `{name}` forward, or this question back.",
                ),
                severity="warning",
            )
