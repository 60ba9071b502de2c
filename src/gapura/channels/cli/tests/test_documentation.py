"""What the documentation says about commands and settings is true."""

import re
from pathlib import Path

from config import env
from gapura.channels.cli.demo.roles import OFFICERS, PASSWORD, RESIDENTS

ROOT = Path(__file__).resolve().parents[5]
README = (ROOT / "README.md").read_text()


def test_the_settings_reference_is_what_the_code_reads():
    written = (ROOT / "docs" / "reference" / "settings.md").read_text()

    assert written == env.reference()  # write it anew: see CONTRIBUTING.md


def test_every_setting_that_code_reads_from_the_environment_is_a_setting():
    known = set(env.Env.__dataclass_fields__)
    read = set()
    for file in (*ROOT.glob("config/*.py"), *ROOT.glob("src/gapura/**/*.py")):
        if "/tests/" not in str(file):
            read |= set(
                re.findall(r"environ(?:\.get)?[\[(]\"(GAPURA_\w+|DATABASE_\w+)\"", file.read_text())
            )

    assert read - known == set()


def test_the_readme_names_every_log_in_of_the_demo():
    people = {person.email for person in (*OFFICERS, *RESIDENTS)}

    assert set(re.findall(r"\w+@\w+\.example", README)) == people
    assert PASSWORD in README


def test_the_readme_names_the_two_commands_on_its_first_screen():
    assert "```\nmake demo\nmake test\n```" in "\n".join(README.splitlines()[:24])


def test_the_command_of_continuous_integration_is_in_the_readme():
    assert re.search(r"^make test$", README, re.MULTILINE)


def test_every_target_of_the_makefile_that_people_may_use_says_what_it_does():
    makefile = (ROOT / "Makefile").read_text()

    described = set(re.findall(r"^([a-z-]+):.*## .+", makefile, re.MULTILINE))

    assert {"demo", "test", "check", "fix", "run", "help", "test-wide", "bench"} == described
