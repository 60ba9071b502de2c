"""Lists, moments of life, and search in people's own words."""

from datetime import date

import pytest

from gapura.catalogue import commands, queries
from gapura.catalogue.queries import words
from gapura.catalogue.tests.makers import make_package
from gapura.kernel.actors import system
from gapura.kernel.scope import scope

SYSTEM = system("jakarta")


def codes(hits):
    return [hit.code for hit in hits]


@pytest.mark.parametrize(
    "typed",
    [
        "bikin akta anak",
        "Bagaimana cara bikin akte kelahiran?",
        "akte kelahirn",
        "AKTA  LAHIR!!!",
        "birth certificate",
        "birht certifcate",
    ],
)
def test_people_find_the_birth_certificate_in_their_own_words(jakarta, typed):
    assert codes(queries.search("jakarta", typed, "id"))[0] == "birth-certificate"


@pytest.mark.parametrize("typed", ["jalan berlubang", "jalan rusak", "jln berlobang", "pothole"])
def test_people_find_the_damaged_road_in_their_own_words(jakarta, typed):
    assert codes(queries.search("jakarta", typed, "id"))[0] == "road-damage"


@pytest.mark.parametrize(
    "typed",
    ["kjp", "bantuan sekolah", "uang sekolah anak", "tidak mampu bayar sekolah", "school aid"],
)
def test_people_find_school_aid_in_their_own_words(jakarta, typed):
    assert codes(queries.search("jakarta", typed, "id"))[0] == "kjp-plus"


def test_a_hit_speaks_the_language_that_was_asked_for(jakarta):
    commands.publish(make_package(), by=SYSTEM)

    indonesian = queries.search("jakarta", "karnaval", "id")[0]
    english = queries.search("jakarta", "karnaval", "en")[0]

    assert (indonesian.title, english.title) == (
        "Izin sepeda hias", "Permit for a decorated bicycle",
    )  # fmt: skip


def test_the_title_weighs_more_than_what_is_said_around(jakarta):
    commands.publish(make_package(), by=SYSTEM)
    commands.publish(
        make_package(
            "parking", title={"id": "Parkir"}, summary={"id": "Bukan izin sepeda hias."},
            keywords={"id": ["mobil"]},
        ),
        by=SYSTEM,
    )  # fmt: skip

    assert codes(queries.search("jakarta", "izin sepeda hias", "id"))[:2] == [
        "bicycle-permit", "parking",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "typed",
    ["", "   ", "?!…", "\0", "'; DROP TABLE catalogue_publicservice; --", "a & b | !c:*", "<->",
     "zzqqxx vvkkjj", "x" * 100_000, "🙂🙂", "' ' '", "\\"],
)  # fmt: skip
def test_empty_and_hostile_queries_are_harmless(jakarta, typed):
    assert len(queries.search("jakarta", typed, "id")) <= 20


def test_nonsense_finds_nothing(jakarta):
    assert queries.search("jakarta", "zzqqxx vvkkjj", "id") == []


def test_where_nothing_is_found_the_city_puts_something_first(jakarta):
    assert len(queries.list_popular("jakarta", 2)) == 2


def test_a_search_is_one_statement(jakarta, django_assert_num_queries):
    with django_assert_num_queries(1):
        queries.search("jakarta", "bikin akta anak", "id")


def test_a_service_published_for_later_is_not_found_yet(jakarta):
    commands.publish(make_package(), by=SYSTEM, valid_from=date(2999, 1, 1))

    assert queries.search("jakarta", "sepeda hias", "id") == []
    assert "bicycle-permit" not in codes(queries.list_services("jakarta"))


def test_a_new_version_is_found_by_its_new_words_only(jakarta):
    commands.publish(make_package(), by=SYSTEM)
    commands.publish(make_package(keywords={"id": ["tandem"]}), by=SYSTEM)

    assert codes(queries.search("jakarta", "tandem", "id")) == ["bicycle-permit"]
    assert queries.search("jakarta", "karnaval", "id") == []


def test_services_are_listed_from_a_to_z_in_the_language_asked_for(jakarta):
    commands.publish(make_package("zebra", title={"id": "Aaa", "en": "Zzz"}), by=SYSTEM)

    assert codes(queries.list_services("jakarta"))[0] == "zebra"
    assert codes(queries.list_services("jakarta", language="en"))[-1] == "zebra"


def test_services_are_listed_by_moment_of_life_and_kind(jakarta):
    commands.publish(make_package(life_events=["moving"], kind="complaint"), by=SYSTEM)

    listed = codes(queries.list_services("jakarta", life_event="moving", kind="complaint"))

    assert listed == ["bicycle-permit"]


def test_moments_of_life_count_their_services(jakarta):
    before = {event.code: event.services for event in queries.list_life_events("jakarta")}
    commands.publish(make_package(life_events=["moving"]), by=SYSTEM)
    after = {event.code: event.services for event in queries.list_life_events("jakarta")}

    assert after == before | {"moving": before["moving"] + 1}


def test_another_citys_services_are_neither_listed_nor_found(db):
    commands.publish(make_package(), by=SYSTEM)

    with scope("depok"):
        listed = codes(queries.list_services("depok"))
        found = queries.search("depok", "sepeda hias karnaval", "id")

    assert ("bicycle-permit" in listed, codes(found)) == (False, [])


def test_fillers_are_left_out_unless_nothing_else_was_said():
    assert words.asked_words("Saya mau bikin akta dong") == ["bikin", "akta"]
    assert words.asked_words("apa itu") == ["apa", "itu"]


def test_pieces_carry_the_borders_of_words():
    assert words.pieces(["akta"]) == [
        "_ak", "akt", "kta", "ta_", "_akt", "akta", "kta_", "_akta", "akta_",
    ]  # fmt: skip
