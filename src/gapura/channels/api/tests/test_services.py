"""What the city offers, for programs."""

import json

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from jsonschema import Draft202012Validator

from gapura.catalogue import commands as catalogue
from gapura.catalogue.tests.makers import make_package
from gapura.channels.api.tests.calling import problem_in
from gapura.kernel.actors import system
from tests.harness import factories

pytestmark = pytest.mark.django_db

SERVICES = "/api/v1/jakarta/services"
BIRTH = f"{SERVICES}/birth-certificate"


def read(client, address, **headers):
    response = client.get(address, headers=headers)
    assert response.status_code == 200
    return json.loads(response.content)


def test_all_services_are_listed(client):
    listed = read(client, SERVICES)

    assert [service["code"] for service in listed["services"]] == [
        "birth-certificate", "kjp-plus", "pm1-general-statement", "road-damage",
    ]  # fmt: skip
    assert listed["next"] is None
    assert listed["services"][0]["promise"]["within"] == "P3WD"


def test_a_long_list_goes_on_on_the_next_page(client):
    for number in range(47):
        catalogue.publish(make_package(f"parade-{number}"), by=system("jakarta"))

    first = read(client, SERVICES)
    second = read(client, first["next"])

    assert (len(first["services"]), len(second["services"])) == (50, 1)
    assert second["next"] is None


@pytest.mark.parametrize("number", ["0", "x", "9999999"])
def test_a_page_that_cannot_be_is_a_problem(client, number):
    assert problem_in(client.get(SERVICES, {"page": number})) == (
        422, "does-not-fit", ["query: page"],
    )  # fmt: skip


@pytest.mark.parametrize("code", ["birth-certificate", "pm1-general-statement", "road-damage"])
@pytest.mark.parametrize("city", ["jakarta", "depok"])
def test_the_worked_answers_of_a_service_fit_its_schema(client, city, code):
    definition = read(client, f"/api/v1/{city}/services/{code}")
    schema = definition["answers"]
    files = {question["id"] for question in definition["files"]}

    Draft202012Validator.check_schema(schema)
    scenarios = factories.package_of(city, code).scenarios
    for scenario in scenarios:
        plain = {name: v for name, v in scenario.answers.items() if name not in files}
        assert plain.keys() <= schema["properties"].keys()
    assert files.isdisjoint(schema["properties"])


def test_the_language_is_the_one_asked_for(client):
    response = client.get(BIRTH, headers={"Accept-Language": "en"})

    assert json.loads(response.content)["title"] == "Birth certificate"
    assert response["Content-Language"] == "en"
    assert "Accept-Language" in response["Vary"]


def test_an_unchanged_definition_is_not_sent_again(client):
    etag = client.get(BIRTH)["ETag"]

    again = client.get(BIRTH, headers={"If-None-Match": etag})
    english = client.get(BIRTH, headers={"If-None-Match": etag, "Accept-Language": "en"})

    assert (again.status_code, again.content, english.status_code) == (304, b"", 200)


@pytest.mark.parametrize(
    "address",
    [
        "/api/v1/jakarta/services/unknown",
        "/api/v1/atlantis/services",
        "/api/v1/jakarta/nothing",
        "/api/v1/jakarta/services/a%00b",
        "/api/v1/",
    ],
)
def test_what_is_not_there_is_a_problem(client, address):
    assert problem_in(client.get(address))[0] == 404


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete", "options"])
def test_a_method_that_a_route_does_not_know_is_a_problem(client, method):
    response = getattr(client, method)(SERVICES)

    assert problem_in(response)[:2] == (405, "method")
    assert response["Allow"] == "GET"


def test_a_head_is_a_get_without_a_body(client):
    response = client.head(BIRTH)

    assert (response.status_code, response.content) == (200, b"")


def test_a_list_costs_the_same_however_many_services_there_are(client):
    def statements():
        client.get(SERVICES)  # versions are read once in the life of a process
        with CaptureQueriesContext(connection) as caught:
            client.get(SERVICES)
        return len(caught)

    before = statements()
    for number in range(3):
        catalogue.publish(make_package(f"parade-{number}"), by=system("jakarta"))

    assert statements() == before
