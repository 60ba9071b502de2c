"""The tests themselves run on a PostgreSQL of yours when DATABASE_URL names one."""

import os
import subprocess
import sys

from tests.harness.database import APP_ROLE, ROOT, owner_url, with_database

ONE = "tests/security/test_walls.py"


def test_the_tests_use_the_database_that_is_named_and_start_none(db, tmp_path):
    app = with_database(os.environ["DATABASE_URL"], "postgres")
    clean = {name: v for name, v in os.environ.items() if not name.startswith("PYTEST_")}

    run = subprocess.run(
        [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", "-p", "no:xdist", ONE],
        cwd=ROOT, capture_output=True, text=True, check=False,
        env=clean | {
            "DATABASE_URL": app,
            "DATABASE_OWNER_URL": owner_url("postgres"),
            "GAPURA_TEST_VAR": str(tmp_path / "var"),
        },
    )  # fmt: skip

    assert run.returncode == 0, run.stdout + run.stderr
    assert " passed" in run.stdout
    assert APP_ROLE in app
    assert not (tmp_path / "var" / "postgres").exists()
