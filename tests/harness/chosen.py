"""A PM1 whose SOP is chosen by rules, read and checked from a folder as any other package is."""

import shutil

from gapura.engines.definitions.loading import load_jurisdiction, load_package
from tests.harness.factories import SERVICES

CODE = "pm1-general-statement"
DECISIONS = """\
decisions:
  - id: wants_second_look
    title: {id: Perlu dilihat sekali lagi, en: Wants a second look}
    legal_reference: SE Sekda DKI Jakarta 38/SE/2022
    rule: purpose in ("work", "bank")
"""
BY_RULE = "to: [{when: wants_second_look, to: second_look}, {to: %s}], "
SECOND_LOOK = """\
  second_look:
    activity: {id: Memeriksa sekali lagi, en: Look a second time}
    actor: verifier @ kecamatan_of(address)
    standard_time: PT1H
    legal_reference: SE Sekda DKI Jakarta 38/SE/2022
    actions:
      complete: {to: sign, label: {id: Benar, en: Right}}
"""
SCENARIO = """\
title: {id: Surat untuk bekerja dilihat dua kali, en: A letter for work is looked at twice}
submitted_at: 2026-11-20T09:00:00+07:00
answers:
  name: Ratna Puspitasari
  nik: "3171035708900001"
  phone: 0812 3456 7890
  address: {street: Jalan Kemayoran Gempol 12, rt: "003", rw: "005", area: "31.71.03.1001"}
  purpose: work
  statement: Saya tinggal di alamat ini sejak 2018 bersama dua anak.
files: [identity_card, family_card, rt_rw_letter, purpose_proof]
steps:
  - {by: verifier, action: complete, at: 2026-11-20T13:00:00+07:00}
  - {by: verifier, action: complete, at: 2026-11-20T14:00:00+07:00}
  - {by: head, action: grant, at: 2026-11-20T15:30:00+07:00}
expect:
  path: [verify, second_look, sign, granted]
  outcome: granted
"""

ROUTED = (
    "actor: verifier @ kelurahan_of(address)",
    (
        "actor: [{when: 'purpose = \"school\"', actor: verifier @ kecamatan_of(address)},"
        " {actor: verifier @ kelurahan_of(address)}]"
    ),
)
"""Whoever needs the letter for school is looked after by the kecamatan."""

TIMED = (
    "    within: P1WD\n",
    "    within: [{when: 'purpose = \"school\"', within: P1WD}, {within: P5WD}]\n",
)
"""The letter for school must be quick."""


def folder_on_disk(folder, *changes):
    """The folder of the package; `changes` are pairs of what workflow.yaml says and what instead."""
    shutil.copytree(SERVICES / "common", folder / "common")
    copy = folder / "id.jakarta" / CODE
    shutil.copytree(SERVICES / "id.jakarta" / CODE, copy)
    (copy / "decisions.yaml").write_text(DECISIONS, encoding="utf-8")
    (copy / "scenarios/work.yaml").write_text(SCENARIO, encoding="utf-8")
    workflow = copy / "workflow.yaml"
    text = workflow.read_text(encoding="utf-8")
    for old, new in (
        ("complete: {to: sign, ", "complete: {" + BY_RULE % "sign"),
        ("resubmit: {to: verify, ", "resubmit: {" + BY_RULE % "verify"),
        ("  sign:\n", SECOND_LOOK + "  sign:\n"),
        *changes,
    ):
        assert old in text
        text = text.replace(old, new, 1)
    workflow.write_text(text, encoding="utf-8")
    return copy


def loaded_from(copy):
    city, _findings = load_jurisdiction(SERVICES / "id.jakarta")
    return load_package(copy, jurisdiction=city)
