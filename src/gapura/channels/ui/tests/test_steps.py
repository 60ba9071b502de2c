"""Buttons that change a form without sending it, for browsers without JavaScript."""

import json

from gapura.channels.ui.steps import Step, take_step

FILE = json.dumps({"id": "f1", "name": "kk.jpg"})
OTHER = json.dumps({"id": "f2", "name": "ktp.jpg"})


def test_an_ordinary_button_is_no_step():
    assert take_step({"name": ["Ratna"]}) is None


def test_adding_keeps_everything_typed_and_shows_one_more_item():
    step = take_step({"__step": ["add:witnesses"], "witnesses-0-name": ["Siti"]})

    assert step == Step({"witnesses-0-name": ["Siti"]}, {"witnesses": 1})


def test_adding_again_keeps_the_items_that_are_still_empty():
    posted = {"__step": ["add:witnesses"], "witnesses-0-name": ["Siti"], "witnesses-1-name": [" "],
              "witnesses-1-nik": [""], "witnesses-1-home_area__at": ["31"]}  # fmt: skip

    assert take_step(posted).added == {"witnesses": 2}


def test_removing_takes_one_item_and_leaves_its_neighbours():
    posted = {
        "__step": ["remove:witnesses:1"],
        "witnesses-1-name": ["Budi"],
        "witnesses-11-name": ["Siti"],
    }

    assert take_step(posted) == Step({"witnesses-11-name": ["Siti"]})


def test_dropping_a_file_leaves_the_others_and_what_cannot_be_read():
    posted = {"__step": ["drop:letter:f1"], "letter": [FILE, OTHER, "not json"]}

    assert take_step(posted) == Step({"letter": [OTHER, "not json"]})


def test_going_down_starts_the_next_list_and_forgets_the_search():
    posted = {
        "__step": ["down:area"],
        "area__next": ["31.71"],
        "area__at": ["31"],
        "area__words": ["gam"],
    }

    step = take_step(posted)

    assert (step.posted["area__at"], step.posted["area__words"]) == (["31.71"], [""])


def test_going_up_shows_the_list_above():
    posted = {"__step": ["up:area"], "area__at": ["31.71.01"], "area__above": ["31.71"]}

    assert take_step(posted).posted["area__at"] == ["31.71"]


def test_changing_a_chosen_area_empties_it():
    step = take_step(
        {"__step": ["change:home_area"], "home_area": ["31.71.01.1001"], "home_street": ["Jalan A"]}
    )

    assert (step.posted["home_area"], step.posted["home_street"]) == ([""], ["Jalan A"])


def test_a_step_nobody_knows_changes_nothing():
    assert take_step({"__step": ["explode"], "name": ["Ratna"]}) == Step({"name": ["Ratna"]})
