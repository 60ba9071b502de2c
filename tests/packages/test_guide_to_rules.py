"""docs/guides/rules.md teaches only what is true: each of its examples is evaluated here."""

import re
import shlex
import shutil
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
GUIDE = (ROOT / "docs/guides/rules.md").read_text(encoding="utf-8")
CITY = ROOT / "services/id.jakarta"
TODAY = date(2026, 11, 20)
NEXT_YEAR = date(2027, 1, 4)

BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
WITH = "// with "
FEE_ROW = re.compile(r"^\| `(copies: .*?)` \| (.*?) \|$", re.MULTILINE)
MISTAKE = re.compile(r"^\| (\w+\.yaml) \| `(.*?)` \| `(.*?)` \| (.*?) \|$", re.MULTILINE)


def blocks(kind, *, first_line=""):
    """What stands in the fenced blocks of a kind, below a first line that says what it is."""
    found = [body for each, body in BLOCK.findall(GUIDE) if each == kind]
    return [body[len(first_line) :] for body in found if body.startswith(first_line)]


def examples():
    """(answers, rule, what the guide says of it) for every line that is an example."""
    for block in blocks("feel"):
        given = ""
        for line in block.splitlines():
            if line.startswith(WITH):
                given = line.removeprefix(WITH)
            else:
                rule, expected = line.rsplit("  // ", 1)
                yield pytest.param(given, rule.rstrip(), expected.strip(), id=rule.strip())


def value_of(text):
    result = compile_expression(text, names=()).evaluate({}, today=TODAY)
    assert result.problem is None
    return result.value


@lru_cache
def decisions():
    """Those of KJP Plus and those that the guide invents."""
    city, _findings = load_jurisdiction(CITY)
    package = load_package(CITY / "kjp-plus", jurisdiction=city).package
    (invented,) = blocks("yaml", first_line="# invented: decisions.yaml\n")
    return (
        *package.decisions,
        *DecisionsFile.model_validate(yaml.safe_load(invented)).decisions,
    )


def said_of(given, rule):
    """What `gapura rules try` would say: a value, or an error with its place."""
    answers = value_of(f"{{{given}}}")
    values = {**decide_all(decisions(), answers, today=TODAY), **answers}
    try:
        result = compile_expression(rule, names=values).evaluate(values, today=TODAY)
    except RuleError as error:
        return f"error {error.line}:{error.column}: {error.sentence['en']}"
    return result.value if result.problem is None else f"error {result.problem['en']}"


def test_the_guide_has_examples_of_every_kind():
    assert len(list(examples())) >= 80
    assert len(blocks("yaml", first_line="# services/")) >= 8
    assert len(FEE_ROW.findall(GUIDE)) == 2
    assert len(MISTAKE.findall(GUIDE)) >= 8


@pytest.mark.parametrize(("given", "rule", "expected"), list(examples()))
def test_an_example_has_the_value_that_the_guide_says(given, rule, expected):
    wanted = expected if expected.startswith("error ") else value_of(expected)

    said = said_of(given, rule)

    assert (type(said), said) == (type(wanted), wanted)


def test_what_the_guide_types_is_answered_as_it_says(capsys, monkeypatch):
    monkeypatch.setenv("GAPURA_LANGUAGE", "en")
    (block,) = blocks("console")

    for typed, answer in re.findall(r"^\$ gapura (.*)\n(.*)$", block, re.MULTILINE):
        main(shlex.split(typed))

        assert capsys.readouterr().out.strip() == answer


@pytest.mark.parametrize("block", blocks("yaml", first_line="# services/"))
def test_what_the_guide_shows_of_a_package_stands_there(block):
    place, _newline, excerpt = block.partition("\n")
    lines = [line.strip() for line in (ROOT / "services" / place).read_text().splitlines()]
    wanted = [line.strip() for line in excerpt.splitlines()]

    if len(wanted) == 1:
        assert any(wanted[0] in line for line in lines)
    else:
        assert wanted in [lines[at : at + len(wanted)] for at in range(len(lines))]


@pytest.mark.parametrize(("given", "amounts"), FEE_ROW.findall(GUIDE))
def test_the_tariff_of_the_guide_costs_what_it_says(given, amounts):
    (invented,) = blocks("yaml", first_line="# invented: fees.yaml\n")
    fees = Fees.model_validate(yaml.safe_load(invented))
    *wanted, total = (int(amount) for amount in amounts.split(" | "))

    fee = fee_on(fees, value_of(f"{{{given}}}"), today=NEXT_YEAR)

    assert check_fees(fees) == []
    assert [line.amount for line in fee.lines if line.amount] == [each for each in wanted if each]
    assert fee.amount == total


@pytest.mark.parametrize(("file", "right", "wrong", "sentence"), MISTAKE.findall(GUIDE))
def test_a_mistake_is_answered_with_the_sentence_of_the_guide(
    tmp_path, file, right, wrong, sentence
):
    city = tmp_path / CITY.name
    shutil.copytree(ROOT / "services/common", tmp_path / "common")
    shutil.copytree(CITY / "kjp-plus", city / "kjp-plus")
    written = (city / "kjp-plus" / file).read_text()
    assert right in written
    (city / "kjp-plus" / file).write_text(written.replace(right, wrong))
    jurisdiction, _findings = load_jurisdiction(CITY)

    loaded = load_package(city / "kjp-plus", jurisdiction=jurisdiction)

    assert sentence in [finding.sentence["en"].replace("?.", "?") for finding in loaded.findings]
