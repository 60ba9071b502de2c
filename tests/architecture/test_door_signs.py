"""Each package's door sign tells the truth: what it does, what it says; and words are defined."""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "src" / "gapura"
DOMAIN = ["audit", "jurisdictions", "parties", "notifications", "access", "catalogue", "documents",
          "cases"]  # fmt: skip
GLOSSARY = ROOT / "docs" / "glossary.md"


def modules(package, room):
    folder = SOURCE / package / room
    return sorted(folder.rglob("*.py")) if folder.is_dir() else [folder.with_suffix(".py")]


def commands(package):
    for path in modules(package, "commands"):
        if not path.exists():
            continue
        for node in ast.parse(path.read_text()).body:
            if isinstance(node, ast.FunctionDef) and not node.name.startswith("_"):
                decorators = {d.id for d in node.decorator_list if isinstance(d, ast.Name)}
                if "command" in decorators:
                    yield node.name


def events(package):
    path = SOURCE / package / "events.py"
    if path.exists():
        for node in ast.parse(path.read_text()).body:
            if isinstance(node, ast.ClassDef) and any(
                isinstance(d, ast.Name) and d.id == "event" for d in node.decorator_list
            ):
                yield node.name


@pytest.mark.parametrize("package", DOMAIN)
def test_the_door_sign_lists_commands_and_events(package):
    sign = (SOURCE / package / "README.md").read_text()

    missing = [name for name in [*commands(package), *events(package)] if name not in sign]

    assert missing == []
    assert len(sign.splitlines()) <= 60


@pytest.mark.parametrize("package", [*DOMAIN, "kernel", "channels/ui", "channels/portal",
                                     "channels/desk", "channels/api", "channels/cli"])  # fmt: skip
def test_every_package_has_a_door_sign(package):
    assert (SOURCE / package / "README.md").is_file()


def test_every_event_and_model_is_a_word_of_the_glossary():
    words = GLOSSARY.read_text()
    named = {name for package in DOMAIN for name in events(package)}

    undefined = sorted(name for name in named if name not in words)

    assert undefined == []


def test_glossary_rows_are_sorted_and_unique():
    rows = re.findall(r"^\| `([^`]+)`", GLOSSARY.read_text(), flags=re.MULTILINE)

    assert rows == sorted(set(rows), key=str.casefold)
