"""Regenerate src/gapura/jurisdictions/data/areas.csv from a tarball of idn-area-data.

    npm pack idn-area-data@4.0.1
    python tools/areas.py idn-area-data-4.0.1.tgz

The tarball must be the one whose hash stands below and in areas.LICENCE.md; a newer edition is a
decision (codes are law), so its hash is changed here by hand together with the notice.
"""

import csv
import hashlib
import io
import sys
import tarfile
from pathlib import Path

SHA256 = "8d47ffb2be39c08aacb0a2dd43193a1edb5754edb1022d57158341c702acc32d"
TARGET = Path(__file__).parents[1] / "src/gapura/jurisdictions/data/areas.csv"

# All of Jakarta, and the eight autonomous neighbours.
REGENCIES = (
    "31.01", "31.71", "31.72", "31.73", "31.74", "31.75",
    "32.01", "32.16", "32.71", "32.75", "32.76",
    "36.03", "36.71", "36.74",
)  # fmt: skip

LEVELS = (
    ("province", "provinces", None),
    ("regency", "regencies", "province_code"),
    ("district", "districts", "regency_code"),
    ("village", "villages", "district_code"),
)


def main(tarball: Path) -> None:
    digest = hashlib.sha256(tarball.read_bytes()).hexdigest()
    if digest != SHA256:
        sys.exit(f"{tarball} has sha256 {digest}, expected {SHA256}: not the edition we describe.")
    with tarfile.open(tarball) as archive:
        rows = sorted(row for level in LEVELS for row in areas(archive, *level))
    with TARGET.open("w", newline="", encoding="utf-8") as out:
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(["code", "level", "parent_code", "name"])
        writer.writerows(rows)
    print(f"{TARGET}: {len(rows)} areas")


def areas(archive: tarfile.TarFile, level: str, name: str, parent: str | None):
    """The rows of one level that lie in our regencies, or above them."""
    member = archive.extractfile(f"package/data/{name}.csv")
    assert member is not None
    for row in csv.DictReader(io.TextIOWrapper(member, encoding="utf-8")):
        if is_ours(row["code"]):
            yield row["code"], level, row[parent] if parent else "", row["name"]


def is_ours(code: str) -> bool:
    return any(code.startswith(ours) or ours.startswith(f"{code}.") for ours in REGENCIES)


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(Path(sys.argv[1]))
