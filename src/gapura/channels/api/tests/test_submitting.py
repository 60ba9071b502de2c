"""A partner asks for a service and follows it, with the same rules as everybody."""

import base64
import json

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from gapura.cases.models import Case
from gapura.catalogue import commands as catalogue
from gapura.channels.api import bodies
from gapura.channels.api.tests.calling import (
    PM1,
    body_of,
    follow,
    key,
    problem_in,
    submit,
)
from gapura.documents.tests.makers import windows_program
from gapura.kernel.actors import system
from gapura.kernel.scope import scope

pytestmark = pytest.mark.django_db


def case_of(number, city="jakarta"):
    with scope(city):
        return Case.objects.of(city).get(number=number)


def test_a_submission_becomes_a_case_that_can_be_followed(settings):
    settings.GAPURA_PUBLIC_URL = "https://gapura.example"

    sent = submit(body_of())

    receipt = json.loads(sent.content)
    seen = json.loads(follow(receipt["number"], receipt["pin"]).content)
    assert sent.status_code == 201
    assert receipt["case_url"] == f"https://gapura.example/jakarta/urusan/{receipt['number']}/"
    assert (case_of(receipt["number"]).channel, seen["status"], seen["outcome"]) == (
        "api", "open", None,
    )  # fmt: skip
    assert [moment["state"] for moment in seen["timeline"]] == ["done", "now", "next", "next"]
    assert seen["due_at"] is not None


def test_the_same_key_and_content_is_the_same_case():
    body, mine = body_of(), key()

    first = submit(body, idempotency_key=mine)
    again = submit(json.dumps(body, indent=2).encode(), idempotency_key=mine)

    assert (first.status_code, again.status_code) == (201, 200)
    assert json.loads(again.content) == json.loads(first.content)


def test_the_same_key_with_another_content_tells_nothing_of_the_first():
    mine = key()
    first = json.loads(submit(body_of(), idempotency_key=mine).content)

    other = submit({**body_of(), "files": {}}, idempotency_key=mine)

    assert problem_in(other) == (409, "key-reused", [])
    assert first["number"] not in other.content.decode()
    assert first["pin"] not in other.content.decode()


def test_wrong_answers_are_named_by_path():
    body = body_of()
    body["answers"]["nik"] = "123"
    del body["files"]["family_card"]

    response = submit(body)

    assert problem_in(response) == (
        422, "incomplete", ["#/answers/nik", "#/answers/family_card"],
    )  # fmt: skip


def test_what_the_service_did_not_ask_is_refused():
    body = body_of()
    body["answers"] |= {"favourite/colour": "red", "family_card": []}
    body["files"]["passport"] = []

    response = submit(body)

    assert problem_in(response) == (
        422,
        "not-asked",
        ["#/answers/favourite~1colour", "#/answers/family_card", "#/files/passport"],
    )


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"{", (400, "bad-json", [])),
        (b"\xff\xfe", (400, "bad-json", [])),
        (b'{"answers": NaN}', (400, "bad-json", [])),
        (b"[" * 100_000, (400, "bad-json", [])),
        (b"[]", (422, "does-not-fit", ["#/"])),
        (b"{}", (422, "does-not-fit", ["#/answers"])),
        (b'{"answers": {}, "x": 1}', (422, "does-not-fit", ["#/x"])),
        (
            b'{"answers": {}, "files": {"a": [{"name": "a", "content_base64": "?"}]}}',
            (422, "does-not-fit", ["#/files/a/0/content_base64"]),
        ),
    ],
)
def test_a_body_that_cannot_be_read_says_what_is_wrong(content, expected):
    assert problem_in(submit(content)) == expected


def test_a_form_is_not_json():
    response = submit(b"answers=1", content_type="application/x-www-form-urlencoded")

    assert problem_in(response) == (415, "not-json", [])


def test_a_body_past_the_limit_is_refused_unread():
    response = submit(b" " * (bodies.LARGEST + 1))

    assert problem_in(response) == (413, "too-large", [])


def test_a_file_that_is_no_picture_is_refused_with_its_reason():
    body = body_of()
    program = base64.b64encode(windows_program()).decode()
    body["files"]["family_card"] = [{"name": "kk.jpg", "content_base64": program}]

    assert problem_in(submit(body))[:2] == (422, "executable")


@pytest.mark.parametrize("short", [None, "short"])
def test_a_key_is_needed_and_must_be_hard_to_guess(client, short):
    headers = {"Idempotency-Key": short} if short else {}

    response = client.post(
        f"/api/v1/jakarta/services/{PM1}/submissions",
        data=json.dumps(body_of()),
        content_type="application/json",
        headers=headers,
    )

    assert problem_in(response) == (422, "does-not-fit", ["header: Idempotency-Key"])


@pytest.mark.parametrize(
    ("city", "code"), [("atlantis", PM1), ("jakarta", "unknown"), ("depok", "unknown")]
)
def test_a_city_or_service_that_is_not_there_is_not_found(city, code):
    assert problem_in(submit(body_of(), city=city, code=code))[0] == 404


def test_a_closed_service_takes_nothing():
    catalogue.close_service(by=system("jakarta"), code=PM1, reason="Sedang dipindahkan.")

    response = submit(body_of())

    assert problem_in(response)[1] == "service-closed"
    assert json.loads(response.content)["detail"] == "Sedang dipindahkan."


def test_an_address_of_another_city_is_refused_with_its_law():
    assert problem_in(submit(body_of("depok"), city="jakarta"))[:2] == (422, "not-eligible")


def test_a_character_that_no_database_keeps_is_no_server_error():
    body = body_of()
    body["answers"]["name"] = "Ratna\x00 Sari"

    response = submit(body)

    assert response.status_code == 201
    assert case_of(json.loads(response.content)["number"]).applicant_name == "Ratna Sari"


def test_a_case_of_one_city_is_not_known_in_another():
    receipt = json.loads(submit(body_of()).content)

    response = follow(receipt["number"], receipt["pin"], city="depok")

    assert problem_in(response) == (403, "wrong-pin", [])


def test_guessing_a_pin_becomes_slow():
    receipt = json.loads(submit(body_of()).content)
    wrong = f"{(int(receipt['pin']) + 1) % 1_000_000:06d}"

    tries = [follow(receipt["number"], wrong) for _ in range(4)]

    assert [problem_in(response)[:2] for response in tries] == [
        (403, "wrong-pin"), (403, "wrong-pin"), (403, "wrong-pin"), (429, "too-many"),
    ]  # fmt: skip
    assert int(tries[3]["Retry-After"]) > 0


def test_a_mistyped_number_is_said_to_be_mistyped():
    assert problem_in(follow("JKT-7F3K-9Q2M-0", "123456"))[:2] == (422, "number-mistyped")


def test_a_case_without_a_pin_is_not_shown(client):
    response = client.get("/api/v1/jakarta/cases/JKT-7F3K-9Q2M-X")

    assert problem_in(response) == (422, "does-not-fit", ["header: X-Gapura-PIN"])


def test_nothing_is_remembered_in_cookies():
    sent = submit(body_of())
    receipt = json.loads(sent.content)

    seen = follow(receipt["number"], receipt["pin"])

    assert (dict(sent.cookies), dict(seen.cookies)) == ({}, {})


def test_following_costs_the_same_for_every_case():
    receipts = [json.loads(submit(body_of()).content) for _ in range(2)]

    def statements(receipt):
        with CaptureQueriesContext(connection) as caught:
            follow(receipt["number"], receipt["pin"])
        return len(caught)

    assert len({statements(receipt) for receipt in receipts}) == 1
