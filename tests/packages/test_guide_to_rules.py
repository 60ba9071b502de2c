"""The guide to rules teaches only what is true: each of its examples is evaluated here, in both languages."""

import re
import shlex
import shutil
from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path

import pytest
import yaml

from gapura.channels.cli.main import main
from gapura.engines.decisions.written import DecisionsFile, decide_all
from gapura.engines.definitions.loading import load_jurisdiction, load_package
from gapura.engines.fees.charging import fee_on
from gapura.engines.fees.checking import check_fees
from gapura.engines.fees.schema import Fees
from gapura.engines.rules.expressions import RuleError, compile_expression

ROOT = Path(__file__).parents[2]
CITY = ROOT / "services/id.jakarta"
TODAY = date(2026, 11, 20)
NEXT_YEAR = date(2027, 1, 4)

BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
FEE_ROW = re.compile(r"^\| `(copies: .*?)` \| (.*?) \|$", re.MULTILINE)
MISTAKE = re.compile(r"^\| (\w+\.yaml) \| `(.*?)` \| `(.*?)` \| (.*?) \|$", re.MULTILINE)


@dataclass(frozen=True)
class Guide:
    file: str
    language: str
    with_: str  # before the answers of an example
    error: str  # before what is said to a mistake
    invented: str  # before what stands in no package

    @property
    def text(self):
        return (ROOT / "docs/guides" / self.file).read_text(encoding="utf-8")

    def blocks(self, kind, *, first_line=""):
        """The fenced blocks of a kind, below a first line that says what they are."""
        found = [body for each, body in BLOCK.findall(self.text) if each == kind]
        return [body.removeprefix(first_line) for body in found if body.startswith(first_line)]

    def invented_file(self, name):
        (found,) = self.blocks("yaml", first_line=f"# {self.invented}: {name}\n")
        return yaml.safe_load(found)

    def examples(self):
        """(answers, rule, what the guide says of it) for every line that is an example."""
        for block in self.blocks("feel"):
            given = ""
            for line in block.splitlines():
                if line.startswith(self.with_):
                    given = line.removeprefix(self.with_)
                else:
                    rule, expected = line.rsplit("  // ", 1)
                    yield given, rule.rstrip(), expected.strip()


ENGLISH = Guide("rules.md", "en", "// with ", "error ", "invented")
INDONESIAN = Guide("aturan.md", "id", "// dengan ", "salah ", "karangan")
GUIDES = (ENGLISH, INDONESIAN)

in_each_guide = pytest.mark.parametrize("guide", GUIDES, ids=[guide.file for guide in GUIDES])


def value_of(text):
    result = compile_expression(text, names=()).evaluate({}, today=TODAY)
    assert result.problem is None
    return result.value


@lru_cache
def decisions(guide):
    """Those of KJP Plus and those that the guide invents."""
    city, _findings = load_jurisdiction(CITY)
    package = load_package(CITY / "kjp-plus", jurisdiction=city).package
    invented = DecisionsFile.model_validate(guide.invented_file("decisions.yaml"))
    return (*package.decisions, *invented.decisions)


def said_of(guide, given, rule):
    """What `gapura rules try` would say: a value, or an error with its place."""
    answers = value_of(f"{{{given}}}")
    values = {**decide_all(decisions(guide), answers, today=TODAY), **answers}
    try:
        result = compile_expression(rule, names=values).evaluate(values, today=TODAY)
    except RuleError as error:
        return f"{guide.error}{error.line}:{error.column}: {error.sentence[guide.language]}"
    return result.value if result.problem is None else guide.error + result.problem[guide.language]


def found_after(guide, file, right, wrong, into):
    """What the checker says of KJP Plus once somebody made this mistake."""
    city = into / CITY.name
    shutil.copytree(ROOT / "services/common", into / "common")
    shutil.copytree(CITY / "kjp-plus", city / "kjp-plus")
    place = city / "kjp-plus" / file
    written = place.read_text(encoding="utf-8")
    assert right in written
    place.write_text(written.replace(right, wrong), encoding="utf-8")
    jurisdiction, _findings = load_jurisdiction(CITY)
    findings = load_package(city / "kjp-plus", jurisdiction=jurisdiction).findings
    return [finding.sentence[guide.language].replace("?.", "?") for finding in findings]


@in_each_guide
def test_a_guide_has_examples_of_every_kind(guide):
    assert len(list(guide.examples())) >= 80
    assert len(guide.blocks("yaml", first_line="# services/")) >= 8
    assert len(FEE_ROW.findall(guide.text)) == 2
    assert len(MISTAKE.findall(guide.text)) >= 8


@in_each_guide
def test_every_example_has_the_value_that_the_guide_says(guide):
    untrue = []

    for given, rule, expected in guide.examples():
        wanted = expected if expected.startswith(guide.error) else value_of(expected)
        said = said_of(guide, given, rule)
        if (type(said), said) != (type(wanted), wanted):
            untrue.append(f"{rule}  // {said}, not {expected}")

    assert untrue == []


@in_each_guide
def test_what_a_guide_types_is_answered_as_it_says(guide, capsys, monkeypatch):
    monkeypatch.setenv("GAPURA_LANGUAGE", guide.language)
    (block,) = guide.blocks("console")
    typed = re.findall(r"^\$ gapura (.*)\n(.*)$", block, re.MULTILINE)

    answers = []
    for words, _answer in typed:
        main(shlex.split(words))
        answers.append(capsys.readouterr().out.strip())

    assert answers == [answer for _words, answer in typed] != []


@in_each_guide
def test_what_a_guide_shows_of_a_package_stands_there(guide):
    for block in guide.blocks("yaml", first_line="# services/"):
        place, _newline, excerpt = block.partition("\n")
        text = (ROOT / "services" / place).read_text(encoding="utf-8")
        written = [line.strip() for line in text.splitlines()]
        wanted = [line.strip() for line in excerpt.splitlines()]

        if len(wanted) == 1:
            assert wanted[0] in text
        else:
            assert wanted in [written[at : at + len(wanted)] for at in range(len(written))]


@in_each_guide
def test_the_tariff_of_a_guide_costs_what_it_says(guide):
    fees = Fees.model_validate(guide.invented_file("fees.yaml"))

    assert check_fees(fees) == []
    for given, amounts in FEE_ROW.findall(guide.text):
        *wanted, total = (int(amount) for amount in amounts.split(" | "))
        fee = fee_on(fees, value_of(f"{{{given}}}"), today=NEXT_YEAR)
        assert [line.amount for line in fee.lines if line.amount] == [n for n in wanted if n]
        assert fee.amount == total


@in_each_guide
def test_every_mistake_is_answered_with_the_sentence_of_the_guide(guide, tmp_path):
    by_mistake = defaultdict(list)
    for *mistake, sentence in MISTAKE.findall(guide.text):
        by_mistake[tuple(mistake)].append(sentence)

    for number, (mistake, sentences) in enumerate(by_mistake.items()):
        said = found_after(guide, *mistake, tmp_path / str(number))

        assert [sentence for sentence in sentences if sentence not in said] == [], said


def test_both_guides_teach_the_same():
    english, indonesian = (
        [block for block in guide.blocks("yaml") if block.startswith("# services/")]
        for guide in GUIDES
    )

    assert english == indonesian
    assert len(list(ENGLISH.examples())) == len(list(INDONESIAN.examples()))
    assert [row[:3] for row in MISTAKE.findall(ENGLISH.text)] == [
        row[:3] for row in MISTAKE.findall(INDONESIAN.text)
    ]
    assert FEE_ROW.findall(ENGLISH.text) == FEE_ROW.findall(INDONESIAN.text)
