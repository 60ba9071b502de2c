"""What a resident reads of a fee: before, while sending, and afterwards."""

import pytest
import time_machine

from gapura.cases.commands import working
from gapura.cases.commands.working import Given
from gapura.cases.models import Case
from gapura.channels.portal.tests.test_public_catalogue import words_of
from gapura.channels.portal.tests.walking import problems_in, sent, walked
from gapura.kernel.scope import scope
from tests.harness import factories, tariffs

pytestmark = pytest.mark.django_db

PM1 = "pm1-general-statement"
SERVICE = f"/jakarta/layanan/{PM1}/"
LAST_HOUR = "2026-12-31T16:00:00Z"


@pytest.fixture
def last_hour(tmp_path):
    """The last hour of the old tariff, in Jakarta."""
    with time_machine.travel(LAST_HOUR):
        fees = tariffs.changing_on("2027-01-01", "2026-12-31")
        tariffs.publish(tariffs.package_on_disk(tmp_path, fees))
        yield


def fee_on(page):
    return words_of(page).partition("Biaya ")[2]


def test_the_check_page_says_each_line_before_anything_is_sent(last_hour):
    walk = walked(PM1, "correction")

    fee = fee_on(walk.open())

    assert fee.startswith(
        "Rincian biaya Rincian Jumlah Surat keterangan Perda 1/2024 Rp10.000 "
        "Salinan sah 3 lembar × Rp2.500 Perda 2/2024 Rp7.500 "
        "Keringanan: untuk sidang pengadilan Bukti: Bukti keperluan Perda 3/2024 −Rp5.000 "
        "Dibulatkan ke bawah ke Rp1.000 Perda 1/2024 −Rp500 Jumlah Rp12.000 "
        "Tarif hari ini. Biaya ditetapkan saat permohonan lengkap Anda kirim. "
        "Tarif berubah mulai 1 Januari 2027."
    )


def test_an_exemption_without_its_proof_says_what_to_attach(tmp_path):
    for_all = tariffs.changing_on("2027-01-01", "2026-12-31").replace(
        'when: purpose = "court"', "when: purpose != null"
    )
    with time_machine.travel(LAST_HOUR):
        tariffs.publish(tariffs.package_on_disk(tmp_path, for_all))
        page = words_of(walked(PM1).open())

    assert "Jumlah Rp12.000" in page
    assert (
        "Keringanan “untuk sidang pengadilan” belum dihitung. "
        "Lampirkan Bukti keperluan bila Anda berhak."
    ) in page


def test_the_receipt_and_the_page_of_the_case_keep_the_fee_in_both_languages(last_hour):
    walk, number = sent(PM1)

    receipt = words_of(walk.client.get(f"/jakarta/terkirim/{number}/"))
    with time_machine.travel("2026-12-31T17:30:00Z"):
        case = words_of(
            walk.client.get(f"/jakarta/urusan/{number}/", headers={"Accept-Language": "en"})
        )

    assert "Jumlah Rp12.000 Ditetapkan 31 Desember 2026, 23.00" in receipt
    assert "Fee: Rp12.000" in case
    assert "Certified copies 1 sheet × Rp2.500 Perda 2/2024 Rp2.500" in case
    assert "A tariff that changes later does not change this fee." in case


def test_the_page_of_the_service_tells_all_tariffs_and_which_one_is_in_force(last_hour, client):
    before = words_of(client.get(SERVICE))
    with time_machine.travel("2027-01-01T05:00:00Z"):
        after = words_of(client.get(SERVICE))

    parts = (
        "Salinan sah: Rp2.500 per lembar (Perda 2/2024) "
        "Keringanan 50%: untuk sidang pengadilan, dengan “Bukti keperluan” (Perda 3/2024) "
        "Dibulatkan ke bawah ke Rp1.000 Perda 1/2024"
    )
    old = f"Retribusi surat Surat keterangan: Rp10.000 {parts}"
    new = f"Retribusi surat Surat keterangan: Rp20.000 {parts}"
    first, second = "mulai 1 Januari 2027", "1 Januari 2026 sampai 31 Desember 2026"
    assert f"{first} {new} {second} berlaku sekarang {old}" in before
    assert f"{first} berlaku sekarang {new} {second} {old}" in after
    assert "Retribusi surat; berubah mulai 1 Januari 2027" in before
    assert "berubah mulai" not in after


def test_who_must_correct_after_the_change_is_told_before_sending(last_hour):
    walk, number = sent(PM1)
    ask_for_correction(number)
    told = "Tarif layanan ini berubah sejak Anda kirim."

    before = words_of(walk.client.get(f"/jakarta/urusan/{number}/perbaikan/"))
    with time_machine.travel("2026-12-31T17:30:00Z"):
        after = words_of(walk.client.get(f"/jakarta/urusan/{number}/perbaikan/"))

    assert told not in before
    assert told in after


def ask_for_correction(number):
    with scope("jakarta"):
        case = Case.objects.of("jakarta").get(number=number)
    working.take_step(
        case.id,
        officer=factories.officer("jakarta", "verifier", "kel-31.71.03.1001"),
        seen_step="verify",
        action="request_correction",
        given=Given(message="Perjelas.", marks={"statement": "kurang jelas"}),
    )


def test_what_is_free_says_so_with_its_law_and_that_it_is_not_confirmed(client):
    page = words_of(client.get(SERVICE))

    assert "mulai 1 Januari 2026 berlaku sekarang Gratis Gratis Tidak ada biaya apa pun." in page
    assert "SE Sekda DKI Jakarta 38/SE/2022, masih dipastikan" in page


def test_a_day_without_a_tariff_is_said_before_and_when_sending(tmp_path):
    ended = tariffs.changing_on("2026-12-01", "2026-11-30").replace(
        "valid_from: 2026-12-01", "valid_from: 2026-12-01\n    valid_until: 2026-12-31"
    )
    sentence = "Tidak ada tarif layanan ini yang berlaku pada 2027-01-01."
    with time_machine.travel(LAST_HOUR):
        tariffs.publish(tariffs.package_on_disk(tmp_path, ended))

    with time_machine.travel("2027-01-01T05:00:00Z"):
        walk = walked(PM1)
        page = walk.open()
        answer = walk.send()

    assert fee_on(page).startswith(sentence)
    assert answer.status_code == 422
    assert problems_in(answer)[0].startswith(sentence)
