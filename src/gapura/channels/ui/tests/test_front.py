"""The pages before any city, and the two questions of machines."""

import pytest

pytestmark = [pytest.mark.django_db, pytest.mark.urls("gapura.channels.ui.tests.rooms")]


def test_the_first_page_shows_every_open_city(client):
    page = client.get("/").content.decode()

    assert 'href="/depok/"' in page
    assert 'href="/jakarta/"' in page


def test_the_process_is_alive_without_asking_the_database(client, django_assert_num_queries):
    with django_assert_num_queries(0):
        response = client.get("/healthz")

    assert response.content == b"ok\n"


def test_ready_means_the_database_answers_and_is_migrated(client):
    response = client.get("/readyz")

    assert (response.status_code, response.content) == (200, b"ready\n")


def test_robots_are_kept_from_what_is_personal(client):
    assert "Disallow: /*/desk/" in client.get("/robots.txt").content.decode()
