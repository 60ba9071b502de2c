"""What every error looks like: RFC 9457."""

from ninja import Schema
from pydantic import Field


class ProblemError(Schema):
    pointer: str = Field(examples=["#/answers/child_name"])
    detail: str
    path: str | None = None
    legal_reference: str | None = None


class ProblemDetails(Schema):
    """RFC 9457. `detail` is for a person, in the language asked for; `code` is stable."""

    type: str = Field(json_schema_extra={"format": "uri-reference"})
    title: str
    status: int
    detail: str
    instance: str
    code: str
    errors: list[ProblemError] | None = None
