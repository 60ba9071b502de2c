"""KJP Plus of a city that decides by a DMN file from another tool, read from a folder as any other is."""

import shutil
from pathlib import Path

from gapura.engines.definitions.loading import load_jurisdiction, load_package
from tests.harness.factories import SERVICES

CODE = "kjp-plus"
DRAWN = Path(__file__).parent / "school_aid.dmn"
DECISION = """
  - id: may_receive
    title: {id: Boleh menerima bantuan, en: May receive the aid}
    legal_reference: Pergub DKI Jakarta 4/2018
    dmn:
      file: school_aid.dmn
      decision: Boleh menerima
      inputs:
        - {name: Umur anak, rule: child_age}
        - {name: Punya mobil, rule: owns_car}
"""
ELIGIBILITY = """\
conditions:
  - rule: may_receive = true
    title: {id: Boleh menerima menurut gambar keputusan, en: May receive by the drawn decision}
    message:
      id: Menurut aturan kota, keluarga ini belum bisa menerima bantuan.
      en: By the rules of the city this family cannot have the aid.
    legal_reference: Pergub DKI Jakarta 4/2018
"""


def folder_on_disk(folder, *, dmn=None, decision=DECISION):
    """The folder of the package; without its scenarios, which speak of other rules."""
    shutil.copytree(SERVICES / "common", folder / "common")
    copy = folder / "id.jakarta" / CODE
    shutil.copytree(SERVICES / "id.jakarta" / CODE, copy)
    for scenario in (copy / "scenarios").glob("*.yaml"):
        if scenario.stem not in {"granted", "granted-private", "refused"}:
            scenario.unlink()
    (copy / "eligibility.yaml").write_text(ELIGIBILITY, encoding="utf-8")
    decisions = copy / "decisions.yaml"
    decisions.write_text(decisions.read_text(encoding="utf-8") + decision, encoding="utf-8")
    (copy / "school_aid.dmn").write_text(dmn or DRAWN.read_text(encoding="utf-8"), encoding="utf-8")
    return copy


def loaded_from(copy):
    city, _findings = load_jurisdiction(SERVICES / "id.jakarta")
    return load_package(copy, jurisdiction=city)
