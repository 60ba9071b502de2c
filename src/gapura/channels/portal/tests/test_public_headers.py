"""What every page says to the browser: no script but our own, and htmx only where it is of use."""

import pytest
from django.test import Client

from gapura.channels.portal.tests.walking import Walk, sent

pytestmark = pytest.mark.django_db

PM1 = "pm1-general-statement"
HTMX = "django_htmx/htmx"
PUBLIC = [
    "/jakarta/",
    "/jakarta/cari/?q=akta",
    "/jakarta/layanan/",
    "/jakarta/layanan/birth-certificate/",
    "/jakarta/lacak/",
    "/jakarta/kantor/",
    "/jakarta/periksa/",
    "/jakarta/maklumat/",
    "/jakarta/desk/masuk/",
    "/api/v1/docs",
    "/tidak/ada/",
]


@pytest.mark.parametrize("address", PUBLIC)
def test_every_face_has_a_strict_policy_for_scripts(address):
    policy = Client().get(address)["Content-Security-Policy"]

    rules = dict(part.strip().split(" ", 1) for part in policy.split(";") if part.strip())
    assert rules["default-src"] == "'none'"
    assert rules["script-src"] == rules["style-src"] == "'self'"
    assert (rules["base-uri"], rules["frame-ancestors"]) == ("'none'", "'none'")
    assert "unsafe" not in policy


@pytest.mark.parametrize("address", PUBLIC)
def test_public_pages_carry_no_htmx(address):
    assert HTMX not in Client().get(address).content.decode()


def test_a_form_carries_no_htmx_and_the_page_of_a_case_does():
    form = Walk(PM1).begin().open().content.decode()
    walk, number = sent(PM1)
    case = walk.client.get(f"/jakarta/urusan/{number}/").content.decode()

    assert HTMX not in form
    assert HTMX in case
