"""Error pages stand by themselves: no database, no session, and nothing typed is lost."""

import pytest
from django.test import Client, RequestFactory
from django.utils.translation import override

from gapura.channels.ui.errors import EXPLANATIONS, error_page, typed

pytestmark = pytest.mark.urls("gapura.channels.ui.tests.rooms")


@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize("key", EXPLANATIONS)
def test_every_error_page_stands_without_a_database(key, language):
    request = RequestFactory().get("/jakarta/layanan/")

    with override(language):
        response = error_page(request, key)
        title = str(EXPLANATIONS[key].title)

    assert response.status_code == EXPLANATIONS[key].status
    assert f'<h1 id="kendala">{title}</h1>' in response.content.decode()


def test_a_form_from_a_page_that_was_open_too_long_can_be_sent_again():
    client = Client(enforce_csrf_checks=True)

    response = client.post("/jakarta/siapa/?a=1", {"name": "Ratna", "news": ["sms", "email"]})

    page = response.content.decode()
    assert response.status_code == 403
    assert 'action="/jakarta/siapa/?a=1"' in page
    assert [page.count(f'value="{value}"') for value in ("Ratna", "sms", "email")] == [1, 1, 1]


@pytest.mark.django_db
def test_sending_again_from_the_error_page_passes():
    client = Client(enforce_csrf_checks=True)
    refused = client.post("/jakarta/siapa/", {"name": "Ratna"})
    token = refused.content.decode().split('name="csrfmiddlewaretoken" value="')[1].split('"')[0]

    response = client.post("/jakarta/siapa/", {"name": "Ratna", "csrfmiddlewaretoken": token})

    assert response.status_code == 200


def test_secrets_are_never_written_back_into_a_page():
    request = RequestFactory().post(
        "/", {"pin": "1", "code": "2", "new_password": "3", "again": "3", "name": "R"}
    )

    assert typed(request) == (("name", "R"),)


def test_a_post_without_anything_typed_offers_no_empty_form():
    request = RequestFactory().post("/")

    response = error_page(request, "conflict", kept=typed(request))

    assert "Coba lagi" not in response.content.decode()


def test_an_unknown_address_is_a_page_in_the_house_style(client):
    response = client.get("/jakarta/tidak/ada/")

    assert response.status_code == 404
    assert "Halaman ini tidak ada" in response.content.decode()


@pytest.mark.django_db
def test_a_fault_of_ours_is_a_page_that_keeps_what_was_typed():
    client = Client(raise_request_exception=False)

    response = client.post("/jakarta/rusak/", {"child_name": "Kirana", "pin": "123456"})

    page = response.content.decode()
    assert response.status_code == 500
    assert "Ada kesalahan di pihak kami" in page
    assert '<input type="hidden" name="child_name" value="Kirana">' in page
    assert "123456" not in page
