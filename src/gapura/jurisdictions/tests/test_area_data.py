import csv
from collections import Counter
from pathlib import Path

import pytest

DATA = Path(__file__).parents[1] / "data" / "areas.csv"

# facts.md 6.1: districts (kecamatan), kelurahan, desa
COUNTS = {
    "31.01": (2, 6, 0), "31.71": (8, 44, 0), "31.72": (6, 31, 0), "31.73": (8, 56, 0),
    "31.74": (10, 65, 0), "31.75": (10, 65, 0), "32.01": (40, 19, 416), "32.16": (23, 8, 179),
    "32.71": (6, 68, 0), "32.75": (12, 56, 0), "32.76": (11, 63, 0), "36.03": (29, 28, 246),
    "36.71": (13, 104, 0), "36.74": (7, 54, 0),
}  # fmt: skip


def rows():
    with DATA.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


@pytest.mark.parametrize("regency", sorted(COUNTS))
def test_each_regency_has_the_districts_kelurahan_and_desa_of_the_decree(regency):
    below = [row for row in rows() if row["code"].startswith(f"{regency}.")]

    districts = sum(row["level"] == "district" for row in below)
    kinds = Counter(row["code"].split(".")[3][0] for row in below if row["level"] == "village")

    assert (districts, kinds["1"], kinds["2"]) == COUNTS[regency]
    assert set(kinds) <= {"1", "2"}


def test_jakarta_has_44_districts_and_267_kelurahan():
    levels = Counter(row["level"] for row in rows() if row["code"].startswith("31"))

    assert levels == {"province": 1, "regency": 6, "district": 44, "village": 267}


def test_only_our_regions_and_their_provinces_are_there():
    codes = {row["code"] for row in rows() if row["level"] in {"province", "regency"}}

    assert codes == {"31", "32", "36", *COUNTS}


def test_codes_are_sorted_unique_and_every_parent_stands_before_its_children():
    codes = [row["code"] for row in rows()]
    parents = {row["code"]: row["parent_code"] for row in rows()}

    assert codes == sorted(set(codes))
    assert all(parent == code.rpartition(".")[0] for code, parent in parents.items())
    assert {parent for parent in parents.values() if parent} <= set(codes)


def test_the_examples_of_the_fact_sheet_have_their_names():
    names = {row["code"]: row["name"] for row in rows()}

    assert names["31"] == "Daerah Khusus Ibukota Jakarta"
    assert names["31.71.03.1001"] == "Kemayoran"
    assert names["31.75.10"] == names["32.76.07"] == "Cipayung"


def test_the_licence_notice_stands_beside_the_data():
    notice = DATA.with_name("areas.LICENCE.md").read_text(encoding="utf-8")

    assert "Open Database License (ODbL) 1.0" in notice
    assert "8d47ffb2be39c08aacb0a2dd43193a1edb5754edb1022d57158341c702acc32d" in notice
