"""`gapura services publish`, `list` and `show`, on the cities of the database."""

import shutil
from pathlib import Path

import pytest
from django.utils import timezone

from gapura.catalogue import commands as catalogue
from gapura.catalogue.queries import get_service
from gapura.channels.cli.main import main
from gapura.kernel.actors import system
from gapura.kernel.scope import scope

SERVICES = Path(__file__).resolve().parents[5] / "services"


@pytest.fixture(autouse=True)
def english(db, monkeypatch):
    monkeypatch.setenv("GAPURA_LANGUAGE", "en")


@pytest.fixture
def road(tmp_path):
    """A copy of the damaged road of Jakarta, with another title."""
    shutil.copytree(SERVICES / "common", tmp_path / "common")
    city = tmp_path / "id.jakarta"
    shutil.copytree(SERVICES / "id.jakarta" / "road-damage", city / "road-damage")
    shutil.copy(SERVICES / "id.jakarta" / "jurisdiction.yaml", city)
    return city / "road-damage"


def change(package, old, new):
    file = package / "service.yaml"
    text = file.read_text()
    assert old in text
    file.write_text(text.replace(old, new, 1))


def title_of_the_road():
    with scope("jakarta"):
        return get_service("jakarta", "road-damage", on=timezone.localdate()).title["en"]


def test_each_city_and_what_it_offers_is_listed(capsys):
    catalogue.close_service(by=system("depok"), code="road-damage", reason="Banjir.", until=None)

    code = main(["services", "list"])

    said = capsys.readouterr().out
    assert code == 0
    assert said.count("birth-certificate ") == 2
    assert said.count("(closed)") == 1


def test_a_service_is_shown_with_its_versions_in_each_city(capsys):
    code = main(["services", "show", "birth-certificate"])

    said = capsys.readouterr().out
    assert code == 0
    assert said.count(": Birth certificate") == 2
    assert said.count("  → ") == 2


def test_a_service_that_nobody_offers_is_said_so(capsys):
    code = main(["services", "show", "terbang"])

    heard = capsys.readouterr()
    assert code == 1
    assert "terbang" in heard.out + heard.err


def test_a_changed_package_is_published_as_a_new_version(road, capsys):
    change(road, f"en: {title_of_the_road()}", "en: Report a hole")

    code = main(["services", "publish", str(road)])
    main(["services", "show", "road-damage"])

    assert code == 0
    assert title_of_the_road() == "Report a hole"
    assert "Jakarta: Report a hole" in capsys.readouterr().out


def test_a_package_with_a_mistake_is_not_published(road, capsys):
    before = title_of_the_road()
    change(road, "title:", "colour: red\ntitle:")

    code = main(["services", "publish", str(road)])

    assert code == 1
    assert "service.yaml" in capsys.readouterr().err
    assert title_of_the_road() == before
