"""What forms cost in CPU, each beside plain Python that says the same.

`python -m benchmarks.forms` measures only this: no city hall, no database, fifteen seconds.
"""

import os
import sys
import tempfile
from datetime import date
from pathlib import Path

from benchmarks.rules import micros
from benchmarks.table import Table

ROOT = Path(__file__).resolve().parents[1]
TODAY = date(2026, 8, 17)
KINDS = ("number", "choice", "date", "text", "yes_no")
ANSWERS = {
    "number": "7",
    "choice": "b",
    "date": "2024-03-09",
    "text": "Jalan Merdeka",
    "yes_no": "yes",
}
ABOUT = {
    "number": ("{name} >= 3", lambda value: value is not None and value >= 3),
    "choice": ('{name} in ("a", "b")', lambda value: value in ("a", "b")),
    "date": ("{name} <= today()", lambda value: value is not None and value <= TODAY),
    "text": ("string length({name}) > 2", lambda value: value is not None and len(value) > 2),
    "yes_no": ("{name} = true", lambda value: value is True),
}
"""A rule about an answer of each kind: in FEEL, and as a Python function."""
READ = {
    "number": int,
    "choice": lambda typed: typed if typed in {"a", "b", "c"} else None,
    "date": date.fromisoformat,
    "text": lambda typed: " ".join(typed.split()),
    "yes_no": lambda typed: {"yes": True, "no": False}.get(typed),
}


def kind(number):
    return KINDS[number % len(KINDS)]


def question(number, *, required, checked):
    """Each but the first is shown by a rule about the one before it."""
    before, other = max(number - 1, 0), number * 7 // 10
    asked = {
        "id": f"q{number}",
        "kind": kind(number),
        "label": {"id": f"Pertanyaan ke-{number}", "en": f"Question {number}"},
        "hint": {"id": "Seperti tertulis di kartu keluarga.", "en": "As on the family card."},
        "visible": rule(before) if number else True,
        "required": rule(other) if required else False,
    }
    if kind(number) == "choice":
        asked["options"] = [{"value": each, "label": {"id": each.upper()}} for each in "abc"]
    if checked:
        sentence = {"id": "Jawaban ini tidak cocok.", "en": "This answer does not fit."}
        text = f"{ABOUT[kind(number)][0].format(name='value')} and {rule(other)}"
        asked["checks"] = [{"rule": text, "message": sentence}]
    return asked


def rule(number):
    return ABOUT[kind(number)][0].format(name=f"q{number}")


def form(count, pages, rules):
    """`count` questions on so many pages, with so many rules: shown by, required by, checked by."""
    required = (rules - count + 1) // 2
    checked = rules - count + 1 - required
    asked = [question(n, required=n < required, checked=n >= count - checked) for n in range(count)]
    size = -(-count // pages)
    return {
        "pages": [
            {
                "id": f"p{start}",
                "title": {"id": "Halaman", "en": "Page"},
                "questions": asked[start : start + size],
            }
            for start in range(0, count, size)
        ]
    }


def real(code):
    from gapura.engines.definitions.loading import load_jurisdiction, load_package

    folder = ROOT / "services" / "id.jakarta"
    city, _findings = load_jurisdiction(folder)
    return load_package(folder / code, jurisdiction=city).package


def package(count, pages, rules):
    """A package of the city with this form in place of its own."""
    from gapura.engines.forms.schema import FormFile

    own = FormFile.model_validate(form(count, pages, rules))
    return real("pm1-general-statement").model_copy(
        update={"form": own, "evidence": None, "decisions": ()}
    )


def typed(count):
    return {f"q{number}": ANSWERS[kind(number)] for number in range(count)}


def plain_judge(count, rules, answers):
    """The same form, written down as a program: what is shown and right, by question."""
    required = (rules - count + 1) // 2
    checked = rules - count + 1 - required
    values = {name: READ[kind(int(name[1:]))](value) for name, value in answers.items()}
    kept, wrong = {}, []
    for number in range(count):
        before, other = max(number - 1, 0), number * 7 // 10
        value = values.get(f"q{number}")
        if number and not ABOUT[kind(before)][1](values.get(f"q{before}")):
            continue
        if value is None and number < required and ABOUT[kind(other)][1](values.get(f"q{other}")):
            wrong.append(number)
        if number >= count - checked and not (
            ABOUT[kind(number)][1](value) and ABOUT[kind(other)][1](values.get(f"q{other}"))
        ):
            wrong.append(number)
        kept[f"q{number}"] = value
    return kept, wrong


def plain_page(count, rules, answers):
    kept, _wrong = plain_judge(count, rules, answers)
    return "".join(
        f'<div class="field"><label for="{name}">Pertanyaan ke-{name[1:]}</label>'
        f'<input id="{name}" name="{name}" value="{value}"></div>'
        for name, value in kept.items()
    )


def measure(table):
    _compiling(table)
    _page(table)
    _application(table)


def _compiling(table):
    """Every rule and every table of a package, from cold."""
    for what, whole in (("kjp-plus", real("kjp-plus")), ("95 fields", package(95, 5, 238))):
        _compile_one(table, what, whole)


def _compile_one(table, what, whole):
    from gapura.engines.definitions.written_rules import rules_of
    from gapura.engines.rules import expressions

    sources = [written.rule for written in rules_of(whole)]
    tables = (*whole.decisions, *whole.eligibility_tables)

    def compile_all():
        expressions._compiled.cache_clear()
        for source in sources:
            expressions.compile_expression(source)
        for each in tables:
            assert each.model_copy().compiled  # a copy has compiled nothing yet

    def compile_plain():
        for number in range(len(sources)):
            compile(f"q{number} >= 3 and q in ('a', 'b')", "", "eval")

    took, plain = micros(compile_all, 5) / 1000, micros(compile_plain, 20) / 1000
    table.add(
        f"compiling the package of {what}: {len(sources)} rules, {len(tables)} decisions and tables",
        f"{took:.1f} ms CPU",
        "≤ 50 ms",
        f"Python's own compiler, as many rules, {plain:.1f} ms",
    )


def _page(table):
    """What the portal does to show a page and to judge it; without request, session and database."""
    from django.template.loader import render_to_string

    from gapura.channels.ui.question_fields import list_problems, render_page
    from gapura.engines.forms.reading import read_page
    from gapura.engines.forms.visibility import visible_pages

    whole, posted = package(40, 1, 100), {name: [value] for name, value in typed(40).items()}

    def judge():
        form = whole.full_form()
        read = read_page(form.pages[0], form, posted, {}, today=TODAY)
        return read, visible_pages(form, read.values, today=TODAY)

    def fields():
        form = whole.full_form()
        visible_pages(form, answers, today=TODAY)
        drawn = render_page(form.pages[0], form, answers, {}, language="id", today=TODAY)
        list_problems(drawn, {}, language="id")
        return drawn

    def draw():
        return render_to_string("ui/asked.html", {"questions": fields()})

    read, _pages = judge()
    answers = read.values
    assert not read.errors
    assert len(fields()) == draw().count('name="ditanya"') == 40
    rules, shown, judged = (micros(work, 20) / 1000 for work in (fields, draw, judge))
    by_hand = micros(lambda: plain_page(40, 100, typed(40)), 200) / 1000
    table.add(
        "a page of 40 questions with 100 rules, shown",
        f"{shown:.1f} ms CPU",
        "≤ 15 ms",
        f"rules and fields {rules:.1f}, template {shown - rules:.1f}; plain Python {by_hand:.2f} ms",
    )
    by_hand = micros(lambda: plain_judge(40, 100, typed(40)), 200) / 1000
    table.add(
        "a page of 40 questions with 100 rules, judged",
        f"{judged:.1f} ms CPU",
        "≤ 15 ms",
        f"plain Python {by_hand:.2f} ms",
    )


def _application(table):
    """Opened, judged, brought into shape and sealed: what the engines do in `save_page` and `open_case`."""
    from gapura.cases.queries.answers import seal_json, unseal_json
    from gapura.engines.forms import reading, validation
    from gapura.engines.forms.visibility import visible_pages

    whole, answers = package(95, 5, 238), typed(95)
    last = {name: [value] for name, value in list(answers.items())[-19:]}
    kept = seal_json(answers, bound_to="a draft")

    def save_page():
        form, before = whole.full_form(), unseal_json(kept, bound_to="a draft")
        read = reading.read_page(form.pages[-1], form, last, before, today=TODAY)
        visible_pages(form, before | read.values, today=TODAY)
        seal_json(before | read.values, bound_to="a draft")
        return read.errors

    def send():
        form, before = whole.full_form(), unseal_json(kept, bound_to="a draft")
        found = validation.problems(form, before, today=TODAY)
        tidy = validation.tidy(form, before, today=TODAY)
        seal_json(tidy, bound_to="a case")
        return found, tidy

    def plain():
        before = unseal_json(kept, bound_to="a draft")
        tidy, wrong = plain_judge(95, 238, before)
        seal_json({name: str(value) for name, value in tidy.items()}, bound_to="a case")
        return wrong

    assert not save_page() and not plain()
    found, tidy = send()
    assert not found and len(tidy) == 95
    by_hand = micros(plain, 100) / 1000
    for what, work in (("sent whole", send), ("its last page of 19 saved", save_page)):
        table.add(
            f"an application of 95 fields with 238 rules, {what}",
            f"{micros(work, 10) / 1000:.1f} ms CPU",
            "≤ 100 ms",
            f"without the database; plain Python, whole, {by_hand:.2f} ms",
        )


def alone():
    """Django without a database, with keys for this run only."""
    sys.path[:0] = [str(ROOT), str(ROOT / "src")]
    with tempfile.TemporaryDirectory(prefix="gapura-bench-") as folder:
        os.environ |= {
            "DJANGO_SETTINGS_MODULE": "config.settings",
            "GAPURA_DEMO": "1",
            "GAPURA_POOL": "0",
            "GAPURA_VAR": folder,
            "GAPURA_KEYS_FILE": f"{folder}/keys.json",
        }
        import django

        django.setup()
        from gapura.kernel import sealing

        Path(folder, "keys.json").write_text(sealing.new_keys())
        measure(Table())


if __name__ == "__main__":
    alone()
