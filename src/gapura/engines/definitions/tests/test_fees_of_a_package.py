"""Tariffs inside a package: judged with its form and its proofs, played in its scenarios."""

import pytest

from gapura.engines.definitions.cpsv import cpsv_jsonld
from gapura.engines.definitions.tests.makers import SCENARIO, city, line_of, load

ITEMISED = """\
tariffs:
  - valid_from: 2026-01-01
    legal_reference: Perda 1/2024
    label: {id: Retribusi, en: Levy}
    items:
      - {id: letter, label: {id: Surat, en: Letter}, amount: 12500}
      - id: copies
        label: {id: Salinan, en: Copies}
        amount: if purpose = "other" then 3000 else 2500
        quantity: "2"
        unit: {id: lembar, en: sheet}
        legal_reference: Perda 2/2024
    exemptions:
      - id: pupils
        when: purpose = "school"
        label: {id: Keperluan sekolah, en: For school}
        legal_reference: Perda 3/2024
        percent: 50
        items: [letter]
    rounding: {to: 1000, how: down}
"""
PLAYED = SCENARIO.replace("fee: 0", "fee: 11000\n  fee_lines: {letter: 12500, pupils: -6250}")


def found(loaded):
    return [(finding.file, finding.line, finding.code) for finding in loaded.findings]


def with_fees(tmp_path, fees=ITEMISED, scenario=PLAYED):
    return load(tmp_path, {"fees.yaml": fees, "scenarios/granted.yaml": scenario})


def test_a_scenario_says_what_each_line_of_the_fee_must_be(tmp_path):
    assert with_fees(tmp_path).findings == ()


def test_a_line_that_is_not_as_the_scenario_says_is_found(tmp_path):
    broken = PLAYED.replace("pupils: -6250", "pupils: -100, rounding: 5")

    loaded = with_fees(tmp_path, scenario=broken)

    (finding,) = loaded.findings[:1]
    assert found(loaded)[0] == (
        "scenarios/granted.yaml", line_of(broken, "expect:"), "scenario",
    )  # fmt: skip
    assert "line pupils of the fee: expected -100, found -6250." in finding.sentence["en"]


@pytest.mark.parametrize(
    ("old", "new", "needle", "code"),
    [
        ('"2"', "pages", "quantity:", "unknown_name"),
        ('if purpose = "other" then', 'if purpsoe = "other" then', "amount: if", "unknown_name"),
        ('when: purpose = "school"', "when: purpose", "when:", "wrong_result"),
        ("items: [letter]", "items: [letters]", "items: [letters]", "tariff"),
        ("percent: 50", "proof: school_card", "proof:", "tariff"),
        ("id: copies", "id: letter", "- id: letter", "tariff"),
        ("Perda 3/2024", "Perda", "legal_reference: Perda\n", "law_without_number"),
        ("{id: lembar, en: sheet}", "{id: lembar}", "unit:", "missing_language"),
        ("percent: 50", "percent: 150", "percent:", "invalid_value"),
        ("valid_from: 2026-01-01", "valid_from: 2026-02-01", "valid_from:", "tariff"),
    ],
)
def test_a_mistake_in_an_itemised_tariff_is_found_on_its_line(tmp_path, old, new, needle, code):
    broken = ITEMISED.replace(old, new, 1)
    scenario = SCENARIO.replace("  fee: 0\n", "")

    loaded = with_fees(tmp_path, broken, scenario)

    assert found(loaded)[0] == ("fees.yaml", line_of(broken, needle), code)


DECISIONS = """\
decisions:
  - id: price_of_letter
    title: {id: Harga surat menurut keperluan, en: Price of the letter by its purpose}
    legal_reference: Perda 4/2024
    table:
      inputs: [{rule: purpose}]
      outputs: [{name: price}]
      rows:
        - {when: ['"school"'], then: [7000]}
        - {when: ['not("school")'], then: [12500]}
"""


def test_an_amount_may_be_read_from_a_decision_table(tmp_path):
    by_table = ITEMISED.replace("amount: 12500", "amount: price_of_letter")
    played = SCENARIO.replace("fee: 0", "fee_lines: {letter: 7000, pupils: -3500}")

    loaded = load(
        tmp_path,
        {"fees.yaml": by_table, "decisions.yaml": DECISIONS, "scenarios/granted.yaml": played},
    )

    assert loaded.findings == ()


def test_open_metadata_names_the_cost_of_each_item_with_its_law(tmp_path):
    node = cpsv_jsonld(with_fees(tmp_path).package, city())

    letter, copies = node["cv:hasCost"]
    assert (letter["@id"], letter["cv:hasValue"], letter["dct:source"]) == (
        "#cost-1-letter", 12500, "Perda 1/2024",
    )  # fmt: skip
    assert (copies["@id"], copies["dct:source"]) == ("#cost-1-copies", "Perda 2/2024")
    assert "cv:hasValue" not in copies
