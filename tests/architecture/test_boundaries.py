"""What import-linter cannot see: string foreign keys, reverse accessors, borrowed models, sizes."""

import re
import subprocess
import tomllib
from pathlib import Path

import grimp
import pytest
from django.apps import apps

ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "src" / "gapura"
CONTRACT = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"][
    "contracts"
][0]
FLOOR = {
    package.strip(" ()"): height
    for height, line in enumerate(reversed(CONTRACT["layers"]))
    for package in line.split("|")
}
MOST_LINES = 400
MOST_TEMPLATE_LINES = 150
BANNED = {"utils", "helpers", "common", "core", "misc", "services", "managers", "signals"}
CODE = {".py", ".html", ".css", ".js", ".typ", ".sh", ".toml"}


def package_of(dotted):
    return dotted.split(".")[1]


def relations():
    for model in apps.get_models():
        if not model.__module__.startswith("gapura."):
            continue
        for field in model._meta.get_fields():
            target = getattr(field, "remote_field", None) and field.related_model
            if target and not field.auto_created and target.__module__.startswith("gapura."):
                yield pytest.param(model, field, target, id=f"{model.__name__}.{field.name}")


@pytest.mark.parametrize(("model", "field", "target"), list(relations()))
def test_foreign_keys_point_down(model, field, target):
    here, there = package_of(model.__module__), package_of(target.__module__)

    assert here == there or FLOOR[there] < FLOOR[here]
    if here != there:
        assert field.remote_field.hidden, 'say related_name="+": the lower floor must not see up'


def test_models_are_private_to_their_package():
    """A type may be named where only the type checker looks, as the import contracts say too."""
    graph = grimp.build_graph("gapura", exclude_type_checking_imports=True)

    borrowed = [
        f"{importer} -> {module}"
        for module in graph.modules
        if "models" in module.split(".") and ".kernel." not in module
        for importer in graph.find_modules_that_directly_import(module)
        if package_of(importer) != package_of(module) and ".tests." not in importer
    ]

    assert borrowed == []


def sources():
    listed = subprocess.run(
        ["git", "ls-files", "-co", "--exclude-standard"],
        cwd=ROOT, capture_output=True, text=True, check=True,
    ).stdout.splitlines()  # fmt: skip
    for name in listed:
        path = ROOT / name
        if (
            path.suffix in CODE
            and path.is_file()
            and not re.search(r"/(vendor|migrations|locale)/|\.min\.", f"/{name}")
        ):
            yield name, path


def test_no_file_outgrows_a_reading():
    long = {
        name: lines
        for name, path in sources()
        if (lines := len(path.read_text().splitlines())) > MOST_LINES
    }

    assert long == {}


def test_no_template_outgrows_a_reading():
    long = {
        name: lines
        for name, path in sources()
        if path.suffix == ".html"
        and (lines := len(path.read_text().splitlines())) > MOST_TEMPLATE_LINES
    }

    assert long == {}


def test_rooms_say_what_is_in_them():
    vague = sorted(
        str(path.relative_to(SOURCE))
        for path in SOURCE.rglob("*.py")
        if path.stem in BANNED or (BANNED & set(path.relative_to(SOURCE).parts[:-1]))
    )

    assert vague == []


def test_nothing_uses_djangos_own_signals_or_the_admin():
    offending = [
        name
        for name, path in sources()
        if path.suffix == ".py"
        and name.startswith("src/")
        and re.search(r"django\.db\.models\.signals|contrib\.admin|post_save\b", path.read_text())
    ]

    assert offending == []


def test_migrations_import_nothing_of_ours_but_tenancy():
    offending = [
        f"{path.relative_to(SOURCE)}: {line.strip()}"
        for path in SOURCE.rglob("migrations/*.py")
        for line in path.read_text().splitlines()
        if re.match(r"\s*(from|import) gapura", line) and "gapura.kernel.tenancy" not in line
    ]

    assert offending == []
