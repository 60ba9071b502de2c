"""What the processes write down about their work names nobody."""

import base64
import json
import urllib.error
import urllib.parse
import urllib.request
from uuid import uuid4

import pytest

from tests.harness import factories

pytestmark = pytest.mark.processes

CODE = "pm1-general-statement"
SECRETS = {
    "name": "Zuleikha Wongsonegoro",
    "nik": "3171035708919993",
    "phone": "081311223344",
    "email": "zuleikha.w@example.org",
    "statement": "Saya tinggal bersama ibu yang sakit sejak lama.",
}


def speak(url, body=None, **headers):
    """Status and text; an error is an answer too."""
    request = urllib.request.Request(url, data=body, headers=headers)
    try:
        with urllib.request.urlopen(request, timeout=60) as answer:
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as error:
        with error:
            return error.code, error.read().decode()


def submission(**changes):
    given = factories.scenario("jakarta", CODE)
    answers = {**given.answers, **SECRETS, **changes}
    files = {
        question: [{"name": f"{SECRETS['name']}.jpg",
                    "content_base64": base64.b64encode(factories.jpeg()).decode()}]
        for question in given.files
    }  # fmt: skip
    return json.dumps({"answers": answers, "files": files}).encode()


def test_nothing_a_resident_wrote_stands_in_the_logs(server, mailbox):
    api = f"{server.url}/api/v1/jakarta"
    sent = speak(
        f"{api}/services/{CODE}/submissions", submission(),
        **{"Content-Type": "application/json", "Idempotency-Key": str(uuid4())},
    )  # fmt: skip
    wrong = speak(
        f"{api}/services/{CODE}/submissions", submission(nik="317103570891999"),
        **{"Content-Type": "application/json", "Idempotency-Key": str(uuid4())},
    )  # fmt: skip
    receipt = json.loads(sent[1])
    speak(f"{api}/cases/{receipt['number']}", **{"X-Gapura-PIN": receipt["pin"]})
    speak(f"{api}/cases/{receipt['number']}", **{"X-Gapura-PIN": "000000"})
    form = urllib.parse.urlencode(SECRETS).encode()
    speak(f"{server.url}/jakarta/lacak/", form)
    speak(f"{server.url}/jakarta/desk/masuk/", form)
    mailbox.wait_for(SECRETS["email"], receipt["number"])

    said = server.said()

    assert (sent[0], wrong[0]) == (201, 422)
    hidden = [*SECRETS.values(), receipt["pin"], "317103570891999", "Wongsonegoro", "81311223344"]
    assert [secret for secret in hidden if secret in said] == []
