"""The smallest package and city that check clean; tests break one thing at a time."""

from pathlib import Path

from gapura.engines.definitions.jurisdiction import JurisdictionDefinition
from gapura.engines.definitions.loading import LoadedPackage, load_package

CITY = {
    "schema": 1,
    "id": "testkota",
    "short": "TST",
    "name": {"id": "Kota Uji", "en": "Test City"},
    "government": {"id": "Pemerintah Kota Uji", "en": "Government of Test City"},
    "tagline": {"id": "Satu pintu", "en": "One door"},
    "areas": ["31"],
    "contact": {"phone": "1500164"},
    "agencies": [{"code": "kota", "kind": "government", "name": {"id": "Kota", "en": "City"}}],
    "offices": [{"code": "dinas", "kind": "dinas", "name": "Dinas", "agency": "kota", "area": "31"}],
    "office_rules": [
        {"each": "village", "kind": "kelurahan", "code": "kel-{code}", "name": "Kelurahan {name}",
         "agency": "kota"}
    ],
    "calendar": {"weekly": dict.fromkeys(("mon", "tue", "wed", "thu", "fri"), "08:00-16:00")},
    "life_events": [
        {"code": "moving", "title": {"id": "Pindah", "en": "Moving"},
         "summary": {"id": "Pindah", "en": "Moving"}}
    ],
    "roles": [
        {"code": "verifier", "title": {"id": "Pemeriksa", "en": "Verifier"}},
        {"code": "head", "title": {"id": "Kepala", "en": "Head"}},
    ],
}  # fmt: skip

SERVICE = """\
schema: 1
code: permit
kind: application
title: {id: Izin, en: Permit}
summary: {id: Izin singkat., en: A short permit.}
authority: kota
valid_from: 2026-01-01
legal_resources:
  - title: UU 25/2009 Pasal 21
life_events: [moving]
keywords:
  id: [izin]
  en: [permit]
promise: {within: P2WD, from: complete_receipt}
product: {id: Surat izin., en: A permit.}
procedure:
  - {id: Isi., en: Fill in.}
complaints: {id: Datang ke kantor., en: Come to the office.}
applicant: {name: name, phone: phone}
"""

FORM = """\
pages:
  - id: you
    title: {id: Anda, en: You}
    questions:
      - id: name
        kind: text
        label: {id: Nama, en: Name}
      - id: phone
        kind: phone
        label: {id: Nomor HP, en: Phone}
      - id: place
        kind: area
        label: {id: Kelurahan, en: Kelurahan}
      - id: purpose
        kind: choice
        label: {id: Keperluan, en: Purpose}
        options:
          - {value: school, label: {id: Sekolah, en: School}}
          - {value: other, label: {id: Lain, en: Other}}
      - id: detail
        kind: text
        label: {id: Rincian, en: Detail}
        visible: purpose = "other"
"""

FEES = """\
tariffs:
  - valid_from: 2026-01-01
    valid_until: 2026-06-30
    amount: 10000
    legal_reference: Perda 1/2024
    label: {id: Tarif lama, en: Old tariff}
  - valid_from: 2026-07-01
    amount: 0
    legal_reference: Perda 1/2024
    label: {id: Gratis, en: Free}
"""

WORKFLOW = """\
start: verify
steps:
  verify:
    activity: {id: Memeriksa, en: Check}
    actor: verifier @ kelurahan_of(place)
    standard_time: PT4H
    actions:
      complete: {to: sign, label: {id: Lengkap, en: Complete}, starts_clock: promised}
      refuse: {to: refused, label: {id: Tolak, en: Refuse}, needs: [grounds]}
  sign:
    activity: {id: Menandatangani, en: Sign}
    actor: head @ office(dinas)
    standard_time: PT4H
    actions:
      grant: {to: granted, label: {id: Kabulkan, en: Grant}}
deadlines:
  promised: {within: P2WD, from: complete_receipt, legal_reference: Perda 1/2024}
"""

SCENARIO = """\
title: {id: Dikabulkan, en: Granted}
submitted_at: 2026-11-20T09:00:00+07:00
answers: {name: Ratna, phone: "081234567890", place: "31.71.03.1001", purpose: school}
steps:
  - {by: verifier, action: complete, at: 2026-11-20T10:00:00+07:00}
  - {by: head, action: grant, at: 2026-11-20T11:00:00+07:00}
expect:
  path: [verify, sign, granted]
  outcome: granted
  fee: 0
  due: 2026-11-24
"""

REFUSED = """\
title: {id: Ditolak, en: Refused}
submitted_at: 2026-11-20T09:00:00+07:00
answers: {name: Ratna, phone: "081234567890", place: "31.71.03.1001", purpose: school}
steps:
  - {by: verifier, action: refuse, at: 2026-11-20T10:00:00+07:00, grounds: Bukan warga.}
expect: {outcome: refused}
"""

INCOMPLETE = """\
title: {id: Belum lengkap, en: Incomplete}
submitted_at: 2026-11-20T09:00:00+07:00
answers: {name: Ratna, phone: "081234567890", place: "31.71.03.1001", purpose: other}
expect: {problems: [detail]}
"""

FILES = {
    "service.yaml": SERVICE,
    "form.yaml": FORM,
    "fees.yaml": FEES,
    "workflow.yaml": WORKFLOW,
    "scenarios/granted.yaml": SCENARIO,
    "scenarios/refused.yaml": REFUSED,
    "scenarios/incomplete.yaml": INCOMPLETE,
} | {
    f"messages/{event}.{language}.txt": f"{{service}}\nNomor {{number}}.\n{event}"
    for event in ("submitted", "granted", "refused", "message_received", "overdue")
    for language in ("id", "en")
}


def city(**changes: object) -> JurisdictionDefinition:
    return JurisdictionDefinition.model_validate(CITY | changes)


def write(root: Path, files: dict[str, str]) -> Path:
    """The smallest package with `files` in place of its own; an empty text leaves a file out."""
    folder = root / "id.testkota" / "permit"
    for name, text in (FILES | files).items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if text or name not in FILES:
            path.write_text(text, encoding="utf-8")
    return folder


def load(root: Path, files: dict[str, str] | None = None) -> LoadedPackage:
    return load_package(write(root, files or {}), jurisdiction=city())


def line_of(text: str, needle: str) -> int:
    """The line on which `needle` first stands."""
    return text[: text.index(needle)].count("\n") + 1
