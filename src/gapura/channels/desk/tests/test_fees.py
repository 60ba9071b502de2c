"""What an officer reads of the fee of a case."""

from gapura.channels.desk.tests.makers import at_desk, desk, text
from tests.harness import factories, tariffs


def test_the_page_of_a_case_shows_each_line_with_its_law_and_its_proof(verifier, tmp_path):
    tariffs.publish(
        tariffs.package_on_disk(tmp_path, tariffs.changing_on("2126-01-01", "2125-12-31"))
    )
    address = factories.scenario("jakarta", "pm1-general-statement").answers["address"]
    sent = factories.submit(name="correction", address=address)  # with the proof of a hearing

    page = text(at_desk(verifier).get(desk("case", sent.number)))

    assert "Salinan sah 3 lembar × Rp2.500 · Perda 2/2024 Rp7.500" in page
    assert (
        "Keringanan: untuk sidang pengadilan Bukti: Bukti keperluan · Perda 3/2024 −Rp5.000" in page
    )
    assert "Jumlah Rp12.000 Ditetapkan" in page


def test_a_free_case_says_so_with_its_law(verifier):
    sent = factories.submit()

    page = text(at_desk(verifier).get(desk("case", sent.number)))

    assert "Biaya Gratis (SE Sekda DKI Jakarta 38/SE/2022, masih dipastikan)" in page
