"""What is told of a service, short in lists and in full."""

from datetime import date
from typing import Any, Literal

from ninja import Schema
from pydantic import Field


class Promise(Schema):
    """`within` as in the standard: P3WD three working days, P6D six calendar days, PT4H hours."""

    within: str = Field(examples=["P3WD"])
    words: str = Field(examples=["3 hari kerja"])
    counted_from: str = Field(examples=["complete_receipt"])
    legal_reference: str | None


class ServiceInList(Schema):
    code: str = Field(examples=["birth-certificate"])
    kind: str
    title: str
    summary: str
    authority: str
    life_events: list[str]
    promise: Promise
    is_open: bool
    url: str = Field(json_schema_extra={"format": "uri"})


class ServiceList(Schema):
    services: list[ServiceInList]
    next: str | None


class FileQuestion(Schema):
    """A file that is sent beside the answers; `required` is true, false or a rule in FEEL."""

    id: str
    title: str
    required: bool | str
    visible: list[str]
    accept: list[str]
    max_files: int


class TariffItem(Schema):
    """`amount` in rupiah, or a rule in FEEL; for one of `quantity` where that is given."""

    id: str
    label: str
    amount: int | str
    quantity: str | None
    unit: str | None
    legal_reference: str


class TariffExemption(Schema):
    """Who pays `percent` less of `items`; an empty list is all of them."""

    id: str
    label: str
    when: str
    percent: int
    items: list[str]
    proof: str | None
    legal_reference: str


class TariffRounding(Schema):
    to: int
    how: Literal["up", "down", "half_up"]


class Tariff(Schema):
    """`amount` in rupiah when nobody's answers change it; else null, and `items` say how it is made."""

    valid_from: date
    valid_until: date | None
    state: Literal["past", "now", "next"]
    amount: int | None
    label: str
    legal_reference: str
    items: list[TariffItem]
    exemptions: list[TariffExemption]
    rounding: TariffRounding | None


class Definition(ServiceInList):
    version: str
    valid_from: date
    closed_reason: str
    closed_until: date | None
    channels: list[str]
    procedure: list[str]
    product: str
    legal_resources: list[str]
    fee: Tariff | None
    tariffs: list[Tariff]
    answers: dict[str, Any] = Field(json_schema_extra={"type": "object"})
    files: list[FileQuestion]
    page_url: str = Field(json_schema_extra={"format": "uri"})
    metadata_url: str = Field(json_schema_extra={"format": "uri"})
