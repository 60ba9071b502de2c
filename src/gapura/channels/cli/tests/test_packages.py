"""`gapura services check` and `scenarios`, and `gapura rules try`: through the command itself."""

import shutil
from pathlib import Path

import pytest

from gapura.channels.cli.main import main

SERVICES = Path(__file__).resolve().parents[5] / "services"


@pytest.fixture(autouse=True)
def english(monkeypatch):
    monkeypatch.setenv("GAPURA_LANGUAGE", "en")


@pytest.fixture
def city(tmp_path):
    """A copy of Jakarta with one service, to be broken."""
    shutil.copytree(SERVICES / "common", tmp_path / "common")
    folder = tmp_path / "id.jakarta"
    shutil.copytree(SERVICES / "id.jakarta" / "road-damage", folder / "road-damage")
    shutil.copy(SERVICES / "id.jakarta" / "jurisdiction.yaml", folder)
    return folder


def test_every_service_of_the_house_checks_clean(capsys):
    code = main(["services", "check", str(SERVICES)])

    assert (code, "0 errors" in capsys.readouterr().out) == (0, True)


def test_an_unknown_key_is_refused_with_file_and_line(city, capsys):
    form = city / "road-damage" / "form.yaml"
    form.write_text("colour: red\n" + form.read_text())

    code = main(["services", "check", str(city)])

    said = capsys.readouterr().out
    assert code == 1
    assert "road-damage/form.yaml:1:1:" in said
    assert "[error: " in said


def test_findings_are_said_in_indonesian_where_the_terminal_is(city, capsys, monkeypatch):
    monkeypatch.setenv("GAPURA_LANGUAGE", "id")
    (city / "road-damage" / "form.yaml").unlink()

    main(["services", "check", str(city)])

    assert "Berkas form.yaml belum ada." in capsys.readouterr().out


def test_a_folder_without_services_is_a_sentence(tmp_path, capsys):
    code = main(["services", "check", str(tmp_path)])

    assert code == 1
    assert "There is no service in" in capsys.readouterr().err


def test_scenarios_are_played_and_their_way_is_shown(city, capsys):
    code = main(["services", "scenarios", str(city)])

    said = capsys.readouterr().out
    assert code == 0
    assert "✓ A large pothole is repaired and photographed: check → repair → resolved" in said


def test_a_scenario_that_differs_says_how_and_fails(city, capsys):
    scenario = city / "road-damage" / "scenarios" / "resolved.yaml"
    scenario.write_text(scenario.read_text().replace("outcome: resolved", "outcome: rejected"))

    code = main(["services", "scenarios", str(city)])

    assert code == 1
    assert "✗ A large pothole is repaired and photographed" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("expression", "given", "answer"),
    [
        ("age >= 17", ["age=20"], "true"),
        ('date("2026-01-31") + duration("P1M")', [], "2026-02-28"),
        ("[1, 2][item > 1]", [], "[2]"),
        ('name + "!"', ["name=Siti"], "Siti!"),
        ("null", [], "null (unknown)"),
    ],
)
def test_an_expression_is_answered(capsys, expression, given, answer):
    code = main(["rules", "try", expression, *given])

    assert (code, capsys.readouterr().out.strip()) == (0, answer)


def test_an_expression_that_cannot_be_read_says_where_and_why(capsys):
    code = main(["rules", "try", "agee > 3", "age=4"])

    assert code == 1
    assert "1:1: agee is not known; did you mean age?" in capsys.readouterr().err


def test_an_expression_without_an_answer_says_why(capsys):
    code = main(["rules", "try", '"a" + 1'])

    assert code == 1
    assert capsys.readouterr().err.strip() != ""
