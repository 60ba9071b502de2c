"""What tests stand on: a jurisdiction that is open, actors, and the worker run by hand."""

import pytest


@pytest.fixture
def jakarta(db):
    """Inside Jakarta's scope: models may be read; commands join it."""
    from gapura.kernel.scope import scope

    with scope("jakarta"):
        yield "jakarta"


@pytest.fixture
def work():
    """Run the worker until nothing is owed: `work()`; outside any scope."""
    from django.conf import settings
    from django.utils.module_loading import import_string

    from gapura.kernel.worker.loop import Worker

    return Worker(import_string(settings.GAPURA_JURISDICTIONS)).run_until_idle
