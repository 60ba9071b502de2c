"""People of one kelurahan, and one above it."""

import pytest

from gapura.channels.desk.tests.makers import KECAMATAN, KELURAHAN
from tests.harness import factories


@pytest.fixture
def verifier(db):
    return factories.officer("jakarta", "verifier", KELURAHAN)


@pytest.fixture
def colleague(db):
    return factories.officer("jakarta", "verifier", KELURAHAN, name="Dimas Prakoso")


@pytest.fixture
def lurah(db):
    return factories.officer("jakarta", "head", KELURAHAN, name="Budi Santoso")


@pytest.fixture
def supervisor(db):
    return factories.officer("jakarta", "supervisor", KECAMATAN, name="Lestari Handayani")


@pytest.fixture
def administrator(db):
    return factories.officer("jakarta", "administrator", KECAMATAN, name="Adi Nugroho")
