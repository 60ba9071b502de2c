"""Who comes in, through which scope, and which page answers when something is refused."""

from datetime import date

import pytest
from django.contrib.auth import get_user_model
from django.test import Client

from gapura.access import commands
from gapura.channels.ui.tests.rooms import ERRORS
from gapura.jurisdictions.queries import list_offices
from gapura.kernel.actors import system
from gapura.kernel.scope import scope

pytestmark = [pytest.mark.django_db, pytest.mark.urls("gapura.channels.ui.tests.rooms")]


def sign_in(client, city="jakarta", role="verifier"):
    with scope(city):
        office = list_offices(city, kind="kelurahan", limit=1).offices[0]
    commands.appoint(
        by=system(city), name="Sri Wahyuni", email="sri@contoh.id", role=role,
        office_id=office.id, starts_on=date(2026, 1, 5),
    )  # fmt: skip
    client.force_login(get_user_model().objects.get(email="sri@contoh.id"))


def test_a_page_of_a_city_is_read_inside_its_scope(client):
    response = client.get("/jakarta/siapa/")

    assert response.content.decode() == "jakarta visitor 0 jakarta"


def test_a_template_that_is_rendered_late_still_reads_inside_the_scope(client):
    response = client.get("/depok/nanti/")

    assert response.content.decode() == "in depok"


def test_a_post_opens_no_scope_for_its_command_opens_one(client):
    response = client.post("/jakarta/siapa/")

    assert response.content.decode() == "jakarta visitor 0 None"


def test_an_unknown_city_is_a_page_that_is_not_there(client):
    response = client.get("/atlantis/siapa/")

    assert response.status_code == 404
    assert "Tidak ada kota “atlantis” di sini." in response.content.decode()


def test_a_page_of_a_city_is_private_to_its_reader(client):
    response = client.get("/jakarta/siapa/")

    assert response["Cache-Control"] == "private, no-cache"
    assert "Cookie" in response["Vary"]


@pytest.mark.parametrize(
    ("key", "status"),
    [("refused", 422), ("conflict", 409), ("forbidden", 403), ("not-found", 404), ("too-many", 429),
     ("closed", 409), ("database", 503)],
)  # fmt: skip
def test_every_error_of_the_kernel_is_a_page_with_its_own_status(client, key, status):
    response = client.post(
        f"/jakarta/gagal/{key}/", {"child_name": "Kirana <3", "password": "rahasia"}
    )

    page = response.content.decode()
    assert response.status_code == status
    assert '<input type="hidden" name="child_name" value="Kirana &lt;3">' in page
    assert "rahasia" not in page


@pytest.mark.parametrize("key", [key for key in ERRORS if key != "database"])
def test_the_sentence_of_a_refusal_is_shown_as_it_is(client, key):
    response = client.get(f"/jakarta/gagal/{key}/")

    assert f"<p>{ERRORS[key]}</p>" in response.content.decode()


def test_who_is_told_to_wait_is_told_how_long(client):
    response = client.get("/jakarta/gagal/too-many/")

    assert response["Retry-After"] == "42"
    assert "Tunggu 42 detik." in response.content.decode()


def test_a_database_that_is_away_is_said_to_be_away_and_names_a_time(client):
    response = client.get("/jakarta/gagal/database/")

    assert response.status_code == 503
    assert response["Retry-After"] == "10"


def test_a_database_that_is_away_outside_a_city_is_the_same_page():
    client = Client(raise_request_exception=False)

    response = client.get("/luar/")

    assert response.status_code == 503
    assert "Sedang ramai atau sedang diperbaiki" in response.content.decode()


def test_proof_by_number_and_pin_stays_in_the_session_of_that_city_alone(client):
    client.get("/jakarta/bukti/")
    client.get("/jakarta/bukti/")

    assert client.get("/jakarta/siapa/").content.decode() == "jakarta visitor 2 jakarta"
    assert client.get("/depok/siapa/").content.decode() == "depok visitor 0 depok"


def test_a_stranger_at_the_desk_is_shown_the_way_to_sign_in(client):
    response = client.get("/jakarta/desk/antrean/?urut=baru")

    assert response.status_code == 302
    assert response["Location"] == (
        "/jakarta/desk/masuk/?lanjut=%2Fjakarta%2Fdesk%2Fantrean%2F%3Furut%3Dbaru"
    )


def test_an_officer_comes_in_with_her_roles(client):
    sign_in(client)

    response = client.get("/jakarta/desk/antrean/")

    assert response.content.decode() == "Sri Wahyuni frozenset({'verifier'}) jakarta"


def test_an_officer_of_another_city_is_a_stranger_here(client):
    sign_in(client, city="depok")

    response = client.get("/jakarta/desk/antrean/")

    assert response.status_code == 302


def test_what_an_officer_typed_when_her_session_ended_is_kept(client):
    response = client.post("/jakarta/desk/antrean/", {"grounds": "Lengkap"})

    page = response.content.decode()
    assert response.status_code == 403
    assert '<input type="hidden" name="grounds" value="Lengkap">' in page
    assert 'href="/jakarta/desk/masuk/"' in page


def test_opening_what_can_only_be_sent_is_explained(client):
    response = client.get("/jakarta/kirim/")

    assert (response.status_code, response["Allow"]) == (405, "POST")
    assert "Halaman ini tidak bisa dibuka dengan cara itu" in response.content.decode()
