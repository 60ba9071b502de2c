"""A partner's program: sends JSON, reads JSON, keeps no cookies."""

import base64
import json
from uuid import uuid4

from django.test import Client

from tests.harness import factories

PM1 = "pm1-general-statement"
JSON, PROBLEM = "application/json", "application/problem+json"


def key():
    return str(uuid4())


def body_of(city="jakarta", code=PM1, name="granted", **answers):
    given = factories.scenario(city, code, name)
    files = {
        question: [
            {"name": name, "content_base64": base64.b64encode(content).decode()}
            for name, content in uploads
        ]
        for question, uploads in factories.uploads_for(given.files).items()
    }
    return {"answers": {**given.answers, **answers}, "files": files}


def submit(body, *, city="jakarta", code=PM1, idempotency_key=None, **headers):
    content = body if isinstance(body, bytes) else json.dumps(body).encode()
    return Client().post(
        f"/api/v1/{city}/services/{code}/submissions",
        data=content,
        content_type=headers.pop("content_type", JSON),
        headers={"Idempotency-Key": idempotency_key or key(), **headers},
    )


def follow(number, pin, *, city="jakarta", **headers):
    return Client().get(f"/api/v1/{city}/cases/{number}", headers={"X-Gapura-PIN": pin, **headers})


def problem_in(response):
    """Status, code, and the pointers of what is wrong; the shape is checked on the way."""
    assert response["Content-Type"] == PROBLEM
    problem = json.loads(response.content)
    assert problem["status"] == response.status_code
    assert problem["type"] == f"/api/v1/docs#status-{response.status_code}"
    assert problem["title"]
    assert problem["detail"]
    return problem["status"], problem["code"], [e["pointer"] for e in problem.get("errors", [])]
