"""From the city down to a kelurahan, by steps or by a few letters, without JavaScript."""

import pytest

from gapura.channels.ui.area_picking import picking
from gapura.jurisdictions.queries import get_jurisdiction

pytestmark = pytest.mark.django_db
VILLAGE = "31.71.01.1001"


def pick(posted, value="", city="jakarta", *, only_here=False):
    return picking(posted, get_jurisdiction(city))("home_area", value, only_here)


def names(choices):
    return [choice.label for choice in choices]


def test_a_province_begins_with_its_cities_and_cannot_go_further_up():
    picker = pick({})

    assert (picker.at, picker.may_go_up, picker.is_last_level) == ("31", False, False)
    assert len(picker.choices) == 6


def test_a_city_begins_with_its_districts():
    picker = pick({}, city="depok")

    assert "Beji" in names(picker.choices)
    assert len(picker.choices) == 11


def test_the_last_list_is_of_villages_and_says_where_it_is():
    picker = pick({"home_area__at": ["31.71.01"]})

    assert picker.is_last_level
    assert picker.may_go_up
    assert picker.above == "31.71"
    assert VILLAGE in [choice.code for choice in picker.choices]
    assert "Gambir" in picker.trail


def test_a_chosen_village_is_named_with_what_lies_above_it():
    picker = pick({}, VILLAGE)

    assert picker.chosen.code == VILLAGE
    assert picker.chosen.label.startswith("Gambir, Gambir, ")


@pytest.mark.parametrize("value", ["99.99.99.9999", "bukan kode", None, 7])
def test_a_code_that_exists_nowhere_begins_the_choice_again(value):
    picker = pick({}, value)

    assert (picker.chosen, picker.at) == (None, "31")


def test_a_list_that_exists_nowhere_is_the_first_list():
    assert pick({"home_area__at": ["99"]}).at == "31"


def test_a_search_finds_villages_of_neighbours_too_for_somebody_may_live_there():
    picker = pick({"home_area__words": ["  kemiri muka "]})

    assert [hit.label for hit in picker.hits if "Depok" in hit.label] != []


def test_a_search_for_a_place_of_a_report_stays_in_the_city():
    picker = pick({"home_area__words": ["kemiri muka"]}, only_here=True)

    assert (picker.hits, picker.words) == ([], "kemiri muka")


def test_several_questions_share_one_list(django_assert_num_queries):
    shared = picking({}, get_jurisdiction("jakarta"))
    shared("home_area", "", False)

    with django_assert_num_queries(0):
        shared("village", "", False)
