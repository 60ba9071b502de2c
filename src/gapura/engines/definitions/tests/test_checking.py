import pytest

from gapura.engines.definitions.checking import check
from gapura.engines.definitions.tests.makers import (
    FEES,
    FORM,
    SCENARIO,
    SERVICE,
    WORKFLOW,
    city,
    line_of,
    load,
)

OUTPUT = """\
kind: permit
title: {id: Surat Izin, en: Permit}
number: "{office}/{random}/{year}"
holder: name
fields:
  - {id: name, label: {id: Nama, en: Name}, value: name}
"""
EVIDENCE = """\
title: {id: Foto syarat, en: Papers}
requirements:
  - id: letter
    title: {id: Surat, en: Letter}
    visible: purpose = "other"
"""


def found(loaded):
    return [(finding.file, finding.line, finding.code) for finding in loaded.findings]


@pytest.mark.parametrize(
    "mistake",
    [
        # names that point at nothing
        ("service.yaml", SERVICE, "authority: kota", "authority: desa", "authority:", "unknown_agency"),
        ("service.yaml", SERVICE, "[moving]", "[flood]", "life_events", "unknown_life_event"),
        ("service.yaml", SERVICE, "name: name, ", "name: nama, ", "applicant:", "unknown_question"),
        ("service.yaml", SERVICE, ", phone: phone}", "}", "applicant:", "applicant_unreachable"),
        ("form.yaml", FORM, "id: detail", "id: purpose", "id: purpose\n        kind: text", "duplicate_question"),
        ("form.yaml", FORM, "kind: text\n        label: {id: Nama", "kind: nik\n        label: {id: Nama", "- id: name", "not_sensitive"),
        # laws
        ("service.yaml", SERVICE, "UU 25/2009 Pasal 21", "Peraturan Gubernur tentang kelurahan", "title: Peraturan", "law_without_number"),
        ("fees.yaml", FEES, "legal_reference: Perda 1/2024", "legal_reference: Perda", "legal_reference: Perda\n", "law_without_number"),
        # rules
        ("form.yaml", FORM, 'visible: purpose = "other"', 'visible: purpsoe = "other"', "visible:", "unknown_name"),
        ("form.yaml", FORM, 'visible: purpose = "other"', "visible: purpose", "visible:", "wrong_result"),
        ("form.yaml", FORM, 'visible: purpose = "other"', "visible: name > 5", "visible:", "rule_type"),
        ("form.yaml", FORM, 'visible: purpose = "other"', 'visible: purpose = "work"', "- id: detail", "required_never_shown"),
        ("form.yaml", FORM, 'visible: purpose = "other"', "visible: false", "- id: detail", "required_never_shown"),
        ("fees.yaml", FEES, "amount: 10000", "amount: pages * 500", "amount: pages", "unknown_name"),
        # SOP, clocks, tariffs
        ("workflow.yaml", WORKFLOW, "kelurahan_of(place)", "kelurahan_of(name)", "actor: verifier", "workflow"),
        ("workflow.yaml", WORKFLOW, "head @", "boss @", "actor: boss", "workflow"),
        ("workflow.yaml", WORKFLOW, "verifier @ kelurahan_of", "verifier @ kecamatan_of", "actor: verifier", "workflow"),
        ("workflow.yaml", WORKFLOW, "office(dinas)", "office(badan)", "actor: head", "workflow"),
        ("workflow.yaml", WORKFLOW, "to: granted", "to: sealed", "grant:", "workflow"),
        ("workflow.yaml", WORKFLOW, "start: verify", "start: verfy", "start:", "workflow"),
        ("service.yaml", SERVICE, "P2WD", "two days", "promise:", "limit"),
        ("fees.yaml", FEES, "2026-07-01", "2026-06-15", "valid_from: 2026-06-15", "tariff"),
        ("fees.yaml", FEES, "2026-07-01", "2026-08-01", "valid_from: 2026-08-01", "tariff"),
        # words
        ("form.yaml", FORM, "{id: Keperluan, en: Purpose}", "{id: Keperluan}", "label: {id: Keperluan}", "missing_language"),
        ("form.yaml", FORM, "{id: Keperluan, en: Purpose}", "{id: Keperluan, en: Purpose, su: Kaperluan}", "label: {id: Keperluan", "unpromised_language"),
        ("service.yaml", SERVICE, "  en: [permit]\n", "", "keywords:", "missing_language"),
        ("service.yaml", SERVICE, "Izin singkat.", "Permohonan dimaksud diproses sebagaimana mestinya.", "summary:", "office_words"),
        ("service.yaml", SERVICE, "Izin singkat.", "kata " * 21, "summary:", "long_sentence"),
    ],
)  # fmt: skip
def test_a_mistake_is_found_in_its_file_and_on_its_line(tmp_path, mistake):
    file, text, old, new, needle, code = mistake
    broken = text.replace(old, new, 1)

    loaded = load(tmp_path, {file: broken})

    assert (file, line_of(broken, needle), code) in found(loaded)


@pytest.mark.parametrize(
    ("old", "new", "needle", "code"),
    [
        ("value: name}", "value: nama}", "- {id: name", "unknown_name"),
        ("holder: name", "holder: nama", "holder:", "unknown_name"),
        ("{random}", "{serial}", "number:", "unknown_placeholder"),
        ("{office}/{random}", "{office}", "number:", "number_not_unique"),
        ("number:", "valid_for: 3 months\nnumber:", "valid_for", "limit"),
    ],
)
def test_a_mistake_in_a_document_is_found_on_its_line(tmp_path, old, new, needle, code):
    broken = OUTPUT.replace(old, new, 1)

    loaded = load(tmp_path, {"output.yaml": broken, "output.typ": "x"})

    assert ("output.yaml", line_of(broken, needle), code) in found(loaded)


def test_a_document_needs_its_template(tmp_path):
    loaded = load(tmp_path, {"output.yaml": OUTPUT})

    assert found(loaded) == [("output.typ", 1, "missing_file")]


def test_a_field_may_read_the_case_and_the_office(tmp_path):
    output = OUTPUT.replace("value: name}", 'value: office.name + " " + case.number}')

    loaded = load(tmp_path, {"output.yaml": output, "output.typ": "x"})

    assert loaded.findings == ()


def test_a_proof_that_reads_an_unknown_answer_is_found(tmp_path):
    broken = EVIDENCE.replace("purpose", "purpsoe")

    loaded = load(tmp_path, {"evidence.yaml": broken})

    assert found(loaded) == [("evidence.yaml", 5, "unknown_name")]


def test_a_condition_that_reads_an_unknown_answer_is_found(tmp_path):
    broken = """\
conditions:
  - rule: age >= 17
    message: {id: Belum cukup umur., en: Too young.}
    legal_reference: UU 25/2009
"""

    loaded = load(tmp_path, {"eligibility.yaml": broken})

    assert found(loaded) == [("eligibility.yaml", 2, "unknown_name")]


def test_a_step_without_standard_time_is_found(tmp_path):
    broken = WORKFLOW.replace("    standard_time: PT4H\n", "", 1)

    loaded = load(tmp_path, {"workflow.yaml": broken})

    assert found(loaded) == [("workflow.yaml", line_of(broken, "  verify:"), "workflow")]


def test_standard_times_above_the_promise_are_found(tmp_path):
    broken = WORKFLOW.replace("PT4H", "PT40H")

    loaded = load(tmp_path, {"workflow.yaml": broken})

    assert {code for _, _, code in found(loaded)} == {"workflow"}
    assert not loaded.ok


def test_a_message_that_the_procedure_can_need_must_exist(tmp_path):
    loaded = load(tmp_path, {"messages/refused.en.txt": ""})

    assert found(loaded) == [("messages/refused.en.txt", 1, "missing_message")]


def test_an_unknown_placeholder_is_found_on_its_line(tmp_path):
    text = "{service}\nNomor {number}.\nHalo {nama}."

    loaded = load(tmp_path, {"messages/granted.id.txt": text})

    assert found(loaded) == [("messages/granted.id.txt", 3, "unknown_placeholder")]


def test_a_message_for_no_event_and_one_without_body_are_found(tmp_path):
    loaded = load(
        tmp_path, {"messages/approved.id.txt": "A\nB", "messages/granted.id.txt": "Judul saja"}
    )

    assert found(loaded) == [
        ("messages/approved.id.txt", 1, "unknown_message"),
        ("messages/granted.id.txt", 1, "message_without_body"),
    ]


def test_a_scenario_that_fails_is_found_with_both_values(tmp_path):
    broken = SCENARIO.replace("fee: 0", "fee: 5000")

    loaded = load(tmp_path, {"scenarios/granted.yaml": broken})

    assert found(loaded) == [("scenarios/granted.yaml", line_of(broken, "expect:"), "scenario")]
    assert "fee: expected 5000, found 0." in loaded.findings[0].sentence["en"]


def test_a_package_with_too_few_scenarios_may_be_published_with_a_warning(tmp_path):
    loaded = load(tmp_path, {"scenarios/incomplete.yaml": ""})

    assert found(loaded) == [("scenarios/", 1, "too_few_scenarios")]
    assert loaded.ok


def test_a_package_can_be_checked_without_its_folder(tmp_path):
    package = load(tmp_path).package

    findings = check(package, city(agencies=[CITY_HALL], offices=[], office_rules=[]))

    assert {(f.file, f.line, f.code) for f in findings} == {
        ("service.yaml", 1, "unknown_agency"),
        ("workflow.yaml", 1, "workflow"),
    }


CITY_HALL = {"code": "balai", "kind": "government", "name": {"id": "Balai", "en": "Hall"}}
