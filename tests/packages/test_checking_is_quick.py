"""Thinking ahead costs a writer no wait: every real service, from cold."""

import time
from pathlib import Path

import pytest

from gapura.engines.definitions.findings import Places
from gapura.engines.definitions.loading import find_packages, load_jurisdiction, load_package
from gapura.engines.definitions.rule_checks import check_rules
from gapura.engines.definitions.showing_checks import check_showing
from gapura.engines.definitions.table_checks import check_tables
from gapura.engines.rules import expressions
from gapura.engines.rules.inference import examining

SERVICES = Path(__file__).parents[2] / "services"
PACKAGES = find_packages(SERVICES)


@pytest.fixture(autouse=True)
def cold():
    expressions._compiled.cache_clear()
    examining._root.cache_clear()


@pytest.mark.parametrize("folder", PACKAGES, ids=lambda path: f"{path.parent.name}-{path.name}")
def test_a_package_is_checked_within_two_seconds(folder):
    city = load_jurisdiction(folder.parent)[0]
    started = time.process_time()

    loaded = load_package(folder, jurisdiction=city)

    assert loaded.ok
    assert time.process_time() - started < 2


@pytest.mark.parametrize("folder", PACKAGES, ids=lambda path: f"{path.parent.name}-{path.name}")
def test_types_and_tables_add_less_than_a_fifth_of_a_second(folder):
    package = load_package(folder, jurisdiction=None).package
    expressions._compiled.cache_clear()
    examining._root.cache_clear()
    started = time.process_time()

    for check in (check_rules, check_tables, check_showing):
        check(package, Places())

    assert time.process_time() - started < 0.2
