"""Cities to be hurt: each test gets a copy of one that is full of work not yet done."""

import os
import tempfile
from contextlib import contextmanager
from pathlib import Path

import pytest
from psycopg import sql

from tests.harness.database import APP_ROLE, _owner, ensure_template, locked, owner_url
from tests.harness.database import with_database as named
from tests.processes.household import Household


def pytest_collection_modifyitems(items):
    for item in items:
        if "tests/processes" in str(item.path):
            item.add_marker(pytest.mark.processes)
            item.add_marker(pytest.mark.timeout(300))


@contextmanager
def database(template, name):
    with locked("template"):
        _owner(sql.SQL("CREATE DATABASE {} TEMPLATE {}"), name, template)
    try:
        yield named(os.environ["DATABASE_URL"], name), owner_url(name)
    finally:
        _owner(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)"), name)


@pytest.fixture(scope="session")
def looks(tmp_path_factory, mailbox):
    """Stylesheets and pictures, collected once for all cities."""
    folder = tmp_path_factory.mktemp("looks")
    Household("", "", folder, mailbox).run("-m", "gapura.channels.cli.demo.filling", "looks")
    return folder / "static"


@pytest.fixture(scope="session")
def busy_template(tmp_path_factory, mailbox):
    """A city with officers, residents and cases, where no worker has run yet."""
    with database(ensure_template(), f"busy_{os.getpid()}") as (app, owner):
        city = Household(app, owner, tmp_path_factory.mktemp("busy"), mailbox)
        city.run("-m", "gapura.channels.cli.demo.filling", "people")
        yield owner.partition("?")[0].rsplit("/", 1)[1]


@pytest.fixture
def new_city(busy_template, looks, tmp_path, mailbox):
    """`new_city()`: one more copy of the busy city, with processes of its own."""
    made = []

    def make():
        name = f"hurt_{os.getpid()}_{len(made)}"
        folder = tmp_path / name
        folder.mkdir()
        (folder / "static").symlink_to(looks)
        context = database(busy_template, name)
        city = Household(*context.__enter__(), folder, mailbox)
        made.append((city, context))
        return city

    yield make
    for city, context in made:
        city.stop()
        context.__exit__(None, None, None)


@pytest.fixture
def lonely_server(looks, mailbox):
    """A city on a PostgreSQL server of its own, which a test may stop and start."""
    from gapura.kernel import embedded

    with tempfile.TemporaryDirectory(prefix="gapura-lonely-", dir="/tmp") as place:
        folder = Path(place)
        folder.chmod(0o755)
        (folder / "static").symlink_to(looks)
        server = embedded.start(folder / "postgres")
        host = server.get_uri().split("host=")[1]
        embedded.prepare(server.get_uri(), database="gapura", app_role=APP_ROLE)
        city = Household(
            f"postgresql://{APP_ROLE}@/gapura?host={host}",
            f"postgresql://postgres@/gapura?host={host}",
            folder,
            mailbox,
        )
        for step in ("tables", "reference"):
            city.run("-m", "gapura.channels.cli.demo.filling", step, as_owner=True)
        yield city, folder / "postgres"
        city.stop()
        embedded.stop(embedded.start(folder / "postgres"))
