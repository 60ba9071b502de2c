"""Language and size of letters, chosen by buttons that work everywhere."""

import pytest

pytestmark = pytest.mark.urls("gapura.channels.ui.tests.rooms")


def test_choosing_a_language_goes_back_to_the_page_in_that_language(client):
    response = client.post("/setelan/", {"bahasa": "en", "lanjut": "/gaya/"})

    assert (response.status_code, response["Location"]) == (302, "/gaya/")
    assert '<html lang="en">' in client.get("/gaya/").content.decode()


def test_choosing_large_letters_marks_every_later_page(client):
    client.post("/setelan/", {"huruf": "xl", "lanjut": "/gaya/"})

    assert '<html lang="id" data-text="xl">' in client.get("/gaya/").content.decode()


def test_going_back_to_ordinary_letters_is_possible(client):
    client.post("/setelan/", {"huruf": "xl"})
    client.post("/setelan/", {"huruf": ""})

    assert '<html lang="id">' in client.get("/gaya/").content.decode()


@pytest.mark.parametrize(
    "way", ["https://jahat.example/", "//jahat.example", "javascript:1", "gaya/"]
)
def test_the_way_back_never_leaves_this_site(client, way):
    response = client.post("/setelan/", {"huruf": "l", "lanjut": way})

    assert response["Location"] == "/"


def test_a_form_of_a_strange_site_changes_nothing(client):
    response = client.post(
        "/setelan/", {"bahasa": "en"}, headers={"origin": "https://jahat.example"}
    )

    assert response.status_code == 403
    assert "gapura_bahasa" not in response.cookies


def test_a_language_nobody_speaks_here_is_left_alone(client):
    response = client.post("/setelan/", {"bahasa": "tlh"})

    assert "gapura_bahasa" not in response.cookies
