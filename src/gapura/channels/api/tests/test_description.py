"""The OpenAPI document: valid, complete, true to what is answered; and the page made from it."""

import json
import re

import pytest
from django.db import OperationalError, connection
from django.test import Client
from jsonschema import Draft202012Validator
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT202012

from gapura.channels.api.tests.calling import JSON, PROBLEM, body_of, follow, problem_in, submit

pytestmark = pytest.mark.django_db

METHODS = {"get", "post", "put", "patch", "delete"}


@pytest.fixture
def document(client):
    return json.loads(client.get("/api/v1/openapi.json").content)


def operations(document):
    for path, methods in document["paths"].items():
        for method, operation in methods.items():
            yield path, method, operation


def refs_in(node):
    if isinstance(node, dict):
        yield from (value for key, value in node.items() if key == "$ref")
        for value in node.values():
            yield from refs_in(value)
    if isinstance(node, list):
        for value in node:
            yield from refs_in(value)


def test_the_document_is_openapi_3_1(document):
    assert re.fullmatch(r"3\.1\.\d", document["openapi"])
    assert {"title", "version"} <= document["info"].keys()
    ids = [operation["operationId"] for _path, _method, operation in operations(document)]
    assert sorted(ids) == ["getCase", "getService", "listServices", "submit"]
    for path, method, operation in operations(document):
        assert path.startswith("/api/v1/{city}/")
        assert method in METHODS
        named = {p["name"] for p in operation["parameters"] if p["in"] == "path"}
        assert named == set(re.findall(r"{(\w+)}", path))
        assert all(p["required"] for p in operation["parameters"] if p["in"] == "path")
        for parameter in operation["parameters"]:
            assert parameter.keys() == {"name", "in", "required", "schema"}
        assert all(response["description"] for response in operation["responses"].values())


def test_every_reference_leads_to_a_schema_and_every_schema_is_one(document):
    schemas = document["components"]["schemas"]

    assert {ref.removeprefix("#/components/schemas/") for ref in refs_in(document)} <= set(schemas)
    for schema in schemas.values():
        Draft202012Validator.check_schema(schema)


def test_problems_have_their_own_media_type(document):
    for _path, _method, operation in operations(document):
        for status, response in operation["responses"].items():
            kinds = set(response["content"])
            assert kinds == ({PROBLEM} if int(status) >= 400 else {JSON})


def test_the_document_speaks_the_language_asked_for(client):
    def title(language):
        response = client.get("/api/v1/openapi.json", headers={"Accept-Language": language})
        return json.loads(response.content)["paths"]["/api/v1/{city}/services"]["get"]["summary"]

    assert (title("id"), title("en")) == ("Daftar layanan", "List of services")


@pytest.fixture
def fits(document):
    """`fits(operation_id, response)`: the answer is as the document says for its status."""
    resource = Resource.from_contents(document, default_specification=DRAFT202012)
    registry = Registry().with_resource("urn:gapura", resource)
    by_id = {operation["operationId"]: operation for _p, _m, operation in operations(document)}

    def check(operation_id, response):
        declared = by_id[operation_id]["responses"][str(response.status_code)]
        kind = response["Content-Type"].partition(";")[0]
        schema = declared["content"][kind]["schema"]
        ref = {"$ref": "urn:gapura" + schema["$ref"]}
        found = Draft202012Validator(ref, registry=registry).iter_errors(
            json.loads(response.content)
        )
        return [error.message for error in found]

    return check


def test_answers_are_as_the_document_says(client, fits):
    body = body_of()
    sent = submit(body, idempotency_key="0123456789abcdef")
    receipt = json.loads(sent.content)

    assert fits("listServices", client.get("/api/v1/jakarta/services")) == []
    assert fits("getService", client.get("/api/v1/jakarta/services/birth-certificate")) == []
    assert fits("submit", sent) == []
    assert fits("submit", submit(body, idempotency_key="0123456789abcdef")) == []
    assert fits("getCase", follow(receipt["number"], receipt["pin"])) == []


def test_problems_are_as_the_document_says(client, fits):
    refused = submit({"answers": {}})
    reused = submit({"answers": {}}, idempotency_key="0123456789abcdef")

    assert fits("submit", submit(b"{")) == []
    assert fits("submit", submit(b"", content_type="text/plain")) == []
    assert fits("submit", refused) == []
    assert fits("submit", reused) == []
    assert fits("getService", client.get("/api/v1/jakarta/services/unknown")) == []
    assert fits("getCase", follow("JKT-7F3K-9Q2M-X", "000000")) == []
    assert {error["path"] for error in json.loads(refused.content)["errors"]} >= {"name", "nik"}


def failing(error):
    """A database whose every new transaction fails."""

    def fail(execute, statement, params, many, context):
        if "set_config" in statement:
            raise error
        return execute(statement, params, many, context)

    return connection.execute_wrapper(fail)


def test_what_nobody_foresaw_is_a_problem_without_details(client, caplog):
    with failing(RuntimeError("secret of the house")):
        response = client.get("/api/v1/jakarta/services/birth-certificate")

    assert problem_in(response) == (500, "server-error", [])
    assert "secret" not in response.content.decode()
    assert "secret of the house" in caplog.text


def test_a_database_that_is_away_is_said_to_be_away(client):
    with failing(OperationalError("gone")):
        response = client.get("/api/v1/jakarta/services/birth-certificate")

    assert problem_in(response) == (503, "unavailable", [])
    assert int(response["Retry-After"]) > 0


def test_the_page_shows_every_route_schema_and_status(client, document):
    page = client.get("/api/v1/docs").content.decode()

    for path, method, operation in operations(document):
        assert f"{method.upper()} {path}" in page
        assert f'id="{operation["operationId"]}"' in page
    for name in document["components"]["schemas"]:
        assert f'id="s-{name}"' in page
    for status in re.findall(r'id="status-(\d+)"', page):
        assert 400 <= int(status) < 600


def test_the_page_needs_no_script_of_others(client):
    page = Client().get("/api/v1/docs")

    assert "cdn" not in page.content.decode()
    assert "<script>" not in page.content.decode()
