"""The receipt on paper: number and PIN are on it, doors and buttons are not."""

import pytest

from tests.harness.factories import scenario
from tests.journeys import resident
from tests.journeys.filling import photos_for

pytestmark = [pytest.mark.browser, pytest.mark.processes]

CODE = "pm1-general-statement"


def test_number_and_pin_are_on_the_paper_and_the_doors_are_not(city, arrive):
    page, given = arrive(), scenario("jakarta", CODE)
    resident.start(page, city.at("jakarta"), CODE)
    resident.fill_in(page, "jakarta", CODE, given.answers, photos_for(given.files))
    receipt = resident.send(page)

    page.emulate_media(media="print")
    paper = page.locator("body").inner_text()
    doors = [
        place.is_visible()
        for name in ("nav", "footer", ".btn")
        for place in page.locator(name).all()
    ]

    assert receipt.number in paper
    assert receipt.pin in paper.replace(" ", "")
    assert len(doors) > 0
    assert not any(doors)
