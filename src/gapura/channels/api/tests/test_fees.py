"""What a program reads of tariffs and fees."""

import json

import pytest
import time_machine

from gapura.channels.api.tests.calling import PM1, body_of, follow, problem_in, submit
from tests.harness import tariffs

pytestmark = pytest.mark.django_db

SERVICE = f"/api/v1/jakarta/services/{PM1}"
LAST_HOUR, AFTER = "2026-12-31T16:00:00Z", "2026-12-31T17:30:00Z"


@pytest.fixture
def last_hour(tmp_path):
    """The last hour of the old tariff, in Jakarta."""
    with time_machine.travel(LAST_HOUR):
        fees = tariffs.changing_on("2027-01-01", "2026-12-31")
        tariffs.publish(tariffs.package_on_disk(tmp_path, fees))
        yield


def test_a_service_tells_all_its_tariffs(last_hour, client):
    definition = json.loads(client.get(SERVICE).content)

    coming, now = definition["tariffs"]
    assert (coming["state"], coming["valid_from"]) == ("next", "2027-01-01")
    assert definition["fee"] == now
    assert (now["amount"], now["valid_until"], now["rounding"]) == (
        None, "2026-12-31", {"to": 1000, "how": "down"},
    )  # fmt: skip
    assert now["items"][1] == {
        "id": "copies", "label": "Salinan sah", "amount": 2500, "unit": "lembar",
        "quantity": 'if purpose = "court" then 3 else 1', "legal_reference": "Perda 2/2024",
    }  # fmt: skip
    assert (now["exemptions"][0]["percent"], now["exemptions"][0]["proof"]) == (
        50, "purpose_proof",
    )  # fmt: skip


def test_a_definition_is_sent_again_when_the_tariff_has_changed(last_hour, client):
    etag = client.get(SERVICE)["ETag"]

    with time_machine.travel(AFTER):
        answer = client.get(SERVICE, headers={"If-None-Match": etag})

    assert answer.status_code == 200
    assert json.loads(answer.content)["fee"]["valid_from"] == "2027-01-01"


def test_a_case_tells_its_fee_line_by_line(last_hour):
    receipt = json.loads(submit(body_of(name="correction")).content)

    with time_machine.travel(AFTER):
        fee = json.loads(follow(receipt["number"], receipt["pin"]).content)["fee"]

    assert (fee["amount"], fee["currency"], fee["tariff_from"]) == (12_000, "IDR", "2026-01-01")
    assert {line["id"]: line["amount"] for line in fee["lines"]} == {
        "letter": 10_000, "copies": 7_500, "court": -5_000, "rounding": -500,
    }  # fmt: skip
    assert fee["lines"][1] == {
        "id": "copies", "kind": "item", "label": "Salinan sah", "amount": 7_500, "quantity": 3.0,
        "unit": "lembar", "unit_amount": 2_500, "proof": None, "legal_reference": "Perda 2/2024",
    }  # fmt: skip


def test_a_day_without_a_tariff_is_a_problem_and_makes_no_case(tmp_path):
    ended = tariffs.changing_on("2026-12-01", "2026-11-30").replace(
        "valid_from: 2026-12-01", "valid_from: 2026-12-01\n    valid_until: 2026-12-31"
    )
    with time_machine.travel(LAST_HOUR):
        tariffs.publish(tariffs.package_on_disk(tmp_path, ended))

    with time_machine.travel(AFTER):
        answer = submit(body_of())

    assert problem_in(answer) == (422, "no-fee", [])
