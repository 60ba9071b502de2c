"""Offices: found by name and kind, with hours that follow the calendar."""

import re
from datetime import UTC, datetime

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from gapura.channels.portal.tests.test_public_catalogue import words_of

pytestmark = pytest.mark.django_db

KEMAYORAN = "/jakarta/kantor/kel-31.71.03.1001/"


def at(*moment):
    return time_machine.travel(datetime(*moment, tzinfo=UTC))


def names_on(response):
    return re.findall(r"<b>([^<]+)</b>", response.content.decode().partition("<main")[2])


def test_offices_are_found_by_name_and_kind(client):
    response = client.get("/jakarta/kantor/", {"nama": "kemayoran", "jenis": "kelurahan"})

    assert names_on(response) == ["Kelurahan Kemayoran"]


def test_a_name_that_is_nowhere_is_said_to_be_nowhere(client):
    response = client.get("/jakarta/kantor/", {"nama": "atlantis"})

    assert "Kantor itu tidak ditemukan" in words_of(response)


def test_a_long_list_goes_on_on_the_next_page(client):
    first = client.get("/jakarta/kantor/", {"jenis": "kecamatan"})
    following = re.search(r'href="(\?[^"]*)" rel="next"', first.content.decode())[1]

    second = client.get("/jakarta/kantor/" + following.replace("&amp;", "&"))

    assert len(names_on(first)) == 20
    assert set(names_on(first)).isdisjoint(names_on(second))
    assert "Ke awal" in words_of(second)


def test_an_office_says_whether_it_is_open_now(client):
    with at(2026, 11, 23, 3):  # Monday, 10.00 in Jakarta
        opened = words_of(client.get(KEMAYORAN))
    with at(2026, 11, 20, 11):  # Friday, 18.00
        closed = words_of(client.get(KEMAYORAN))

    assert "Buka sekarang Tutup pukul 16.00." in opened
    assert "Sedang tutup Buka lagi Senin pukul 07.30." in closed


def test_an_office_shows_its_week_and_the_days_that_differ(client):
    with at(2026, 12, 21, 3):
        page = words_of(client.get(KEMAYORAN))

    assert "Senin–Kamis 07.30–16.00 Jumat 07.30–16.30 Sabtu–Minggu Tutup" in page
    assert "Kamis, 24 Desember 2026 Tutup" in page


def test_an_office_says_what_it_handles_and_what_is_not_confirmed(client):
    page = words_of(client.get(KEMAYORAN))

    assert "Yang diurus di sini Surat keterangan (PM1)" in page
    assert "Alamat lengkap belum dipastikan." in page
    assert "belum dipastikan petugasnya. Telepon 1500164 dulu" in page


@pytest.mark.parametrize("code", ["kel-31.71.03.9999", "kel-32.76.01.1001"])
def test_an_office_of_elsewhere_is_not_found(client, code):
    assert client.get(f"/jakarta/kantor/{code}/").status_code == 404


def test_a_list_of_offices_costs_the_same_for_one_and_for_twenty(client):
    def statements(**wanted):
        with CaptureQueriesContext(connection) as caught:
            client.get("/jakarta/kantor/", wanted)
        return len(caught)

    client.get("/jakarta/kantor/")

    assert statements() == statements(nama="kemayoran", jenis="kelurahan")
