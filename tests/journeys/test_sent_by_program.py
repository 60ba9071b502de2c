"""A school sends a request by the API; the officer finds it at the desk and the answer goes back."""

import base64
import json
import urllib.request
from uuid import uuid4

import pytest

from tests.harness.factories import scenario
from tests.journeys import officer, resident
from tests.journeys.conftest import new_address, new_name
from tests.journeys.filling import photos_for
from tests.journeys.looking import look

pytestmark = [pytest.mark.browser, pytest.mark.processes]

CODE = "pm1-general-statement"
TOLD = scenario("jakarta", CODE)


def call(url, body=None, **headers):
    """(status, answer) of the API."""
    data = json.dumps(body).encode() if body is not None else None
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    request = urllib.request.Request(
        url, data=data, headers={"Content-Type": "application/json", **named}
    )
    with urllib.request.urlopen(request, timeout=60) as answer:
        return answer.status, json.load(answer)


@pytest.mark.parametrize("screen", [{"width": 1280, "height": 800}, {"width": 320, "height": 640}],
                         ids=["desk", "320px"])  # fmt: skip
def test_a_request_by_the_api_is_worked_at_the_desk_and_followed_by_the_api(city, arrive, screen):
    home, name = city.at("jakarta"), new_name("Sekar")
    api, key = f"{city.url}/api/v1/jakarta", str(uuid4())
    body = {
        "answers": {**TOLD.answers, "name": name, "email": new_address("sekar")},
        "files": {
            question: [{"name": file, "content_base64": base64.b64encode(content).decode()}]
            for question, (file, content) in photos_for(TOLD.files).items()
        },
    }

    first = call(f"{api}/services/{CODE}/submissions", body, Idempotency_Key=key)
    again = call(f"{api}/services/{CODE}/submissions", body, Idempotency_Key=key)
    number, pin = first[1]["number"], first[1]["pin"]
    assert (first[0], again) == (201, (200, first[1]))

    kelurahan = "kel-31.71.03.1001"
    verifier, head = arrive(viewport=screen), arrive(viewport=screen)
    officer.sign_in(verifier, home, city.appoint("jakarta", "verifier", kelurahan, new_name("Sri")))
    officer.sign_in(head, home, city.appoint("jakarta", "head", kelurahan, new_name("Bambang")))
    officer.search_for(verifier, home, name)
    look(verifier)
    assert verifier.get_by_role("link", name=number, exact=True).count() == 1
    officer.do(verifier, home, number, "complete", look=look)
    officer.do(head, home, number, "grant", look=look)

    _status, told = call(f"{api}/cases/{number}", X_Gapura_PIN=pin)
    assert told["outcome"] == "granted"
    page = arrive("320px")
    resident.open_with_pin(page, home, resident.Receipt(number, pin))
    resident.wait_for_the_letter(page, home, resident.Receipt(number, pin))
    look(page)


def test_the_page_about_the_api_is_readable(city, arrive):
    page = arrive("320px")

    page.goto(f"{city.url}/api/v1/docs")

    look(page)
