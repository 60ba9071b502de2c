"""docs/requirements tells the truth: every row says what shows it, and every test it names exists."""

import ast
import re
import sys
from functools import lru_cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
LISTS = sorted((ROOT / "docs" / "requirements").glob("*.md"))
ROW = re.compile(r"^\| (?!---|asked )(.*) \|$", re.MULTILINE)
TEST = re.compile(r"`((?:src|tests)/[\w/]+\.py)::(test_\w+)`")
BENCHMARK = re.compile(r"`(benchmarks/[\w/.-]+)`")
NOT_YET = re.compile(r"\*not yet\*: \S+")


def rows(file):
    return [
        tuple(cell.strip() for cell in row.split(" | ")) for row in ROW.findall(file.read_text())
    ]


@lru_cache
def named_in(path):
    if not (ROOT / path).is_file():
        return frozenset()
    return frozenset(
        node.name
        for node in ast.walk(ast.parse((ROOT / path).read_text()))
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test_")
    )


def test_there_is_a_list():
    assert [file.name for file in LISTS if len(rows(file)) < 100] == []
    assert "house.md" in {file.name for file in LISTS}


@pytest.mark.parametrize("file", LISTS, ids=lambda file: file.name)
def test_every_row_names_a_test_or_says_what_is_missing(file):
    unsaid = [
        row
        for row in rows(file)
        if len(row) != 2
        or not row[0]
        or not (TEST.search(row[1]) or BENCHMARK.search(row[1]) or NOT_YET.search(row[1]))
    ]

    assert unsaid == []


@pytest.mark.parametrize("file", LISTS, ids=lambda file: file.name)
def test_no_sentence_stands_twice_under_one_heading(file):
    parts = re.split(r"^## .*$", file.read_text(), flags=re.MULTILINE)

    twice = [
        claim
        for part in parts
        for claims in [[row.split(" | ")[0] for row in ROW.findall(part)]]
        for claim in set(claims)
        if claims.count(claim) > 1
    ]

    assert twice == []


@pytest.mark.parametrize("file", LISTS, ids=lambda file: file.name)
def test_every_named_test_exists(file):
    text = file.read_text()

    gone = [f"{path}::{name}" for path, name in TEST.findall(text) if name not in named_in(path)]
    gone += [path for path in BENCHMARK.findall(text) if not (ROOT / path).exists()]

    assert gone == []


@pytest.mark.parametrize("file", LISTS, ids=lambda file: file.name)
def test_how_much_is_not_yet_shown_is_said_on_the_first_lines(file, capsys):
    waiting = sum("*not yet*" in row[1] for row in rows(file))
    said = re.search(r"^(\d+) of (\d+) are not yet shown", file.read_text(), re.MULTILINE)

    with capsys.disabled():
        sys.stdout.write(
            f"\n{file.relative_to(ROOT)}: {waiting} of {len(rows(file))} not yet shown\n"
        )

    assert said is not None
    assert (int(said[1]), int(said[2])) == (waiting, len(rows(file)))
