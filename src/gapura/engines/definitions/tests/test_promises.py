"""What `gapura services check` promises to refuse, one mistake for each promise, with its file and line."""

import pytest

from gapura.engines.definitions.tests.makers import (
    FEES,
    FORM,
    SCENARIO,
    SERVICE,
    WORKFLOW,
    line_of,
    load,
)

LOST_STEP = """\
  wait:
    activity: {id: Menunggu, en: Wait}
    actor: head @ office(dinas)
    standard_time: PT1H
    actions:
      grant: {to: granted, label: {id: Kabulkan, en: Grant}}
"""
CIRCLE = "      return: {to: verify, label: {id: Kembalikan, en: Return}}"
GRANT = "      grant: {to: granted, label: {id: Kabulkan, en: Grant}}"

PROMISES = {
    "an unknown key": (
        "form.yaml", FORM, "kind: area", "kind: area\n        colour: red", "colour:", "unknown_key"
    ),
    "a state that cannot be reached": (
        "workflow.yaml", WORKFLOW, "deadlines:\n", LOST_STEP + "deadlines:\n", "wait:", "workflow"
    ),
    "a state that cannot be left": (
        "workflow.yaml", WORKFLOW, GRANT, CIRCLE.replace("verify", "sign"), "sign:\n", "workflow"
    ),
    "an action nobody may take": (
        "workflow.yaml", WORKFLOW, "head @ office(dinas)", "boss @ office(dinas)", "actor: boss", "workflow"
    ),
    "a step without actor": (
        "workflow.yaml", WORKFLOW, "    actor: head @ office(dinas)\n", "", "sign:\n", "missing_key"
    ),
    "a step without standard time": (
        "workflow.yaml", WORKFLOW, "office(dinas)\n    standard_time: PT4H", "office(dinas)", "sign:\n", "workflow"
    ),
    "a step without legal basis": (
        "service.yaml", SERVICE, "legal_resources:\n  - title: UU 25/2009 Pasal 21\n", "", "schema:", "missing_key"
    ),
    "standard times above the promise": (
        "workflow.yaml", WORKFLOW, "office(dinas)\n    standard_time: PT4H", "office(dinas)\n    standard_time: PT90H", "steps:", "workflow"
    ),
    "a rule that reads a field that does not exist": (
        "form.yaml", FORM, 'purpose = "other"', 'purpsoe = "other"', "visible:", "unknown_name"
    ),
    "a rule that reads a field of another type": (
        "form.yaml", FORM, 'purpose = "other"', "purpose > 5", "visible:", "rule_type"
    ),
    "a required question that can never be shown": (
        "form.yaml", FORM, 'purpose = "other"', 'purpose = "other" and purpose = "school"', "- id: detail", "required_never_shown"
    ),
    "a message missing in a language": (
        "messages/granted.en.txt", "", "", "", "", "missing_message"
    ),
    "a text missing in a language": (
        "form.yaml", FORM, "{id: Nama, en: Name}", "{id: Nama}", "label: {id: Nama}", "missing_language"
    ),
    "Indonesian text above the ceiling": (
        "service.yaml", SERVICE, "Izin singkat.", "Surat ini " + "kami beri " * 13 + "hari ini.", "summary:", "long_sentence"
    ),
    "a legal reference without number and year": (
        "fees.yaml", FEES, "Perda 1/2024", "Perda tentang pajak", "legal_reference:", "law_without_number"
    ),
    "tariffs that overlap": (
        "fees.yaml", FEES, "2026-07-01", "2026-06-30", "valid_from: 2026-06-30", "tariff"
    ),
    "tariffs that leave a gap": (
        "fees.yaml", FEES, "2026-07-01", "2026-07-02", "valid_from: 2026-07-02", "tariff"
    ),
    "a scenario that fails": (
        "scenarios/granted.yaml", SCENARIO, "  fee: 0", "  fee: 5", "expect:", "scenario"
    ),
}  # fmt: skip


@pytest.mark.parametrize("promise", PROMISES)
def test_the_checker_keeps_its_promise(tmp_path, promise):
    file, text, old, new, needle, code = PROMISES[promise]
    broken = text.replace(old, new, 1) if text else ""
    line = line_of(broken, needle) if needle else 1

    findings = load(tmp_path, {file: broken}).findings

    (finding,) = [
        each for each in findings if (each.file, each.line, each.code) == (file, line, code)
    ]
    assert finding.severity == "error"
    assert all(finding.sentence[language] and finding.remedy[language] for language in ("id", "en"))


def test_the_package_behind_the_promises_is_clean(tmp_path):
    assert load(tmp_path).findings == ()
