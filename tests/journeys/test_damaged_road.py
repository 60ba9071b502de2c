"""A hole in the road, reported by somebody without a name, and followed by number and PIN."""

import pytest

from gapura.kernel.actors import visitor
from tests.harness.factories import jpeg, scenario, submit
from tests.journeys import officer, resident
from tests.journeys.filling import choose_file, walk_down_to_area
from tests.journeys.looking import look
from tests.journeys.pressing import press

pytestmark = [pytest.mark.browser, pytest.mark.processes]

TOLD = scenario("jakarta", "road-damage", "resolved")
PHONE = "081298765432"
REPAIRED = "Lubang sudah ditambal."
MOST_GUESSES = 8


@pytest.mark.parametrize("telephone", ["phone", "320px", "no-js"])
def test_a_hole_in_the_road_is_reported_without_a_name_and_repaired(city, arrive, telephone):
    home = city.at("jakarta")
    passer_by = arrive(telephone)
    kelurahan = arrive()
    officer.sign_in(
        kelurahan, home, city.appoint("jakarta", "verifier", "kel-31.71.03.1001", "Sri Wahyuni")
    )
    roads = arrive()
    officer.sign_in(
        roads, home, city.appoint("jakarta", "field_officer", "sudin-bina-marga-31.71", "Joko")
    )

    receipt = report_the_hole(passer_by, home)
    officer.do(kelurahan, home, receipt.number, "forward", look=look)
    officer.do(
        roads, home, receipt.number, "resolve", look=look,
        message=REPAIRED, photo=("jalan.jpg", jpeg("grey", (80, 60))),
    )  # fmt: skip
    follow(arrive(telephone), home, receipt)

    seen = kelurahan.get_by_role("main").inner_text()
    assert "Identitas dirahasiakan oleh layanan ini." in seen
    assert PHONE[-6:] not in seen.replace(" ", "")


def report_the_hole(page, home):
    """Photo first, by its own button; the kelurahan from three lists."""
    page.goto(home)
    press(page.get_by_role("link", name="Lapor dengan foto"))
    look(page)
    press(page.get_by_role("button", name="Mulai lapor"))
    look(page)
    choose_file(page, "photos", ("lubang.jpg", jpeg("black")))
    press(page.get_by_role("button", name="Unggah"))
    assert page.get_by_text("Diterima").count() == 1
    place = TOLD.answers["place"]
    page.locator("[name=place_street]").fill(place["street"])
    page.locator("[name=place_landmark]").fill(place["landmark"])
    walk_down_to_area(page, "place_area", place["area"])
    look(page)
    assert page.locator("[name=place_street]").input_value() == place["street"]
    resident.go_on(page)
    answers = {**TOLD.answers, "phone": PHONE}
    resident.fill_in(page, "jakarta", "road-damage", answers, look=look)
    receipt = resident.send(page)
    look(page)
    return receipt


def follow(page, home, receipt):
    """From another telephone: the number and the PIN are enough."""
    resident.open_with_pin(page, home, receipt)
    look(page)
    told = page.get_by_role("main").inner_text()
    assert REPAIRED in told
    assert page.get_by_role("link", name="Dari petugas").count() == 1


def test_a_wrong_pin_again_and_again_waits_and_then_the_right_one_opens(city, arrive):
    sent = submit("jakarta", "road-damage", by=visitor("jakarta"), name="resolved")
    receipt = resident.Receipt(sent.number, sent.pin)
    wrong = resident.Receipt(sent.number, f"{(int(sent.pin) + 1) % 1_000_000:06}")
    page = arrive()

    said = []
    while not said or said[-1] == 422:
        assert len(said) < MOST_GUESSES
        with page.expect_response(lambda answer: answer.request.method == "POST") as answer:
            resident.open_with_pin(page, city.at("jakarta"), wrong)
        said.append(answer.value.status)

    assert said[-1] == 429
    look(page)
    assert page.locator("[name=number]").input_value() == sent.number
    page.wait_for_timeout(1000 * (1 + int(answer.value.headers["retry-after"])))
    resident.open_with_pin(page, city.at("jakarta"), receipt)
    assert sent.number in page.url
    assert page.locator("h1").inner_text().startswith("Lapor jalan rusak")


def test_a_stranger_with_the_number_alone_sees_nothing_of_the_report(city, arrive):
    sent = submit("jakarta", "road-damage", by=visitor("jakarta"), name="resolved")
    page = arrive()

    answers = [
        page.goto(f"{city.at('jakarta')}urusan/{number}/")
        for number in (sent.number, "JKT-AAAA-AAAA-A")
    ]

    assert [answer.status for answer in answers] == [404, 404]
    assert "Kemayoran" not in page.content()
