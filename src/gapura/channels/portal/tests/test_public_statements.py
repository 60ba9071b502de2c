"""What the city says about itself stands on every page's foot, and is read from the packages."""

import re

import pytest

from gapura.channels.portal.tests.test_public_catalogue import words_of

pytestmark = pytest.mark.django_db


def test_the_maklumat_says_the_promise_of_each_service(client):
    page = words_of(client.get("/jakarta/maklumat/"))

    assert "Akta kelahiran 3 hari kerja Permendagri 108/2019" in page
    assert "Masih dipastikan: jangka waktu, dasar hukum biaya. Gratis" in page


@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize("city", ["jakarta", "depok"])
@pytest.mark.parametrize("page", ["maklumat", "aksesibilitas", "data-pribadi"])
def test_each_statement_is_there(client, city, page, language):
    response = client.get(f"/{city}/{page}/", HTTP_ACCEPT_LANGUAGE=language)

    assert response.status_code == 200


def test_every_link_on_the_foot_of_a_page_leads_somewhere(client):
    foot = client.get("/jakarta/").content.decode().partition("<footer")[2]
    links = {link for link in re.findall(r'href="(/jakarta/[^"]*)"', foot) if "/desk/" not in link}

    answers = {link: client.get(link).status_code for link in links}

    assert len(answers) >= 10
    assert {link for link, status in answers.items() if status not in {200, 303}} == set()
