"""The applicant's pages show everything in clear, so an officer has the desk and not these."""

import pytest
from django.test import Client

from gapura.access.models import Account
from gapura.cases.commands import working
from gapura.kernel import actors
from tests.harness import factories

pytestmark = pytest.mark.django_db

KELURAHAN = "kel-31.71.03.1001"
ROADS = "sudin-bina-marga-31.71"


def browser_of(officer):
    client = Client()
    client.force_login(Account.objects.get(id=officer.account_id))
    return client


@pytest.mark.parametrize(
    "address",
    [
        "urusan/{}/",
        "urusan/{}/isian/",
        "urusan/{}/perbaikan/",
        "urusan/{}/batalkan/",
        "terkirim/{}/",
    ],
)
def test_an_officer_at_work_on_a_case_does_not_open_the_applicants_pages(address):
    sent = factories.submit()
    verifier = factories.officer("jakarta", "verifier", KELURAHAN)
    working.take_step(
        sent.case_id,
        officer=verifier,
        seen_step="verify",
        action="request_correction",
        given=working.Given(message="Perbaiki NIK.", marks={"nik": "Tidak cocok dengan KTP."}),
    )

    response = browser_of(verifier).get("/jakarta/" + address.format(sent.number))

    assert response.status_code == 404


def test_the_mail_of_a_reporter_is_not_hinted_to_the_office_that_mends_the_road():
    sent = factories.submit(
        code="road-damage",
        by=actors.visitor("jakarta"),
        name="correction",
        email="lapor@example.id",
    )
    officer = factories.officer("jakarta", "verifier", ROADS)

    page = browser_of(officer).get(f"/jakarta/urusan/{sent.number}/")

    assert "@example.id" not in page.content.decode()
