"""A service of the city with tariffs of its own, read and checked from a folder as any other is."""

import re
import shutil

from gapura.catalogue import commands as catalogue
from gapura.engines.definitions.loading import load_jurisdiction, load_package
from gapura.kernel.actors import system
from tests.harness.factories import SERVICES

ITEMS = """\
    legal_reference: Perda 1/2024
    label: {{id: Retribusi surat, en: Levy for the letter}}
    items:
      - id: letter
        label: {{id: Surat keterangan, en: Statement letter}}
        amount: {letter}
      - id: copies
        label: {{id: Salinan sah, en: Certified copies}}
        amount: 2500
        quantity: if purpose = "court" then 3 else 1
        unit: {{id: lembar, en: sheet}}
        legal_reference: Perda 2/2024
    exemptions:
      - id: court
        when: purpose = "court"
        label: {{id: untuk sidang pengadilan, en: for a court hearing}}
        legal_reference: Perda 3/2024
        percent: 50
        items: [letter]
        proof: purpose_proof
    rounding: {{to: 1000, how: down}}
"""


def changing_on(day, before, *, old=10_000, new=20_000):
    """Two tariffs of the letter: the old one ends on `before`, the new one begins on `day`."""
    return (
        f"tariffs:\n  - valid_from: 2026-01-01\n    valid_until: {before}\n"
        + ITEMS.format(letter=old)
        + f"  - valid_from: {day}\n"
        + ITEMS.format(letter=new)
    )


def package_on_disk(folder, fees, *, city="jakarta", code="pm1-general-statement"):
    """A copy of the package with another fees.yaml; what its scenarios said of the fee is left out."""
    shutil.copytree(SERVICES / "common", folder / "common")
    copy = folder / f"id.{city}" / code
    shutil.copytree(SERVICES / f"id.{city}" / code, copy)
    (copy / "fees.yaml").write_text(fees, encoding="utf-8")
    for scenario in (copy / "scenarios").glob("*.yaml"):
        scenario.write_text(re.sub(r"(?m)^  fee: .*\n", "", scenario.read_text(encoding="utf-8")))
    definition, _findings = load_jurisdiction(SERVICES / f"id.{city}")
    loaded = load_package(copy, jurisdiction=definition)
    assert loaded.ok, loaded.findings
    return loaded


def publish(loaded, *, city="jakarta"):
    return catalogue.publish(loaded, by=system(city))
