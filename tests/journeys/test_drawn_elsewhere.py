"""A DMN file drawn in another tool decides who may have the school aid, on every page."""

import pytest

from tests.harness import factories, tariffs
from tests.harness.drawn import CODE, folder_on_disk, loaded_from
from tests.journeys import resident
from tests.journeys.conftest import new_address
from tests.journeys.filling import answer, page_of, photos_for
from tests.journeys.looking import look
from tests.journeys.pressing import press

pytestmark = [pytest.mark.browser, pytest.mark.processes]


@pytest.fixture
def drawn(city, tmp_path):
    loaded = loaded_from(folder_on_disk(tmp_path))
    assert loaded.ok, loaded.findings
    tariffs.publish(loaded)
    yield
    tariffs.publish(factories.package_of("jakarta", CODE))


def test_a_drawn_decision_answers_before_and_binds_at_the_end(city, arrive, drawn):
    page, given = arrive("320px"), factories.scenario("jakarta", CODE, "granted")
    page.goto(f"{city.at('jakarta')}layanan/{CODE}/cek/")
    for part, name, value in (
        ("child", "child_birth_date", "2018-03-12"),
        ("household", "owns_car", True),
    ):
        asked = {question.id: question for question in page_of("jakarta", CODE, part).questions}
        answer(page, asked[name], name, value)
    press(page.get_by_role("button", name="Lihat hasilnya"))
    look(page)
    before = page.get_by_role("main").inner_text()

    resident.start(page, city.at("jakarta"), CODE)
    answers = {**given.answers, "email": new_address("ratna"), "owns_car": True}
    resident.fill_in(page, "jakarta", CODE, answers, photos_for(given.files))
    resident.agree(page)
    press(page.get_by_role("button", name="Kirim", exact=True))
    at_the_end = page.get_by_role("main").inner_text()

    assert "Bila jawaban “Apakah keluarga Anda punya mobil?” menjadi “Tidak”." in before
    assert "Menurut aturan kota, keluarga ini belum bisa menerima bantuan." in before
    assert "Menurut aturan kota, keluarga ini belum bisa menerima bantuan." in at_the_end
