"""What a stranger finds in the checkout: documents, licence, locked libraries, strict tools."""

import re
import tomllib
from pathlib import Path

import grimp
import pytest
import yaml

ROOT = Path(__file__).parents[2]
PYPROJECT = (ROOT / "pyproject.toml").read_text()
SETTINGS = tomllib.loads(PYPROJECT)["tool"]
README = (ROOT / "README.md").read_text()


def target(name):
    makefile = (ROOT / "Makefile").read_text()
    return re.search(rf"^{name}:(.*(?:\n\t.*)*)", makefile, re.MULTILINE)[1]


@pytest.mark.parametrize("command", ["test", "check"])
def test_the_quick_checks_run_before_every_test_run(command):
    checks = target("static-checks")

    assert "static-checks" in target(command)
    for tool in ("ruff check", "ruff format --check", "mypy", "lint-imports", "services check"):
        assert tool in checks


def test_every_refused_lint_rule_says_why():
    refused = re.search(r"^ignore = \[\n(.*?)^\]", PYPROJECT, re.MULTILINE | re.DOTALL)[1]

    silent = [line for line in refused.splitlines() if not re.search(r'^ +"\w+", +# \S+', line)]

    assert SETTINGS["ruff"]["lint"]["select"] == ["ALL"]
    assert silent == []


def test_types_are_checked_strictly_with_django_stubs():
    mypy = SETTINGS["mypy"]

    assert mypy["strict"] is True
    assert "mypy_django_plugin.main" in mypy["plugins"]
    assert set(mypy["exclude"]) == {"migrations", "/tests/", "conftest"}
    assert not any(override.get("ignore_errors") for override in mypy["overrides"])


def test_an_engine_imports_no_framework():
    graph = grimp.build_graph("gapura", include_external_packages=True)
    framework = {"django", "ninja", "httpx", "psycopg", "gapura.kernel"}

    leaning = {
        module: sorted(found)
        for module in graph.modules
        if module.startswith("gapura.engines.") and ".tests" not in module
        if (found := framework & graph.find_modules_directly_imported_by(module))
    }

    assert leaning == {}


@pytest.mark.parametrize("lock", ["requirements.lock", "requirements-dev.lock"])
def test_every_locked_library_has_a_hash(lock):
    entries = re.split(r"^(?=\S+==)", (ROOT / lock).read_text(), flags=re.MULTILINE)[1:]

    bare = [entry.splitlines()[0] for entry in entries if "--hash=sha256:" not in entry]

    assert len(entries) > 20
    assert bare == []


def test_the_licence_is_the_eupl():
    licence = (ROOT / "LICENSE").read_text()

    assert "EUROPEAN UNION PUBLIC LICENCE v. 1.2" in licence
    assert len(licence.splitlines()) > 150


def test_publiccode_says_what_this_is():
    said = yaml.safe_load((ROOT / "publiccode.yml").read_text())

    assert (said["name"], said["legal"]["license"]) == ("Gapura", "EUPL-1.2")
    assert set(said["description"]) == set(said["localisation"]["availableLanguages"])


def test_the_first_screen_of_the_readme_shows_a_picture():
    picture = re.search(r"!\[\S[^\]]+\]\(([^)]+)\)", "\n".join(README.splitlines()[:12]))[1]

    assert (ROOT / picture).read_bytes()[:4] == b"\x89PNG"


def test_the_documents_of_the_house_are_there():
    lines = {
        name: len((ROOT / f"{name}.md").read_text().splitlines())
        for name in ("ARCHITECTURE", "STYLE", "CONTRIBUTING", "SECURITY", "CHANGELOG")
    }

    assert min(lines.values()) > 5
    assert lines["ARCHITECTURE"] <= 80  # one page


def test_every_decision_has_its_number_and_its_reason():
    decisions = sorted((ROOT / "docs" / "decisions").glob("[0-9]*.md"))

    numbers = [int(file.name[:4]) for file in decisions]
    titles = [file.read_text().splitlines()[0] for file in decisions]

    assert numbers == list(range(1, len(numbers) + 1))
    assert all(
        title.startswith(f"# {number}. ") for number, title in zip(numbers, titles, strict=True)
    )
    assert all(len(file.read_text().split()) > 60 for file in decisions)
