"""`gapura services check` and `scenarios`, and `gapura rules try`: through the command itself."""

import json
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


@pytest.fixture
def broken(city):
    """The same city with a rule that reads a name nobody knows."""
    rules = city / "road-damage" / "eligibility.yaml"
    rules.write_text(rules.read_text().replace("place.area", "plase.area"))
    return city


def test_the_place_in_a_rule_is_underlined(broken, capsys):
    main(["services", "check", str(broken)])

    finding, line, mark = capsys.readouterr().out.splitlines()[:3]
    assert "plase is not known; did you mean place? " in finding
    assert line[mark.index("^") :].startswith("plase.area")


def test_findings_for_machines_have_a_stable_shape(broken, capsys):
    code = main(["services", "check", str(broken), "--json"])

    told = json.loads(capsys.readouterr().out)
    assert code == 1
    assert list(told) == ["schema", "services", "scenarios", "errors", "warnings", "findings"]
    assert (told["schema"], told["services"], told["errors"]) == (1, 1, 1)
    (finding,) = told["findings"]
    assert finding["file"].endswith("id.jakarta/road-damage/eligibility.yaml")
    assert (finding["line"], finding["code"], finding["severity"]) == (2, "unknown_name", "error")
    assert set(finding["sentence"]) == set(finding["remedy"]) == {"id", "en"}


def test_findings_can_be_read_by_code_scanners(broken, capsys):
    code = main(["services", "check", str(broken), "--sarif"])

    told = json.loads(capsys.readouterr().out)
    (run,) = told["runs"]
    (result,) = run["results"]
    (location,) = result["locations"]
    place = location["physicalLocation"]
    assert (code, told["version"]) == (1, "2.1.0")
    assert run["tool"]["driver"]["name"] == "gapura services check"
    assert run["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == result["ruleId"]
    assert (result["ruleId"], result["level"]) == ("unknown_name", "error")
    assert "plase is not known" in result["message"]["text"]
    assert place["artifactLocation"]["uri"].endswith("id.jakarta/road-damage/eligibility.yaml")
    assert (place["region"]["startLine"], place["region"]["startColumn"]) == (2, 23)


@pytest.mark.parametrize("shape", ["--json", "--sarif"])
def test_a_clean_house_is_a_clean_answer_for_machines(city, capsys, shape):
    code = main(["services", "check", str(city), shape])

    told = json.loads(capsys.readouterr().out)
    assert (code, told.get("findings", told.get("runs", [{}])[0].get("results"))) == (0, [])


def test_warnings_alone_do_not_fail(city, capsys):
    rules = city / "road-damage" / "service.yaml"
    rules.write_text(rules.read_text().replace("{id: ", "{id: Dalam rangka ", 1))

    code = main(["services", "check", str(city)])

    assert (code, "[note: office_words]" in capsys.readouterr().out) == (0, True)


def test_a_mistake_in_a_shared_part_is_said_once_and_where_it_lies(city, capsys):
    shutil.copytree(city / "road-damage", city / "road-damage-too")
    service = city / "road-damage-too" / "service.yaml"
    service.write_text(service.read_text().replace("code: road-damage", "code: road-damage-too"))
    message = city.parent / "common" / "messages" / "overdue.id.txt"
    message.write_text(message.read_text() + "\n{nomor}\n")

    main(["services", "check", str(city), "--json"])

    told = json.loads(capsys.readouterr().out)["findings"]
    assert [each["code"] for each in told] == ["unknown_placeholder"]
    assert told[0]["file"].endswith("common/messages/overdue.id.txt")


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
