"""Eligibility by a DMN file that was drawn in another tool, and what is said of one that cannot be used."""

from datetime import date

import pytest

from gapura.engines.definitions.explaining import judge, turns_of
from gapura.engines.definitions.loading import content_hash, dump, restore
from tests.harness.drawn import DECISION, DRAWN, folder_on_disk, loaded_from

TODAY = date(2026, 11, 20)
FAMILY = {"child_birth_date": "2018-03-12", "owns_car": False}


def said_of(folder):
    loaded = loaded_from(folder)
    return {finding.code: str(finding.sentence["id"]) for finding in loaded.findings}


def verdict(package, **answers):
    return judge(package, {**FAMILY, **answers}, today=TODAY)[0]


def test_a_file_of_another_tool_decides_who_is_eligible(tmp_path):
    loaded = loaded_from(folder_on_disk(tmp_path))

    package = loaded.package
    assert loaded.ok, loaded.findings
    assert verdict(package).holds is True
    assert verdict(package, owns_car=True).holds is False
    assert verdict(package, child_birth_date="2024-01-01").holds is False


def test_what_would_change_it_is_found_through_the_drawn_decision(tmp_path):
    package = loaded_from(folder_on_disk(tmp_path)).package
    given = {**FAMILY, "owns_car": True}

    turns = turns_of(package, given, verdict(package, owns_car=True), today=TODAY)

    assert [(turn.question.id, turn.answer) for turn in turns] == [("owns_car", False)]


def test_a_published_version_stands_without_its_file(tmp_path):
    package = loaded_from(folder_on_disk(tmp_path)).package

    again = restore(dump(package))

    assert content_hash(again) == content_hash(package)
    assert verdict(again, owns_car=True).holds is False


@pytest.mark.parametrize(
    ("decision", "words"),
    [
        (DECISION.replace("school_aid.dmn", "other.dmn"), "tidak ada di folder"),
        (DECISION.replace("Boleh menerima\n", "Boleh dapat\n"), "“Boleh menerima”"),
        (
            DECISION.replace("        - {name: Umur anak, rule: child_age}\n", ""),
            "“Umur anak” belum diberi nilai",
        ),
        (DECISION + '        - {name: Umur bapak, rule: "1"}\n', "“Umur bapak” tidak dipakai"),
        (DECISION.replace("child_age}", "child_agee}"), "child_age"),
    ],
)
def test_what_does_not_fit_the_file_is_named(tmp_path, decision, words):
    found = said_of(folder_on_disk(tmp_path, decision=decision))

    assert any(words in sentence for sentence in found.values()), found


@pytest.mark.parametrize(
    "dmn",
    [
        "<!DOCTYPE x [<!ENTITY a 'aaaa'>]><definitions>&a;</definitions>",
        "not xml at all",
        DRAWN.read_text(encoding="utf-8").replace("&lt; 6", "&lt; &lt; 6"),
    ],
)
def test_a_hostile_or_broken_file_is_refused_in_a_sentence(tmp_path, dmn):
    found = said_of(folder_on_disk(tmp_path, dmn=dmn))

    assert "school_aid.dmn" in found["dmn"]
