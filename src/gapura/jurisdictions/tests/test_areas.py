from datetime import date

import pytest
from django.db import ProgrammingError, transaction

from gapura.jurisdictions import commands, queries
from gapura.jurisdictions.models import Area
from gapura.kernel.errors import NotFound

TODAY = date(2026, 11, 22)


def names(areas):
    return [area.name for area in areas]


def test_the_path_of_a_village_leads_from_its_province(db):
    path = queries.get_area_path("31.71.03.1001")

    assert [(area.code, area.name) for area in path] == [
        ("31", "Daerah Khusus Ibukota Jakarta"),
        ("31.71", "Kota Administrasi Jakarta Pusat"),
        ("31.71.03", "Kemayoran"),
        ("31.71.03.1001", "Kemayoran"),
    ]


@pytest.mark.parametrize("code", ["31.99", "31.71.03.9999", "", "31' OR 1=1"])
def test_an_unknown_code_is_refused_in_a_sentence(db, code):
    with pytest.raises(NotFound, match="Pilih wilayah dari daftar"):
        queries.get_area_path(code)


def test_the_picker_lists_children_by_name(db):
    assert names(queries.list_areas()) == [
        "Banten", "Daerah Khusus Ibukota Jakarta", "Jawa Barat",
    ]  # fmt: skip
    assert names(queries.list_areas("31.71.01")) == [
        "Cideng", "Duri Pulo", "Gambir", "Kebon Kelapa", "Petojo Selatan", "Petojo Utara",
    ]  # fmt: skip


def test_villages_of_the_same_name_are_told_apart_by_what_lies_above(db):
    hits = queries.search_areas("setu", level="district")

    assert [(hit.code, hit.label) for hit in hits] == [
        ("32.16.18", "Setu, Kabupaten Bekasi"),
        ("36.74.07", "Setu, Kota Tangerang Selatan"),
    ]


def test_a_search_within_a_city_finds_nothing_outside_it(db):
    hits = queries.search_areas("cipayung", within=["32.76"], level="district")

    assert [hit.code for hit in hits] == ["32.76.07"]


def test_names_that_begin_with_the_words_come_first(db):
    hits = queries.search_areas("  kemayoran ", within=["31"])

    assert hits[0].label == "Kemayoran, Kemayoran, Kota Administrasi Jakarta Pusat"


def test_a_search_for_nothing_or_for_a_wildcard_finds_nothing(db):
    assert queries.search_areas("   ") == []
    assert queries.search_areas("%") == []
    assert queries.search_areas("\0") == []


def test_searching_costs_two_statements_whatever_it_finds(db, django_assert_num_queries):
    with django_assert_num_queries(2):
        assert len(queries.search_areas("a")) == 20


def test_loading_again_changes_nothing(as_owner):
    before = list(Area.objects.order_by("code").values())

    assert commands.load_areas(as_of=TODAY) == 1710
    assert list(Area.objects.order_by("code").values()) == before


def test_an_area_that_left_the_file_ends_but_is_still_known(as_owner, tmp_path):
    file = tmp_path / "areas.csv"
    lines = commands.AREAS.read_text(encoding="utf-8").splitlines()
    kept = [line for line in lines if not line.startswith("31.71.03.1001,")]
    file.write_text("\n".join(kept) + "\n", encoding="utf-8")

    commands.load_areas(file, source="test", as_of=TODAY)

    assert queries.get_area("31.71.03.1001").valid_to == TODAY
    assert "31.71.03.1001" not in [area.code for area in queries.list_areas("31.71.03")]


def test_an_area_that_came_back_is_listed_again_under_its_new_name(as_owner, tmp_path):
    file = tmp_path / "areas.csv"
    file.write_text("code,level,parent_code,name\n31,province,,Daerah Khusus Jakarta\n")
    commands.load_areas(file, source="test", as_of=TODAY)

    commands.load_areas(as_of=TODAY)

    assert len(queries.list_areas("31.71.03")) == 8
    assert queries.get_area("31").name == "Daerah Khusus Ibukota Jakarta"


def test_the_application_may_not_write_areas(db):
    with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
        Area.objects.filter(code="31").update(name="Batavia")
