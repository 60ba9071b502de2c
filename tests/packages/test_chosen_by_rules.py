"""An SOP whose steps rules choose: played through, and what the checker says of one that cannot be right."""

import pytest

from gapura.engines.definitions.loading import content_hash, dump, restore
from gapura.engines.definitions.messages import needed_events
from tests.harness.chosen import ROUTED, TIMED, folder_on_disk, loaded_from

WHEN = "when: wants_second_look"


def findings(folder):
    return {
        (finding.code, finding.file, finding.line): finding.sentence["en"]
        for finding in loaded_from(folder).findings
    }


def test_a_scenario_goes_the_way_that_its_answers_choose(tmp_path):
    loaded = loaded_from(folder_on_disk(tmp_path))

    assert loaded.findings == ()
    assert restore(dump(loaded.package)) == loaded.package
    assert content_hash(restore(dump(loaded.package))) == content_hash(loaded.package)


def test_a_scenario_that_expects_another_way_is_told(tmp_path):
    folder = folder_on_disk(tmp_path, (WHEN, 'when: purpose = "bank"'))

    (said,) = findings(folder).values()

    assert "verify → sign" in said


@pytest.mark.parametrize(
    ("old", "new", "code", "words"),
    [
        ("to: second_look", "to: second_lok", "workflow", "There is no step “second_lok”"),
        ("{to: sign}]", "{when: 'purpose = \"bank\"', to: sign}]", "workflow", "has a `when`"),
        ("{when: wants_second_look, to", "{to", "workflow", "never taken"),
        (WHEN, "when: wants_secnd_look", "unknown_name", "wants_secnd_look"),
        (WHEN, "when: statement", "wrong_result", "statement"),
    ],
)
def test_a_mistake_is_said_at_the_line_of_the_action(tmp_path, old, new, code, words):
    folder = folder_on_disk(tmp_path, (old, new))
    lines = (folder / "workflow.yaml").read_text(encoding="utf-8").splitlines()
    line = next(n for n, text in enumerate(lines, start=1) if "complete:" in text)

    said = findings(folder)

    assert words in said[code, "workflow.yaml", line]


def test_an_outcome_that_only_a_rule_can_choose_needs_its_message(tmp_path):
    folder = folder_on_disk(
        tmp_path,
        ("return: {to: verify, ", f"return: {{to: [{{{WHEN}, to: resolved}}, {{to: verify}}], "),
    )

    package = loaded_from(folder).package

    assert "resolved" in needed_events(package)


def test_a_scenario_names_the_role_that_the_rules_choose(tmp_path):
    as_head = (ROUTED[0], ROUTED[1].replace("verifier @ kec", "head @ kec"))

    loaded = loaded_from(folder_on_disk(tmp_path, as_head))

    said = [finding.sentence["en"] for finding in loaded.findings]
    assert any("Step 1: the step `verify` belongs to head" in each for each in said), said


def test_a_package_whose_desks_rules_choose_checks_clean(tmp_path):
    loaded = loaded_from(folder_on_disk(tmp_path, ROUTED))

    assert loaded.findings == ()
    assert restore(dump(loaded.package)) == loaded.package


@pytest.mark.parametrize(
    ("old", "new", "code", "words"),
    [
        ("kecamatan_of", "kantor_of", "workflow", "The kind of office “kantor” is not known"),
        (
            "actor: verifier @ kecamatan_of(address)",
            "actor: applicant",
            "workflow",
            "desks of officers only",
        ),
        ("purpose =", "purpse =", "unknown_name", "purpse"),
    ],
)
def test_a_mistake_in_routing_is_said_at_its_line(tmp_path, old, new, code, words):
    folder = folder_on_disk(tmp_path, (ROUTED[0], ROUTED[1].replace(old, new)))
    lines = (folder / "workflow.yaml").read_text(encoding="utf-8").splitlines()
    line = next(n for n, text in enumerate(lines, start=1) if "actor: [" in text)

    said = findings(folder)

    assert words in said[code, "workflow.yaml", line]


@pytest.mark.parametrize(
    ("old", "new", "code", "words"),
    [
        ("within: P5WD", "within: soon", "workflow", "soon"),
        ("{within", "{when: '1 = 1', within", "workflow", "has a `when`"),
        ("purpose =", "purpse =", "unknown_name", "purpse"),
    ],
)
def test_a_mistake_in_a_chosen_deadline_is_said_at_its_line(tmp_path, old, new, code, words):
    assert loaded_from(folder_on_disk(tmp_path / "right", TIMED)).findings == ()
    folder = folder_on_disk(tmp_path / "wrong", (TIMED[0], TIMED[1].replace(old, new)))
    lines = (folder / "workflow.yaml").read_text(encoding="utf-8").splitlines()
    line = next(n for n, text in enumerate(lines, start=1) if "within: [" in text)

    said = findings(folder)

    assert words in said[code, "workflow.yaml", line]
