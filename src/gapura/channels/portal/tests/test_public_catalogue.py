"""Finding a service and reading its page, as a browser without JavaScript sees them."""

import html
import json
import re
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import brotli
import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from gapura.catalogue import commands as catalogue
from gapura.catalogue.tests.makers import make_package
from gapura.channels import ui
from gapura.kernel.actors import system

pytestmark = pytest.mark.django_db

BIRTH = "/jakarta/layanan/birth-certificate/"
STATIC = Path(ui.__path__[0]) / "static" / "ui"


def words_of(response):
    """The page as it is read: no tags, one space."""
    body = response.content.decode().partition("<main")[2].partition("</main>")[0]
    text = re.sub(r"<(svg|style)\b.*?</\1>", " ", body, flags=re.DOTALL)
    return " ".join(html.unescape(re.sub(r"<[^>]*>", " ", text)).split())


def links_in(response):
    return re.findall(r'<a[^>]* href="(/jakarta/layanan/[a-z0-9-]+/)"', response.content.decode())


def requirements_on(response):
    found = re.search(
        r'id="daftar".*?<ul class="ticks">(.*?)</ul>', response.content.decode(), re.DOTALL
    )
    return [
        " ".join(html.unescape(re.sub(r"<(small|span)\b.*?</\1>|<[^>]*>", "", item)).split())
        for item in re.findall(r"<li>(.*?)</li>", found[1], re.DOTALL)
    ]


def test_own_words_find_the_birth_certificate_first(client):
    response = client.get("/jakarta/cari/", {"q": "bikin akta anak"})

    assert response.status_code == 200
    assert links_in(response)[0] == BIRTH
    assert "Paling cocok Akta kelahiran" in words_of(response)
    assert "Gratis 3 hari kerja Bisa dari rumah" in words_of(response)


def test_words_that_fit_nothing_lead_to_other_doors(client):
    response = client.get("/jakarta/cari/", {"q": "zzqqxx <b>"})

    page = words_of(response)
    assert response.status_code == 200
    assert "Belum ada layanan untuk “zzqqxx <b>”" in page
    assert BIRTH in links_in(response)
    assert "Telepon 1500164" in page


def test_searching_for_nothing_shows_everything(client):
    response = client.get("/jakarta/cari/", {"q": "  "})

    assert (response.status_code, response["Location"]) == (302, "/jakarta/layanan/")


def test_more_results_stand_on_a_next_page(client):
    for number in range(12):
        package = make_package(f"parade-{number}", keywords={"id": ["pawai"], "en": ["parade"]})
        catalogue.publish(package, by=system("jakarta"))

    first = client.get("/jakarta/cari/", {"q": "pawai"})
    second = client.get("/jakarta/cari/", {"q": "pawai", "hal": "2"})
    beyond = client.get("/jakarta/cari/", {"q": "pawai", "hal": "999999999"})

    assert "Kami menemukan 12 layanan" in words_of(first)
    assert [len(set(links_in(page))) for page in (first, second)] == [10, 2]
    assert "?q=pawai&amp;hal=2" in first.content.decode()
    assert beyond.status_code == 200


def test_all_services_stand_in_order_of_the_alphabet(client):
    response = client.get("/jakarta/layanan/")

    assert links_in(response) == [
        BIRTH, "/jakarta/layanan/kjp-plus/", "/jakarta/layanan/road-damage/",
        "/jakarta/layanan/pm1-general-statement/",
    ]  # fmt: skip


def test_services_can_be_narrowed_to_a_moment_of_life(client):
    response = client.get("/jakarta/layanan/", {"peristiwa": "child_born"})

    assert links_in(response) == [BIRTH]


def test_a_moment_of_life_shows_its_services_with_fee_and_time(client):
    response = client.get("/jakarta/peristiwa/school/")

    assert "Surat keterangan (PM1) Gratis · 1 hari kerja · bisa dari rumah" in words_of(response)


@pytest.mark.parametrize(
    ("address", "sentence"),
    [
        ("/jakarta/layanan/unknown/", "Layanan ini tidak ada di kota ini."),
        ("/jakarta/layanan/unknown/cpsv.jsonld", "Layanan ini tidak ada di kota ini."),
        ("/jakarta/peristiwa/unknown/", "Tidak ada peristiwa itu di kota ini."),
        ("/atlantis/layanan/birth-certificate/", "Tidak ada kota “atlantis” di sini."),
    ],
)
def test_what_is_not_there_is_said_in_a_sentence(client, address, sentence):
    response = client.get(address)

    assert response.status_code == 404
    assert sentence in words_of(response)


@pytest.mark.parametrize(
    "address",
    [
        "/jakarta/kantor/a%00b/",
        "/jakarta/periksa/a%00b/",
        "/jakarta/kantor/?sesudah=a%00|b",
        "/jakarta/?wilayah=31.%00",
        "/jakarta/cari/?q=%00",
    ],
)
def test_a_character_that_no_database_keeps_names_nothing(client, address):
    assert client.get(address).status_code == 404


@pytest.mark.parametrize("address", ["/jakarta/", BIRTH, "/jakarta/kantor/", "/jakarta/maklumat/"])
def test_a_page_to_read_takes_nothing(client, address):
    response = client.post(address, {"x": "y"})

    assert (response.status_code, response["Allow"]) == (405, "GET, HEAD")


def test_the_page_of_a_service_holds_the_six_published_components(client):
    page = words_of(client.get(BIRTH))

    for component in (
        "Yang Anda siapkan",
        "Caranya Isi data dan foto syarat.",
        "Lama 3 hari kerja sejak syarat lengkap",
        "Biaya Gratis",
        "Yang Anda terima Kutipan akta kelahiran (PDF).",
        "Kalau ada masalah Lewat janji atau ada masalah?",
    ):
        assert component in page
    assert "Dasar hukum dan standar pelayanan UU 24/2013 Pasal 79A" in page
    assert "Masih dipastikan instansi: jangka waktu, dasar hukum biaya." in page
    assert "Pasal 53" not in page


def test_each_city_shows_its_own_promise(client):
    assert "Lama 1 hari kerja" in words_of(client.get("/depok/layanan/birth-certificate/"))


def test_the_page_speaks_the_language_of_the_reader(client):
    page = words_of(client.get(BIRTH, HTTP_ACCEPT_LANGUAGE="en"))

    assert "Birth certificate Official proof that your child was born." in page
    assert "3 working days" in page


def test_requirements_follow_the_answers(client):
    before = client.get(BIRTH)
    after = client.get(
        BIRTH,
        {
            "is_foundling": "tidak",
            "has_birth_letter": "tidak",
            "father_recorded": "ya",
            "has_marriage_proof": "ya",
        },
    )

    assert "Surat keterangan lahir. Tidak ada? Isi pernyataan F-2.03." in requirements_on(before)
    assert requirements_on(after) == [
        "Buku nikah atau akta perkawinan",
        "Foto kartu keluarga",
        "Pernyataan kelahiran (F-2.03)",
        "Nama dan NIK dua saksi. Saksi tidak perlu foto KTP.",
    ]
    assert "Untuk jawaban Anda: 4 syarat" in words_of(after)


def test_made_up_answers_change_nothing(client):
    plain, odd = client.get(BIRTH), client.get(BIRTH, {"is_foundling": "<b>", "x": "y"})

    assert requirements_on(odd) == requirements_on(plain)


def test_an_unchanged_page_is_not_sent_again(client):
    etag = client.get(BIRTH)["ETag"]

    again = client.get(BIRTH, HTTP_IF_NONE_MATCH=etag)

    assert (again.status_code, again.content) == (304, b"")
    assert again["ETag"] == etag


def test_another_language_size_answer_or_day_is_another_page(client):
    etag = client.get(BIRTH)["ETag"]

    def still_the_same(**changes):
        return client.get(BIRTH, HTTP_IF_NONE_MATCH=etag, **changes).status_code == 304

    assert still_the_same()
    assert not still_the_same(HTTP_ACCEPT_LANGUAGE="en")
    assert not still_the_same(query_params={"is_foundling": "ya"})
    with time_machine.travel(timezone.now() + timedelta(days=1)):
        assert not still_the_same()
    client.cookies["gapura_huruf"] = "xl"
    assert not still_the_same()


def test_a_closed_service_says_why_and_offers_no_button(client):
    etag = client.get(BIRTH)["ETag"]
    catalogue.close_service(
        by=system("jakarta"),
        code="birth-certificate",
        reason="Sistem sedang dipindahkan.",
        until=date(2030, 1, 2),
    )

    response = client.get(BIRTH, HTTP_IF_NONE_MATCH=etag)

    page = words_of(response)
    assert response.status_code == 200
    assert "Layanan ini sedang tutup Sistem sedang dipindahkan." in page
    assert "Rabu, 2 Januari 2030" in page
    assert "/ajukan/" not in response.content.decode()


def test_the_same_service_is_open_metadata(client):
    response = client.get(BIRTH + "cpsv.jsonld")

    node = json.loads(response.content)
    assert response["Content-Type"] == "application/ld+json"
    assert (node["@type"], node["dct:identifier"]) == (
        "cpsv:PublicService", "jakarta/birth-certificate",
    )  # fmt: skip
    assert node["cv:hasCompetentAuthority"]["@type"] == "cv:PublicOrganisation"


def test_the_front_page_shows_only_what_is_real(client):
    with time_machine.travel(datetime(2026, 12, 20, 3, tzinfo=UTC)):
        page = words_of(client.get("/jakarta/"))

    assert "Kamis, 24 Desember 2026: kantor tutup" in page
    assert "Anak lahir Akta kelahiran anak Anda." in page
    assert "Akta kelahiran Gratis · 3 hari kerja · bisa dari rumah" in page
    assert "dari 100" not in page


def test_the_front_page_without_closed_days_announces_nothing(client):
    with time_machine.travel(datetime(2026, 10, 1, 3, tzinfo=UTC)):
        assert "kantor tutup" not in words_of(client.get("/jakarta/"))


def test_a_kelurahan_is_chosen_once_and_kept(client):
    found = client.get("/jakarta/", {"kelurahan": "gunung"})
    chosen = client.get("/jakarta/", {"wilayah": "31.71.03.1001"})
    later = client.get("/jakarta/")
    elsewhere = client.get("/depok/")

    assert "Gunung Kebayoran Baru, Kota Administrasi Jakarta Selatan" in words_of(found)
    assert "Kelurahan Kemayoran" in words_of(chosen)
    assert "Kelurahan Kemayoran" in words_of(later)
    assert "Kelurahan Kemayoran" not in words_of(elsewhere)


@pytest.mark.parametrize("area", ["32.76.01.1001", "31'--", "x" * 300])
def test_a_kelurahan_of_elsewhere_is_not_kept(client, area):
    response = client.get("/jakarta/", {"wilayah": area})

    assert response.status_code == 200
    assert "gapura_kelurahan" not in response.cookies


def test_a_page_costs_the_same_however_many_services_there_are(client):
    addresses = (
        "/jakarta/",
        "/jakarta/cari/?q=surat+pawai",
        "/jakarta/layanan/",
        "/jakarta/maklumat/",
    )

    def statements():
        for address in addresses:  # versions are read once in the life of a process
            client.get(address)
        counts = []
        for address in addresses:
            with CaptureQueriesContext(connection) as caught:
                client.get(address)
            counts.append(len(caught))
        return counts

    before = statements()
    for number in range(4):
        catalogue.publish(make_package(f"parade-{number}"), by=system("jakarta"))

    assert statements() == before


@pytest.mark.parametrize("address", ["/jakarta/", BIRTH, "/jakarta/cari/?q=surat"])
def test_a_first_visit_weighs_at_most_40_kilobytes(client, address):
    page = len(client.get(address).content)
    packed = sum(
        len(brotli.compress((STATIC / name).read_bytes())) for name in ("gapura.css", "gapura.js")
    )
    rest = (STATIC / "pjs.woff2").stat().st_size + (STATIC / "gapura-mark.svg").stat().st_size

    assert page + packed + rest <= 40_000
