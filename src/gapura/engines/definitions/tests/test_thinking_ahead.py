"""Mistakes that only show when somebody applies, found before the package is published."""

import time

import pytest

from gapura.engines.definitions.tests.makers import FORM, WORKFLOW, line_of, load

MORE = """\
      - id: age
        kind: number
        label: {id: Umur, en: Age}
      - id: income
        kind: money
        required: false
        label: {id: Penghasilan, en: Income}
  - id: later
    title: {id: Lanjutan, en: More}
    questions:
      - id: school
        kind: text
        label: {id: Nama sekolah, en: School}
        visible: purpose = "school"
      - id: agreed
        kind: yes_no
        label: {id: Setuju, en: Agreed}
"""
CONDITION = """\
conditions:
  - rule: {rule}
    message: {{id: Belum memenuhi syarat., en: Not eligible.}}
    legal_reference: Perda 1/2024
"""
TABLE = """\
tables:
  - id: adult
    title: {id: Dewasa, en: Adult}
    hit_policy: UNIQUE
    inputs:
      - {rule: age}
    rows:
      - {when: ["< 17"], eligible: false, message: {id: Belum cukup umur., en: Too young.}}
      - {when: [">= 17"], eligible: true}
    legal_reference: Perda 1/2024
"""
DECISIONS = """\
decisions:
  - id: rate
    title: {id: Tarif, en: Rate}
    legal_reference: Perda 1/2024
    table:
      inputs:
        - {rule: purpose}
        - {rule: age}
      outputs:
        - {name: amount, type: number}
      rows:
        - {when: ['"school"', "-"], then: [0]}
        - {when: ['"other"', "< 17"], then: [5]}
        - {when: ['"other"', ">= 17"], then: [10]}
  - id: double
    title: {id: Dua kali, en: Twice}
    legal_reference: Perda 1/2024
    rule: rate * 2
"""


def findings(root, files):
    return load(root, {"form.yaml": FORM + MORE, **files}).findings


def found(root, files):
    return [(each.file, each.line, each.code) for each in findings(root, files)
            if each.code not in {"scenario", "too_few_scenarios"}]  # fmt: skip


def eligibility(rule):
    return {"eligibility.yaml": CONDITION.format(rule=rule)}


@pytest.mark.parametrize(
    ("rule", "code"),
    [
        ("agee >= 17", "unknown_name"),
        ('age >= "17"', "rule_type"),
        ('purpose = "work"', "not_an_option"),
        ("age > 60 and age < 17", "never_true"),
        ("income < 1000000", "may_be_unknown"),
        ('starts with(school, "SD")', "may_be_unknown"),
        ('purpose = "other" and school != "SD"', "reads_hidden"),
        ("age + 1", "wrong_result"),
        ("upper case(age) = name", "wrong_argument"),
        ("place.street = name", "unknown_member"),
        ("age / 0 > 1", "rule_fails"),
        ("age >= ", "rule"),
    ],
)
def test_a_condition_that_cannot_work_is_found_on_its_line(tmp_path, rule, code):
    assert found(tmp_path, eligibility(rule)) == [("eligibility.yaml", 2, code)]


@pytest.mark.parametrize(
    "rule",
    [
        "age >= 17",
        "income != null and income < 1000000",
        'purpose = "other" or starts with(school, "SD")',
        'if purpose = "school" then school != "" else true',
        "years and months duration(today(), today()).years < age",
    ],
)
def test_a_condition_that_minds_every_case_is_left_in_peace(tmp_path, rule):
    assert found(tmp_path, eligibility(rule)) == []


def test_a_mistake_in_a_rule_is_found_at_its_character(tmp_path):
    finding = findings(tmp_path, eligibility("agreed and agee >= 17"))[0]

    assert (finding.line, finding.column) == (2, len("  - rule: agreed and ") + 1)
    assert "agee tidak dikenal; maksud Anda age?" in finding.sentence["id"]


def test_a_mistake_in_a_rule_of_several_lines_is_found_on_its_own_line(tmp_path):
    files = eligibility("|\n      agreed\n      and agee >= 17")

    finding = findings(tmp_path, files)[0]

    assert (finding.line, finding.code) == (4, "unknown_name")


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ('">= 17"', '">= 16"', "rows_overlap"),
        ('">= 17"', '"> 17"', "table_gap"),
        ('">= 17"', '"[18..17]"', "unreachable_row"),
        ('">= 17"', '"seventeen"', "unknown_name"),
        ("rule: age", "rule: agee", "unknown_name"),
        ("rule: age", "rule: income", "missing_case"),
    ],
)
def test_a_broken_table_is_found(tmp_path, old, new, code):
    broken = TABLE.replace(old, new)

    told = found(tmp_path, {"eligibility.yaml": broken})

    assert code in {code for _, _, code in told}
    assert {file for file, _, _ in told} == {"eligibility.yaml"}


def test_a_row_behind_others_is_found_on_its_line(tmp_path):
    extra = '      - {when: ["> 20"], eligible: true}\n    legal_reference'
    broken = TABLE.replace("UNIQUE", "FIRST").replace("    legal_reference", extra)

    assert found(tmp_path, {"eligibility.yaml": broken}) == [
        ("eligibility.yaml", line_of(broken, "> 20"), "unreachable_row")
    ]


def test_decisions_have_types_that_later_rules_are_held_against(tmp_path):
    whole = {"decisions.yaml": DECISIONS}

    assert found(tmp_path, whole) == []
    assert found(tmp_path, {**whole, **eligibility("double > 15")}) == []
    assert found(tmp_path, {**whole, **eligibility('double = "15"')}) == [
        ("eligibility.yaml", 2, "never_true")
    ]


def test_a_decision_may_not_read_one_below_it(tmp_path):
    broken = DECISIONS.replace("{rule: age}", "{rule: double}")

    assert ("decisions.yaml", line_of(broken, "rule: double"), "unknown_name") in found(
        tmp_path, {"decisions.yaml": broken}
    )


def test_a_tariff_that_reads_what_may_be_missing_is_a_warning(tmp_path):
    fees = """\
tariffs:
  - valid_from: 2026-01-01
    amount: income * 2
    legal_reference: Perda 1/2024
    label: {id: Tarif, en: Tariff}
"""

    told = [each for each in findings(tmp_path, {"fees.yaml": fees}) if each.file == "fees.yaml"]

    assert [(each.line, each.code, each.severity) for each in told] == [
        (3, "may_be_unknown", "warning")
    ]


def test_questions_that_wait_for_one_another_are_found(tmp_path):
    form = FORM + MORE.replace(
        'visible: purpose = "school"', "visible: agreed = true"
    ).replace(
        "label: {id: Setuju, en: Agreed}",
        'label: {id: Setuju, en: Agreed}\n        visible: school != ""',
    )  # fmt: skip

    told = found(tmp_path, {"form.yaml": form})

    assert told == [("form.yaml", line_of(form, "- id: school"), "visible_cycle")]


def test_a_question_that_waits_for_a_later_page_is_a_warning(tmp_path):
    form = FORM.replace('visible: purpose = "other"', "visible: agreed = true") + MORE

    told = findings(tmp_path, {"form.yaml": form})

    assert [(each.line, each.code, each.severity) for each in told if each.code != "scenario"] == [
        (line_of(form, "visible: agreed"), "asked_later", "warning")
    ]


def test_a_question_that_hangs_on_one_never_shown_with_it_is_never_shown(tmp_path):
    inner = (
        '  - id: far\n    title: {id: Jauh, en: Far}\n    visible: purpose = "other"\n'
        "    questions:\n      - id: tail\n        kind: text\n"
        '        label: {id: Ekor, en: Tail}\n        visible: school = "SD"\n'
    )

    told = found(tmp_path, {"form.yaml": FORM + MORE + inner})

    assert {code for _, _, code in told} == {"required_never_shown", "reads_hidden"}


def test_a_letter_that_prints_what_nothing_gives_is_found_on_its_line(tmp_path):
    output = (
        'kind: permit\ntitle: {id: Surat Izin, en: Permit}\nnumber: "{office}/{random}"\n'
        "holder: name\nfields:\n  - {id: name, label: {id: Nama, en: Name}, value: name}\n"
    )

    told = found(tmp_path, {"output.yaml": output, "output.typ": "#d.title\n\n#d.wage\n"})

    assert told == [("output.typ", 3, "field_without_source")]


def test_text_above_the_ceiling_may_not_be_published(tmp_path):
    long = "kami memberi tahu bahwa surat ini dapat dipakai " * 4

    told = findings(tmp_path, {"messages/granted.id.txt": f"Izin\n{long}."})

    assert [(each.file, each.code, each.severity) for each in told] == [
        ("messages/granted.id.txt", "long_sentence", "error")
    ]


def test_a_step_nobody_acts_in_is_found(tmp_path):
    broken = WORKFLOW.replace("    actor: head @ office(dinas)\n", "")

    told = load(tmp_path, {"workflow.yaml": broken}).findings

    assert [(each.file, each.code) for each in told] == [("workflow.yaml", "missing_key")]


def test_a_package_of_a_hundred_rules_is_checked_within_two_seconds(tmp_path):
    questions = "".join(
        f"      - id: q{number}\n        kind: number\n        label: {{id: Angka, en: Number}}\n"
        f"        visible: agreed = true and age > {number}\n"
        f"        checks:\n          - rule: value >= {number} and value < {number + 50}\n"
        "            message: {id: Salah., en: Wrong.}\n"
        for number in range(50)
    )
    files = {"form.yaml": FORM + MORE + questions}
    started = time.perf_counter()

    told = found(tmp_path, files)

    assert told == []
    assert time.perf_counter() - started < 2


LIMITED = MORE.replace(
    "        label: {id: Umur, en: Age}\n",
    "        label: {id: Umur, en: Age}\n        minimum: 0\n        maximum: 120\n",
)


@pytest.mark.parametrize("rule", ["age > 120", "age between 130 and 140", "age = 121 and agreed"])
def test_a_rule_beyond_the_limits_of_a_question_is_never_true(tmp_path, rule):
    files = {"form.yaml": FORM + LIMITED, **eligibility(rule)}

    assert found(tmp_path, files) == [("eligibility.yaml", 2, "never_true")]


def test_a_table_need_not_speak_of_answers_that_the_form_refuses(tmp_path):
    bounded = TABLE.replace('"< 17"', '"[0..17)"').replace('">= 17"', '"[17..120]"')

    limited = found(
        tmp_path / "limited", {"form.yaml": FORM + LIMITED, "eligibility.yaml": bounded}
    )
    open_ended = found(tmp_path / "open", {"eligibility.yaml": bounded})

    assert limited == []
    assert {code for _, _, code in open_ended} == {"table_gap"}
