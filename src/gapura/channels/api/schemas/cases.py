"""What is sent to ask for a service, and what is told of a case."""

import base64
import binascii
from datetime import date, datetime
from typing import Annotated, Any, Literal

from ninja import Schema
from pydantic import AfterValidator, BaseModel, ConfigDict, Field
from pydantic_core import PydanticCustomError


def _decodes(text: str) -> str:
    try:
        base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        raise PydanticCustomError("base64", "not base64") from None
    return text


class Upload(BaseModel):
    model_config = ConfigDict(extra="forbid")

    name: str = Field(min_length=1, max_length=255, examples=["kartu-keluarga.jpg"])
    content_base64: Annotated[str, AfterValidator(_decodes)] = Field(
        json_schema_extra={"contentEncoding": "base64"}
    )

    @property
    def content(self) -> bytes:
        return base64.b64decode(self.content_base64)


class Submission(BaseModel):
    model_config = ConfigDict(extra="forbid")

    answers: dict[str, Any] = Field(json_schema_extra={"type": "object"})
    files: dict[str, list[Upload]] = Field(default_factory=dict)


class Receipt(Schema):
    """Whoever holds number and PIN may follow the case: keep the PIN as you keep a password."""

    number: str = Field(examples=["JKT-7F3K-9Q2M-X"])
    pin: str = Field(pattern="^[0-9]{6}$")
    case_url: str = Field(json_schema_extra={"format": "uri"})


class TimelineMoment(Schema):
    state: Literal["done", "now", "next"]
    title: str
    at: datetime | None
    desk: str
    due_at: datetime | None
    text: str


class Correction(Schema):
    message: str
    marks: dict[str, str]
    until: datetime | None


class IssuedDocument(Schema):
    title: str
    number: str
    issued_at: datetime
    status: str
    verification_url: str = Field(json_schema_extra={"format": "uri"})


class FeeLine(Schema):
    """`amount` in rupiah; what an exemption takes off is below zero."""

    id: str
    kind: Literal["item", "exemption", "rounding"]
    label: str
    amount: int
    quantity: float | None
    unit: str | None
    unit_amount: int | None
    proof: str | None
    legal_reference: str


class FixedFee(Schema):
    """Fixed when the request was received complete; `amount` is the sum of `lines`."""

    amount: int
    currency: Literal["IDR"]
    tariff_from: date
    fixed_at: datetime
    lines: list[FeeLine]


class CaseStatus(Schema):
    number: str
    service: str
    title: str
    status: Literal["open", "waiting_for_applicant", "closed"]
    outcome: str | None
    submitted_at: datetime
    due_at: datetime | None
    is_late: bool
    if_missed: list[str]
    timeline: list[TimelineMoment]
    fee: FixedFee | None
    correction: Correction | None
    documents: list[IssuedDocument]
    case_url: str = Field(json_schema_extra={"format": "uri"})
