"""The description of the API as a page to read, made from the OpenAPI document and nothing else."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from gapura.channels.api import problems
from gapura.channels.api.application import api


@dataclass(frozen=True)
class Row:
    """A parameter of a route, or a member of a schema."""

    name: str
    kind: str
    is_required: bool
    note: str = ""
    where: str = ""


@dataclass(frozen=True)
class Route:
    id: str
    method: str
    path: str
    summary: str
    description: str
    parameters: list[Row]
    body: str
    responses: list[tuple[str, str, str]]  # status, what it means, schema


@dataclass(frozen=True)
class Named:
    name: str
    note: str
    rows: list[Row] = field(default_factory=list)


def documentation(request: HttpRequest) -> HttpResponse:
    document = api.get_openapi_schema()
    context = {
        "info": document["info"],
        "server": document["servers"][0]["url"],
        "routes": list(_routes(document)),
        "schemas": [_named(*pair) for pair in sorted(document["components"]["schemas"].items())],
        "problems": [(status, str(title)) for status, title in problems.TITLES.items()],
    }
    return render(request, "api/docs.html", context)


def _routes(document: dict[str, Any]) -> Iterator[Route]:
    for path, methods in document["paths"].items():
        for method, operation in methods.items():
            body = operation.get("requestBody", {}).get("content", {}).get("application/json", {})
            yield Route(
                id=operation["operationId"],
                method=method.upper(),
                path=path,
                summary=operation["summary"],
                description=operation["description"],
                parameters=[_parameter(each) for each in operation["parameters"]],
                body=_kind(body["schema"]) if body else "",
                responses=[
                    (str(status), response["description"], _schema_of(response))
                    for status, response in operation["responses"].items()
                ],
            )


def _parameter(parameter: dict[str, Any]) -> Row:
    schema = parameter["schema"]
    examples = schema.get("examples") or [""]
    return Row(
        name=parameter["name"],
        kind=_kind(schema),
        is_required=bool(parameter.get("required")),
        note=str(examples[0]),
        where=parameter["in"],
    )


def _named(name: str, schema: dict[str, Any]) -> Named:
    required = schema.get("required", ())
    rows = [
        Row(member, _kind(shape), member in required, str((shape.get("examples") or [""])[0]))
        for member, shape in schema.get("properties", {}).items()
    ]
    return Named(name, schema.get("description", ""), rows)


def _schema_of(response: dict[str, Any]) -> str:
    shapes = [content["schema"] for content in response.get("content", {}).values()]
    return _kind(shapes[0]) if shapes else ""


def _kind(schema: dict[str, Any]) -> str:
    """A schema in few words: `array of Upload`, `string or null`."""
    if "$ref" in schema:
        return str(schema["$ref"]).rpartition("/")[2]
    if "anyOf" in schema:
        return " | ".join(_kind(each) for each in schema["anyOf"])
    if "enum" in schema:
        return " | ".join(f'"{value}"' for value in schema["enum"])
    if schema.get("type") == "array":
        return f"[{_kind(schema['items'])}]"
    values = schema.get("additionalProperties")
    if isinstance(values, dict) and values:
        return f"{{…: {_kind(values)}}}"
    kind, shape = schema.get("type", ""), schema.get("format", "")
    return f"{kind} ({shape})" if shape else str(kind)
