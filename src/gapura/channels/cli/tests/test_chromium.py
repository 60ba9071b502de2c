"""`tools/chromium`: brings a browser for the tests where it may, and says so where it could not."""

import shutil
import subprocess
from pathlib import Path

import pytest

TOOL = Path(__file__).resolve().parents[5] / "tools" / "chromium"


@pytest.fixture
def machine(tmp_path):
    """`machine(**commands)`: what a machine without a browser says, with these commands on it."""
    for name in ("bash", "env", "id", "mktemp", "tail", "rm", "touch"):
        (tmp_path / name).symlink_to(shutil.which(name))

    def run(**commands):
        for name, script in commands.items():
            file = tmp_path / name.replace("_", "-")
            file.unlink(missing_ok=True)
            file.write_text(f"#!/usr/bin/env bash\n{script}\n")
            file.chmod(0o755)
        done = subprocess.run(
            [TOOL], env={"PATH": str(tmp_path)}, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0  # the tests that need no browser still run
        return done.stdout

    return run


def test_a_machine_that_has_one_says_nothing(machine):
    assert machine(chromium="true") == ""


def test_a_machine_without_apt_is_told_what_is_skipped(machine):
    assert "no apt-get to bring it: browser tests are skipped" in machine()


def test_somebody_who_is_not_root_is_told_what_to_type(machine):
    said = machine(apt_get="true", id="echo 1000", sudo="exit 1")

    assert "To have them: sudo apt-get install chromium" in said


def test_apt_installs_it_where_it_may(machine, tmp_path):
    said = machine(apt_get=f'echo "$@" >>{tmp_path}/asked', id="echo 0")

    assert (tmp_path / "asked").read_text().endswith("chromium\n")
    assert "could not" not in said


def test_an_apt_that_refuses_is_quoted(machine):
    said = machine(apt_get='echo "E: no network"; exit 100', id="echo 0")

    assert "Chromium could not be installed, so browser tests are skipped." in said
    assert "E: no network" in said
